#include "funding/award_draft.hpp"

#include <gtest/gtest.h>

#include "award_example.hpp"

namespace potensial::funding {
namespace award_draft_test {

AwardDraft draft() {
  return {"680", "bid-7", {{"Catching up", "pupil-support", "catch-up", "6802801", {1}, "ks2-points", "58% to 66%", "Results"},
                           {"Computers", "ict", "", "", {1}, "", "More use of computers", "Survey"},
                           {"Mentors", "pupil-support", "", "", {1}, "", "Fewer absences", "Register"}},
          "Ann", PersonId{1}, tests::morning_of_award};
}

std::string refused(const AwardDraft& asked) {
  const auto made = award_under(tests::small_guidance(), asked);
  return made ? "" : made.error().code;
}

TEST(AwardDraft, BecomesAnAwardWithTheTermsOfTheGuidanceAndEveryLineSplit) {
  const auto award = award_under(tests::small_guidance(), draft()).value();
  EXPECT_EQ((std::tuple{award.fund, award.year, award.rate, award.organisation, award.source}),
            (std::tuple{std::string("small-fund"), FinancialYear{2010}, std::int64_t{6000}, std::string("680"), std::string("bid-7")}));
  EXPECT_FALSE(award.kind("building")->eligible);
  ASSERT_EQ(award.lines.size(), 3u);
  EXPECT_EQ((std::tuple{award.lines[0].grant, award.lines[1].grant, award.lines[2].grant, award.lines[2].contribution}), (std::tuple{Pence{1}, Pence{1}, Pence{0}, Pence{1}}));
  EXPECT_EQ((std::tuple{award.lines[0].number, award.lines[0].school, award.lines[2].number, award.lines[2].outcome}),
            (std::tuple{1, std::string("6802801"), 3, std::string("Fewer absences")}));
}

TEST(AwardDraft, NamesTheLineThatCannotStand) {
  auto asked = draft();
  asked.lines[1].area = "9Z";
  EXPECT_EQ(refused(asked), "award.unknown-area");
  asked = draft();
  asked.lines[1].initiative = "catch-up";
  EXPECT_EQ(refused(asked), "award.unknown-initiative");
  asked = draft();
  asked.lines[2].outcome.clear();
  EXPECT_EQ(refused(asked), "award.no-outcome");
  asked = draft();
  asked.lines[2].cost = {0};
  EXPECT_EQ(refused(asked), "award.line-amount");
  EXPECT_EQ(award_under(tests::small_guidance(), asked).error().arguments, (Arguments{{"line", "3"}}));
  asked.lines.clear();
  EXPECT_EQ(refused(asked), "award.no-line");
}

}  // namespace award_draft_test
}  // namespace potensial::funding
