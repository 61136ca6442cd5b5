#include "insight/exclusion_rates.hpp"

#include <gtest/gtest.h>

#include "insight/group_gap.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace {

FactTable exclusion_rows() {
  FactTable table{"exclusion", {ValueColumn::of("place", ColumnType::integer), ValueColumn::of("type", ColumnType::text),
                                ValueColumn::of("days", ColumnType::real), ValueColumn::of("reason", ColumnType::text)}};
  const auto add = [&](std::int64_t place, std::string_view type, double days, std::string_view reason) {
    table.columns[0].push(place);
    table.columns[1].push(type);
    table.columns[2].push(days);
    table.columns[3].push(reason);
  };
  for (int i = 0; i < 10; ++i) add(i % 3, "FIXD", i == 0 ? 5.0 : 2.5, "DR");
  add(1, "FIXD", 6, "DR");
  add(2, "PERM", 0, "AS");
  return table;
}

}  // namespace

// Exact Poisson limits of 10 are 4.795389 and 18.390356 (R 4.2.2, qgamma); Byar's are within 0.2% of them.
TEST(ExclusionRates, CountsByLengthWithPoissonLimits) {
  SmallCohort small;
  for (int i = 0; i < 500; ++i) small.add("a", 2008, 1, 4);
  const auto rates = exclusion_rates(small.cohort(), exclusions_of(exclusion_rows()), all_rows(small.cohort()));
  EXPECT_EQ(rates.fixed_up_to_five_days.exclusions, 10u);
  EXPECT_DOUBLE_EQ(rates.fixed_up_to_five_days.per_thousand, 20);
  EXPECT_NEAR(rates.fixed_up_to_five_days.low, 2 * 4.795389, 0.02);
  EXPECT_NEAR(rates.fixed_up_to_five_days.high, 2 * 18.390356, 0.02);
  EXPECT_EQ(rates.fixed_longer.exclusions, 1u);
  EXPECT_EQ(rates.permanent.exclusions, 1u);
  EXPECT_DOUBLE_EQ(rates.days_lost, 5 + 9 * 2.5 + 6);
  EXPECT_EQ(rates.by_reason.at("DR"), 11u);
}

TEST(ExclusionRates, OnlyThoseAskedForAreCounted) {
  SmallCohort small;
  for (int i = 0; i < 3; ++i) small.add("a", 2008, 1, 4);
  const std::size_t third[] = {2};
  const auto rates = exclusion_rates(small.cohort(), exclusions_of(exclusion_rows()), third);
  EXPECT_EQ(rates.permanent.exclusions, 1u);
  EXPECT_EQ(rates.fixed_up_to_five_days.exclusions, 3u);
  EXPECT_EQ(rates.permanent.learners, 1u);
  const auto none = exclusion_rates(small.cohort(), {}, {});
  EXPECT_EQ(none.permanent.per_thousand, 0);
}

}  // namespace potensial::insight
