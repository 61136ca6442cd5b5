// "Family of schools" as a working partnership (CMP-06): another kind of organisation than the statistical family, and no page
// or calculation confuses the two.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <boost/json.hpp>

#include "app/cli/commands.hpp"
#include "base/file.hpp"
#include "journeys/site_home.hpp"
#include "store/organisations_store.hpp"

namespace potensial::tests {
namespace working_family_journey {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() {
  static SiteHome made({.name = "families", .learners = "6000", .years = "3"});
  return made;
}

std::string statistician() { return home().signed_in("government-statistician", "W92000004", ""); }

std::string page(const std::string& address, const std::string& cookies) { return home().get_page(address, cookies).body; }

// The statistical family of a school, by its link.
std::string family_of(const std::string& school, const std::string& cookies) {
  for (const auto& link : links_of(page("/en/school/" + school, cookies)))
    if (link.starts_with("/en/family/")) return link.substr(11);
  return {};
}

std::set<std::string> schools_linked(const std::string& html) {
  std::set<std::string> schools;
  for (const auto& link : links_of(html))
    if (link.starts_with("/en/school/")) schools.insert(link.substr(11, 7));
  return schools;
}

// A working family of two schools of one statistical family, and one of another where there is one, under the very id of the
// statistical family.
struct Overlapping {
  std::string id, statistical;
  std::vector<std::string> schools;
};

Overlapping overlapping(const std::string& cookies) {
  Overlapping found;
  const auto schools = home().schools();
  found.id = found.statistical = family_of(schools.front(), cookies);
  const auto members = schools_linked(page("/en/family/" + found.statistical, cookies));
  for (const auto& school : schools)
    if (members.contains(school) && found.schools.size() < 2) found.schools.push_back(school);
  for (const auto& school : schools)
    if (!members.contains(school) && found.schools.size() == 2) found.schools.push_back(school);
  return found;
}

void import(const Overlapping& family) {
  std::string text = "working family,name,name in welsh,school\n";
  for (const auto& school : family.schools) text += family.id + ",Cyfarthfa,Cyfarthfa," + school + "\n";
  const auto file = home().folder() / "working_families.csv";
  ASSERT_TRUE(write_file(file, text));
  std::ostringstream out, err;
  ASSERT_EQ(app::run_command_line({"--catalogue", POTENSIAL_ROOT "/catalogue", "--threads", "2", "--home", (home().folder() / "home").string(), "import", file.string()}, out, err), 0)
      << out.str() << err.str();
}

void prepare_again() {
  std::promise<bool> prepared;
  home().door().prepare([&](Result<void> done) { prepared.set_value(done.has_value()); });
  ASSERT_TRUE(prepared.get_future().get());
}

// What everybody who may sees of families, comparisons and core data; without the list of bodies that a school works in.
std::map<std::string, std::string> told(const Overlapping& family, const std::string& cookies) {
  std::map<std::string, std::string> pages;
  for (const auto& school : family.schools)
    for (const char* noun : {"school", "family", "core-data"}) {
      const auto address = std::string("/en/") + noun + "/" + school + ".json";
      pages[address] = std::regex_replace(page(address, cookies), std::regex(R"(\{"text":"It works in: [^}]*\{[^}]*\}\},?)"), "");
    }
  pages["family"] = page("/en/family/" + family.statistical + ".json", cookies);
  pages["figure"] = page("/en/figure/family%3A" + family.statistical + ".json?indicator=ks2-csi", cookies);
  return pages;
}

// Imported once for all tests, with what was told before and afterwards.
struct Imported {
  Overlapping family;
  std::map<std::string, std::string> before, after;
};

const Imported& imported() {
  static const Imported made = [] {
    const auto cookies = statistician();
    Imported imported{overlapping(cookies), {}, {}};
    imported.before = told(imported.family, cookies);
    import(imported.family);
    prepare_again();
    imported.after = told(imported.family, cookies);
    return imported;
  }();
  return made;
}

TEST(WorkingFamilies, ChangeNoComparisonAndNoStatisticalFamily) {
  ASSERT_GE(imported().family.schools.size(), 2u);
  for (const auto& [address, text] : imported().before) {
    EXPECT_THAT(text, HasSubstr("\"blocks\"")) << address;
    EXPECT_EQ(imported().after.at(address), text) << address;
  }
}

TEST(WorkingFamilies, HaveAPageOfTheirOwnThatSaysWhatTheyAre) {
  const auto cookies = statistician();
  const auto& family = imported().family;
  const auto body = page("/en/body/" + family.id, cookies);
  EXPECT_THAT(body, HasSubstr("Cyfarthfa (working family of schools)"));
  EXPECT_THAT(page("/cy/corff/" + family.id, cookies), HasSubstr("Cyfarthfa (teulu gwaith o ysgolion)"));
  EXPECT_EQ(schools_linked(body), std::set<std::string>(family.schools.begin(), family.schools.end()));
  const auto statistical = page("/en/family/" + family.statistical, cookies);
  EXPECT_THAT(statistical, HasSubstr("Statistical family"));
  EXPECT_THAT(statistical, Not(HasSubstr("Cyfarthfa")));
  EXPECT_THAT(page("/en/school/" + family.schools.front(), cookies), HasSubstr("It works in: Cyfarthfa (working family of schools)"));
}

TEST(WorkingFamilies, CountTheirOwnSchoolsAndNotThoseOfTheFamilyOfThatName) {
  const auto cookies = statistician();
  const auto& family = imported().family;
  const auto learners = [&](const std::string& place) {
    const auto figure = json::parse(page("/en/figure/" + place + ".json?indicator=ks2-csi", cookies));
    for (const auto& block : figure.at("blocks").as_array())
      if (block.at("kind") == "table" && block.at("id") == "counts")
        return block.at("rows").at(0).at(4).at("value").to_number<double>();
    return -1.0;
  };
  double together = 0;
  for (const auto& school : family.schools) together += learners(school);
  EXPECT_EQ(learners(family.id), together);
  EXPECT_NE(learners("family%3A" + family.statistical), together);
}

TEST(WorkingFamilies, AreSeenByTheAuthorityOfTheirSchoolsAndByNoHead) {
  const auto& family = imported().family;
  EXPECT_EQ(home().get_page("/en/body/" + family.id, home().signed_in("authority-data-officer", "680", "improvement")).status, 200u);
  EXPECT_EQ(home().get_page("/en/body/" + family.id, home().signed_in("headteacher", family.schools.front(), "improvement")).status, 404u);
  const auto known = store::organisation(home().ledger(), family.id);
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->kind, OrganisationKind::working_family);
  EXPECT_EQ(known->authority, "680");
}

}  // namespace working_family_journey
}  // namespace potensial::tests
