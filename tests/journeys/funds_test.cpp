// What a fund's money is for in a year, for everybody; and how it is shared, for those whose it is.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "journeys/site_home.hpp"
#include "model/pence.hpp"

namespace potensial::tests {
namespace funds_journey {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }
std::string grants_officer() { return home().signed_in("grants-officer", "W92000004", ""); }
std::string of_authority() { return home().signed_in("authority-grants-officer", "680", ""); }

TEST(Funds, EverybodyReadsWhatTheMoneyIsForInBothLanguages) {
  for (const auto& cookies : {std::string(), of_authority()}) {
    EXPECT_THAT(links_of(home().get_page("/en/fund", cookies).body), Contains("/en/fund/better-schools-fund"));
    EXPECT_THAT(links_of(home().get_page("/en/fund/better-schools-fund", cookies).body), Contains("/en/guidance/bsf-2007-08"));
    EXPECT_THAT(home().get_page("/en/guidance/bsf-2007-08", cookies).body, AllOf(HasSubstr("£23,040,000.00 grant"), HasSubstr("not eligible"), HasSubstr("2C")));
    EXPECT_THAT(home().get_page("/cy/canllawiau/bsf-2006-07", cookies).body, AllOf(HasSubstr("£23,580,000.00 o grant"), HasSubstr("1C"), HasSubstr("datblygu’r cwricwlwm")));
  }
  EXPECT_THAT(links_of(home().get_page("/cy/cronfa/better-schools-fund").body), Contains("/cy/canllawiau/bsf-2009-10"));
  EXPECT_EQ(home().get_page("/en/guidance/no-such").status, 422u);
  EXPECT_THAT(links_of(home().get_page("/en/home", of_authority()).body), Contains("/en/fund"));
}

// Only 680 has learners here: 39.6 million x (9/10 + 1/10 x 1/22), and 60% of that is grant.
TEST(Funds, Fnd16AnAuthoritySeesItsOwnFigureAndHowItArose) {
  const auto cookies = of_authority();
  EXPECT_THAT(links_of(home().get_page("/en/guidance/bsf-2009-10", cookies).body), AllOf(Contains("/en/fund-allocation/680-bsf-2009-10"), Not(Contains("/en/fund-allocation/bsf-2009-10"))));
  const auto page = home().get_ready("/en/fund-allocation/680-bsf-2009-10", cookies).body;
  EXPECT_THAT(page, AllOf(HasSubstr("£35,820,000.00 = £39,600,000.00 × (60/100 × "), HasSubstr(" + 10/100 × 1/22)")));
  EXPECT_THAT(page, AllOf(HasSubstr("£21,492,000.00 is grant (60.0%)"), HasSubstr("£14,328,000.00 comes from the authority itself")));
  EXPECT_THAT(page, HasSubstr("21 authorities have no census of that year loaded"));
  for (const auto* other : {"681-bsf-2009-10", "bsf-2009-10", "680-no-such", "999-bsf-2009-10"})
    EXPECT_EQ(home().get_page("/en/fund-allocation/" + std::string(other), cookies).status, 404u) << other;
}

std::vector<std::int64_t> amounts_of(const std::string& page, std::size_t column) {
  std::vector<std::int64_t> amounts;
  const auto parsed = json::parse(page);
  for (const auto& block : parsed.at("blocks").as_array())
    if (block.at("kind").as_string() == "table")
      for (const auto& row : block.at("rows").as_array()) amounts.push_back(pence(std::string(row.at(column).at("text").as_string())).value().count);
  return amounts;
}

TEST(Funds, Fnd16TheWholeAddsUpToThePennyAndSoDoGrantAndContribution) {
  const auto cookies = grants_officer();
  EXPECT_THAT(links_of(home().get_page("/en/guidance/bsf-2009-10", cookies).body), Contains("/en/fund-allocation/bsf-2009-10"));
  const auto page = home().get_ready("/en/fund-allocation/bsf-2009-10.json", cookies).body;
  const auto amounts = amounts_of(page, 1), grants = amounts_of(page, 2), contributions = amounts_of(page, 3);
  ASSERT_EQ(amounts.size(), 22u);
  const auto sum = [](const std::vector<std::int64_t>& all) { return std::accumulate(all.begin(), all.end(), std::int64_t{0}); };
  EXPECT_EQ(sum(amounts), 3'960'000'000);
  EXPECT_EQ(sum(grants), 2'376'000'000);
  for (std::size_t i = 0; i < amounts.size(); ++i) EXPECT_EQ(grants[i] + contributions[i], amounts[i]);
  EXPECT_EQ(std::ranges::count(amounts, 18'000'000), 21);
  EXPECT_THAT(home().get_ready("/cy/dyraniad-cronfa/bsf-2009-10", cookies).body, HasSubstr("Mae’r symiau’n adio i £39,600,000.00 i’r geiniog."));
}

}  // namespace funds_journey
}  // namespace potensial::tests
