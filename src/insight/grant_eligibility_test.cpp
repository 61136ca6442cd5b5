#include "insight/grant_eligibility.hpp"

#include <gtest/gtest.h>

#include <array>

#include "catalogue/funds.hpp"

namespace potensial::insight {
namespace grant_eligibility_tests {

const Fund twenty_percent_of_fifty{.id = "f", .phases = {"primary"}, .least_share = 2000, .least_learners = 50, .near_share = 100, .near_learners = 5};

Eligibility judged(std::int64_t learners, std::int64_t meeting) { return eligibility(twenty_percent_of_fifty, "primary", {learners, learners, meeting}); }

TEST(GrantEligibility, TheThresholdsThemselvesAreEnough) {
  EXPECT_EQ(judged(50, 10).word, EligibilityWord::eligible);
  EXPECT_EQ(judged(49, 10).word, EligibilityWord::near) << "one learner too few";
  EXPECT_EQ(judged(261, 53).word, EligibilityWord::eligible);
  EXPECT_EQ(judged(261, 52).word, EligibilityWord::near) << "19.92%: missed by less than a tenth of a point";
  EXPECT_EQ(judged(261, 52).wanting_meeting, 1);
}

TEST(GrantEligibility, ANearMissIsShortOfOneConditionAlone) {
  EXPECT_EQ(judged(1000, 190).word, EligibilityWord::near) << "19% itself";
  EXPECT_EQ(judged(1000, 189).word, EligibilityWord::not_eligible);
  EXPECT_EQ(judged(45, 20).word, EligibilityWord::near);
  EXPECT_EQ(judged(44, 20).word, EligibilityWord::not_eligible);
  EXPECT_EQ(judged(49, 9).word, EligibilityWord::not_eligible) << "short of both";
}

TEST(GrantEligibility, WhatItWantsWouldMakeItEligible) {
  for (std::int64_t learners = 50; learners < 400; learners += 7)
    for (std::int64_t meeting = 0; meeting <= learners; ++meeting) {
      const auto wanting = judged(learners, meeting).wanting_meeting;
      EXPECT_EQ(judged(learners, meeting + wanting).word, EligibilityWord::eligible);
      EXPECT_TRUE(wanting == 0 || judged(learners, meeting + wanting - 1).word != EligibilityWord::eligible);
    }
}

TEST(GrantEligibility, WhoIsNotRecordedIsNotCountedAgainstASchool) {
  EXPECT_EQ(eligibility(twenty_percent_of_fifty, "primary", {100, 50, 10}).word, EligibilityWord::eligible);
  EXPECT_EQ(eligibility(twenty_percent_of_fifty, "primary", {100, 0, 0}).word, EligibilityWord::not_eligible);
}

TEST(GrantEligibility, OtherPhasesAreNotMeantAndUnknownOnesAre) {
  EXPECT_EQ(eligibility(twenty_percent_of_fifty, "special", {100, 100, 90}).word, EligibilityWord::not_meant);
  EXPECT_EQ(eligibility(twenty_percent_of_fifty, "", {100, 100, 90}).word, EligibilityWord::eligible);
}

TEST(GrantEligibility, LearnersOutsideAreThoseOfEverySchoolThatIsNotEligible) {
  const std::array<SchoolEligibility, 3> schools{{{.school = "a", .count = {100, 90, 30}, .judged = {EligibilityWord::eligible, 0, 0}, .before = {}, .word_before = {}},
                                                  {.school = "b", .count = {100, 100, 19}, .judged = {EligibilityWord::near, 1, 0}, .before = {}, .word_before = {}},
                                                  {.school = "c", .count = {90, 90, 60}, .judged = {EligibilityWord::not_meant, 0, 0}, .before = {}, .word_before = {}}}};
  const auto totals = eligibility_totals(schools);
  EXPECT_EQ(totals.inside, 30);
  EXPECT_EQ(totals.outside, 79);
  EXPECT_EQ(totals.eligible, 1);
  EXPECT_EQ(totals.near, 1);
  EXPECT_EQ(totals.unrecorded, 10);
}

EligibilityWord word_of(const std::string& text) {
  return text == "eligible" ? EligibilityWord::eligible : text == "near" ? EligibilityWord::near : text == "not-meant" ? EligibilityWord::not_meant : EligibilityWord::not_eligible;
}

TEST(RealFunds, TheirExamplesHold) {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  ASSERT_FALSE(catalogue.of_kind("fund").empty());
  for (const auto* each : catalogue.of_kind("fund")) {
    const auto fund = catalogue::read_fund(*each).value();
    if (!fund.has_rule()) continue;
    for (const auto& criterion : {std::vector{fund.learners}, fund.besides})
      for (const auto& id : criterion) EXPECT_TRUE(catalogue.newest("characteristic", id)) << id;
    ASSERT_FALSE(each->body.find("example")->list("schools").empty()) << fund.id;
    for (const auto& school : each->body.find("example")->list("schools")) {
      const auto count = [&](const char* name) { return static_cast<std::int64_t>(school.number(name).value_or(0)); };
      const auto judged = eligibility(fund, school.text("phase"), {count("learners"), count("recorded"), count("meeting")});
      EXPECT_EQ(judged.word, word_of(school.text("word"))) << fund.id << " " << count("meeting") << " of " << count("learners");
      EXPECT_EQ(judged.wanting_meeting, count("wanting")) << fund.id << " " << count("meeting") << " of " << count("learners");
    }
  }
}

}  // namespace grant_eligibility_tests
}  // namespace potensial::insight
