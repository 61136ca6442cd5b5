// Which schools may have the money of a fund (TGT-07): the page against the files it came from, counted here once more.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "journeys/site_home.hpp"
#include "store/organisations_store.hpp"

namespace potensial::tests {
namespace eligibility_journey {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-data-officer", "680", "improvement"); }

struct Count {
  int learners = 0, entitled = 0;
  bool is_special = false;

  bool is_eligible() const { return !is_special && learners >= 50 && 5 * entitled >= learners; }
  bool is_near() const {
    if (is_special || is_eligible()) return false;
    return learners >= 50 ? 100 * entitled >= 19 * learners : learners >= 45 && 5 * entitled >= learners;
  }
};

// Of each school of the file, by the plain words of the rule.
std::map<std::string, Count> counted(int year) {
  const auto text = read_file(home().nation() / "census" / std::to_string(year) / "680.csv").value();
  CsvCells file(text);
  const auto& row = file.cells();
  std::map<std::string, std::size_t> at;
  if (file.next())
    for (std::size_t i = 0; i < row.size(); ++i) at.emplace(row[i], i);
  std::map<std::string, Count> schools;
  while (file.next()) {
    const int nc_year = std::atoi(std::string(row[at["nc_year"]]).c_str());
    const bool on_roll = row[at["enrolment_status"]] == "C" || row[at["enrolment_status"]] == "M";
    if (!on_roll || nc_year < 1 || nc_year > 11) continue;
    auto& count = schools[std::string(row[at["school"]])];
    ++count.learners;
    count.entitled += row[at["fsm_eligible"]] == "Y";
  }
  for (const auto& each : store::organisations(home().ledger()))
    if (schools.contains(each.id)) schools[each.id].is_special = each.phase == "special";
  return schools;
}

// Of those of the file: others send transfer files.
std::set<std::string> schools_in_table(const json::value& page, std::string_view id, const std::map<std::string, Count>& of_file) {
  std::set<std::string> schools;
  for (const auto& block : page.at("blocks").as_array())
    if (block.at("kind").as_string() == "table" && block.at("id").as_string() == id)
      for (const auto& row : block.at("rows").as_array()) schools.emplace(row.at(0).at("link").at("id").as_string());
  std::erase_if(schools, [&](const std::string& school) { return !of_file.contains(school); });
  return schools;
}

TEST(Eligibility, SchoolsOfAnAuthorityAreThoseThatTheFilesTell) {
  const auto page = json::parse(home().get_ready("/en/eligibility/680.json", officer()).body);
  const auto schools = counted(2010);
  std::set<std::string> eligible, near, outside;
  for (const auto& [school, count] : schools) {
    if (count.is_eligible()) eligible.insert(school);
    if (count.is_near()) near.insert(school);
    if (!count.is_eligible() && count.entitled > 0) outside.insert(school);
  }
  ASSERT_FALSE(eligible.empty());
  EXPECT_EQ(schools_in_table(page, "eligibility-eligible", schools), eligible);
  EXPECT_EQ(schools_in_table(page, "eligibility-near", schools), near);
  EXPECT_EQ(schools_in_table(page, "eligibility-outside", schools), outside);
}

TEST(Eligibility, SaysThatTheFundEndedAndCountsTheYearAskedFor) {
  EXPECT_THAT(home().get_ready("/en/eligibility/680", officer()).body, HasSubstr("RAISE ended on 31 March 2009"));
  const auto then = home().get_ready("/en/eligibility/680.json?year=2008", officer()).body;
  EXPECT_THAT(then, Not(HasSubstr("ended on")));
  std::set<std::string> eligible;
  const auto schools = counted(2008);
  for (const auto& [school, count] : schools)
    if (count.is_eligible()) eligible.insert(school);
  EXPECT_EQ(schools_in_table(json::parse(then), "eligibility-eligible", schools), eligible);
}

TEST(Eligibility, AHeadSeesTheOwnSchoolAlone) {
  const auto schools = home().schools();
  const auto head = home().signed_in("headteacher", schools.front(), "improvement");
  const auto page = home().get_ready("/en/eligibility/" + schools.front(), head).body;
  EXPECT_THAT(page, AllOf(HasSubstr("eligible for RAISE"), HasSubstr("learners of statutory school age")));
  for (const auto& other : {schools.back(), std::string("680"), std::string("W92000004")})
    EXPECT_EQ(home().get_page("/en/eligibility/" + other, head).status, 404u) << other;
}

TEST(Eligibility, AFundThatIsNoneIsRefusedInWords) {
  EXPECT_THAT(home().get_ready("/en/eligibility/680?fund=no-such", officer()).body, HasSubstr("had begun by this census"));
  EXPECT_THAT(home().get_ready("/cy/cymhwystra/680?fund=no-such", officer()).body, HasSubstr("wedi dechrau erbyn y cyfrifiad hwn"));
}

}  // namespace eligibility_journey
}  // namespace potensial::tests
