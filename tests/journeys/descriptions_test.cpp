// The pages that describe how things stand, as people with roles reach them and choose what they show.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "journeys/site_home.hpp"
#include "service/described_figures.hpp"

namespace potensial::tests {
namespace described {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string the_school() { return home().schools().front(); }
std::string head() { return home().signed_in("headteacher", the_school(), "improvement"); }
std::string officer() { return home().signed_in("authority-data-officer", "680", "improvement"); }

constexpr std::pair<const char*, const char*> pages[] = {{"trends", "tueddiadau"}, {"gaps", "bylchau"}, {"curriculum", "cwricwlwm"},
                                                         {"acquisition", "caffael-saesneg"}, {"attendance", "presenoldeb"},
                                                         {"exclusions", "gwaharddiadau"}, {"completeness", "cyflawnder"}, {"eligibility", "cymhwystra"}};

std::string welsh_twin(const std::string& html) {
  static const std::regex twin("<link rel=\"alternate\" hreflang=\"cy\" href=\"([^\"]*)\"");
  std::smatch found;
  return std::regex_search(html, found, twin) ? std::regex_replace(found[1].str(), std::regex("&amp;"), "&") : std::string();
}

TEST(Described, ASchoolAndAnAuthorityLeadToEveryDescriptionAndEachLeadsBack) {
  const std::pair<std::string, std::string> places[] = {{"school/" + the_school(), head()}, {"authority/680", officer()}};
  for (const auto& [place, cookies] : places) {
    const auto id = place.substr(place.find('/') + 1);
    const auto ways = links_of(home().get_page("/en/" + place, cookies).body);
    for (const auto& [noun, welsh] : pages) {
      EXPECT_THAT(ways, Contains("/en/" + std::string(noun) + "/" + id));
      const auto page = home().get_ready("/en/" + std::string(noun) + "/" + id, cookies);
      EXPECT_EQ(page.status, 200u) << noun;
      EXPECT_THAT(links_of(page.body), Contains("/en/" + place)) << noun;
      EXPECT_EQ(home().get_ready("/cy/" + std::string(welsh) + "/" + id, cookies).status, 200u) << welsh;
    }
  }
}

TEST(Described, OnceReadAheadNoPageOfTheNewestYearReadsFactsAgain) {
  const auto folder = home().folder() / "described-without-facts";
  std::filesystem::copy(home().folder() / "home", folder, std::filesystem::copy_options::recursive);
  const auto catalogue = catalogue::Catalogue::load(std::filesystem::path(POTENSIAL_ROOT) / "catalogue").value();
  auto opened = service::Home::open(folder, catalogue, 1).value();
  service::describe_ahead(opened);
  std::filesystem::remove_all(folder / "facts");
  for (const auto& scope : {the_school(), std::string("680"), std::string()})
    for (const auto& [noun, welsh] : pages) EXPECT_TRUE(service::described_page(opened, noun, {.scope = scope})) << noun << " of " << scope;
  const service::FigureAsked gap{"gaps", {.scope = "680", .indicator = "ks2-csi"}, {2010}, {2010}, "sex:M", "sex:F"};
  EXPECT_TRUE(service::described_figure(opened, gap));
  EXPECT_TRUE(service::is_read_ahead(opened, {.scope = "680", .indicator = "ks2-science"}));
  for (const service::DescriptionRequest& unread : {service::DescriptionRequest{.scope = "680", .to = AcademicYear{2009}}, {.scope = "680", .indicator = "persistent-absence"}}) {
    EXPECT_FALSE(service::is_read_ahead(opened, unread));
    EXPECT_FALSE(service::described_page(opened, "gaps", unread)) << "has to be read";
  }
  std::filesystem::remove_all(folder);
}

TEST(Described, AnOutcomeOfAnotherStageIsRefusedInWords) {
  const auto said = home().get_ready("/en/trends/680?stage=ks2&indicator=ks4-level2", officer()).body;
  EXPECT_THAT(said, HasSubstr("is not an outcome of the key stage"));
}

TEST(Described, EveryFormOfAPageIsAnswered) {
  const auto cookies = head();
  for (const char* ending : {".json", ".csv", ".txt"})
    EXPECT_EQ(home().get_ready("/en/trends/" + the_school() + ending, cookies).status, 200u) << ending;
}

TEST(Described, WhatWasChosenStaysChosenAndInTheOtherLanguage) {
  const auto cookies = officer();
  const auto page = home().get_ready("/en/gaps/680?year=2009&indicator=ks2-science&characteristic=fsm", cookies).body;
  EXPECT_THAT(page, AllOf(HasSubstr("method=\"get\" action=\"/en/gaps/680\""), HasSubstr("<option value=\"2009\" selected>2008/09</option>"),
                          HasSubstr("<option value=\"ks2-science\" selected>"), HasSubstr("<option value=\"fsm\" selected>")));
  const auto twin = welsh_twin(page);
  EXPECT_EQ(twin, "/cy/bylchau/680?characteristic=fsm&indicator=ks2-science&year=2009");
  EXPECT_THAT(home().get_ready(twin, cookies).body, HasSubstr("<option value=\"ks2-science\" selected>"));
}

TEST(Described, AnEarlierYearIsTheNewestShown) {
  const auto cookies = officer();
  for (const char* noun : {"attendance", "exclusions", "trends"}) {
    const auto address = "/en/" + std::string(noun) + "/680";
    EXPECT_THAT(home().get_ready(address + ".txt", cookies).body, HasSubstr("2009/10")) << noun;
    EXPECT_THAT(home().get_ready(address + ".txt?year=2009", cookies).body, AllOf(HasSubstr("2008/09"), Not(HasSubstr("2009/10")))) << noun;
  }
}

TEST(Described, WhatIsNoYearOutcomeOrGroupIsRefusedWithAReason) {
  const auto cookies = officer();
  EXPECT_EQ(home().get_ready("/en/gaps/680?year=soon", cookies).status, 422u);
  EXPECT_EQ(home().get_ready("/en/gaps/680?year=1950", cookies).status, 422u);
  EXPECT_THAT(home().get_ready("/en/gaps/680?indicator=ks9-magic", cookies).body, HasSubstr("There is no indicator"));
  EXPECT_THAT(home().get_ready("/cy/bylchau/680?characteristic=shoes", cookies).body, HasSubstr("Ni chaiff dysgwyr eu grwpio"));
  EXPECT_EQ(home().get_ready("/en/attendance/680?stage=ks2", cookies).status, 422u) << "no filter of that page";
}

// Decision 0013: of other schools' learners a head sees only what was released.
TEST(Described, AHeadSeesNoFiguresOfLearnersElsewhere) {
  for (const char* noun : {"trends", "gaps", "attendance", "exclusions"}) {
    const auto address = "/en/" + std::string(noun) + "/" + the_school() + ".csv";
    const auto own = home().get_ready(address, head()).body, beside = home().get_ready(address, officer()).body;
    const auto columns = [](const std::string& csv) { return std::ranges::count(csv, ','); };
    EXPECT_LT(columns(own), columns(beside)) << noun;
    const auto sentences = home().get_ready("/en/" + std::string(noun) + "/" + the_school() + ".txt", head()).body;
    EXPECT_THAT(sentences, Not(HasSubstr("beside it"))) << noun;
  }
}

TEST(Described, AGovernorReachesNone) {
  const auto cookies = home().signed_in("governor", the_school(), "");
  for (const auto& [noun, welsh] : pages) EXPECT_EQ(home().get_page("/en/" + std::string(noun) + "/" + the_school(), cookies).status, 404u) << noun;
}

}  // namespace described
}  // namespace potensial::tests
