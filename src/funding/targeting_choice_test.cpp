#include "funding/targeting_choice.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace targeting_choice_test {

const std::vector<StandingUnit> schools{{"6600003", {0}}, {"6600001", {1'000'000}}, {"6600002", {500'000}}, {"6600004", {std::nullopt}}};

TargetingCriterion criterion(std::optional<std::int64_t> most, std::optional<std::int64_t> least) { return {"school-need", 1, {2010}, most, least}; }

std::string chosen(const TargetingCriterion& by) {
  std::string ids;
  for (const auto& each : targeted_schools(by, schools, NeedWeights{1})) ids += each.chosen ? each.school.substr(6) : "-";
  return ids;
}

TEST(TargetingChoice, TakesTheNeediestOrAllFromAnIndexOn) {
  EXPECT_EQ(chosen(criterion(2, {})), "12-");
  EXPECT_EQ(chosen(criterion(9, {})), "123");
  EXPECT_EQ(chosen(criterion({}, 500'000)), "12-");
  EXPECT_EQ(chosen(criterion({}, 500'001)), "1--");
}

// The hash was worked out with another program (sha256sum).
TEST(TargetingChoice, FreezesWhatAnybodyCanWorkOutAgain) {
  const auto by = criterion(2, {});
  const auto found = targeted_schools(by, schools, NeedWeights{1});
  EXPECT_EQ(frozen_text(by, found), "school-need 1 2010 2 -\n6600001 1000000 1 1\n6600002 500000 2 1\n6600003 0 3 0\n");
  EXPECT_EQ(frozen_hash(by, found), "1cfc724fb6a0adb4526f20a01053df608a1795a9c32395ba31cff6446f20c6cc");
}

}  // namespace targeting_choice_test
}  // namespace potensial::funding
