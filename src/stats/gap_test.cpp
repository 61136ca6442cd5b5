#include "stats/gap.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "stats/sign_flip.hpp"
#include "stats/group_reference_table.hpp"

namespace potensial::stats {

GapRows rows_of(const tests::ReferenceTable& table, const std::vector<std::uint8_t>& member) {
  return {table.column("score"), member, table.cluster, table.clusters, {table.column("prior")}};
}

TEST(Gap, EqualsTheThirdWorkedExample) {
  const auto table = tests::reference_table("group-gap.csv");
  const auto fsm = table.codes("fsm");
  const auto gap = group_gap(rows_of(table, fsm));
  ASSERT_TRUE(gap);
  const double printed[] = {-3.6658, -4.9672, -0.9063, -8.0722, -11.1830, -6.4648,
                            -5.7254, 0.0914,  -6.7817, 6.7448,  -10.4486, -7.5990};
  for (std::size_t s = 0; s < 12; ++s) EXPECT_NEAR(gap->scores[s], printed[s], 5.1e-5) << s;
  EXPECT_NEAR(gap->variance, 19.232743, 5.1e-7);
  EXPECT_NEAR(gap->within.estimate, -3.0665307, 5.1e-8);
  EXPECT_NEAR(gap->t, -2.4875246, 5.1e-8);
  EXPECT_TRUE(gap->exact);
  EXPECT_DOUBLE_EQ(gap->p, 42.0 / 4096.0);
  EXPECT_NEAR(gap->within.se, 0.8344088, 5.1e-8);
  EXPECT_NEAR(gap->within.low, -4.9030522, 5.1e-8);
  EXPECT_NEAR(gap->within.high, -1.2300093, 5.1e-8);
  EXPECT_NEAR(gap->total.estimate, -3.9034890, 5.1e-8);
  EXPECT_NEAR(gap->carried, -0.8369583, 5.1e-8);
  EXPECT_EQ(gap->clusters, 12u);
}

TEST(Gap, DrawsSignsWhenClustersAreMany) {
  const auto table = tests::reference_table("folding.csv");
  const auto a = table.codes("a");
  const auto gap = group_gap(rows_of(table, a), {99, 2010});
  ASSERT_TRUE(gap);
  EXPECT_FALSE(gap->exact);
  EXPECT_NEAR(gap->within.estimate, -3.9104, 5.1e-5);
  EXPECT_NEAR(gap->t, -4.8561, 5.1e-5);
  double squares = 0;
  for (const double score : gap->scores) squares += score * score;
  int extreme = 1;
  for (std::uint64_t b = 0; b < 99; ++b) {
    double drawn = 0;
    for (std::size_t s = 0; s < gap->scores.size(); ++s) drawn += sign_flip(2010, b, s) * gap->scores[s];
    extreme += std::abs(drawn / std::sqrt(squares)) >= std::abs(gap->t) - 1e-12;
  }
  EXPECT_DOUBLE_EQ(gap->p, extreme / 100.0);
}

// Worked example 4: one model, asked for each of its groups, in the printed digits.
TEST(Gap, OneModelAnswersForManyGroups) {
  const auto table = tests::reference_table("folding.csv");
  const std::vector<std::vector<std::uint8_t>> single{table.codes("a"), table.codes("b"), table.codes("c")};
  const auto model = GapModel::of(rows_of(table, {}));
  ASSERT_TRUE(model);
  const struct {
    std::vector<int> of;
    std::uint64_t members;
    double gap, t;
  } groups[] = {{{0}, 296, -3.9104, -4.8561},       {{1}, 248, -3.9011, -4.5561},    {{2}, 408, -1.2523, -2.6713},
                {{0, 1}, 104, -7.4734, -4.7393},    {{0, 2}, 195, -4.1513, -4.5915}, {{1, 2}, 167, -4.6263, -4.3697},
                {{0, 1, 2}, 98, -7.4070, -4.7033}};
  for (const auto& group : groups) {
    std::vector<std::uint8_t> member(single[0].size(), 1);
    for (const int characteristic : group.of)
      for (std::size_t row = 0; row < member.size(); ++row) member[row] &= single[std::size_t(characteristic)][row] == 1;
    const auto gap = model->gap(member, {.draws = 0, .seed = 0});
    ASSERT_TRUE(gap);
    EXPECT_EQ(gap->members, group.members);
    EXPECT_NEAR(gap->within.estimate, group.gap, 5.1e-5);
    EXPECT_NEAR(gap->t, group.t, 5.1e-5);
  }
  EXPECT_EQ(model->gap(std::vector<std::uint8_t>(3, 1)).error().code, "group-search.rows-differ");
}

// The standard error of a plain difference without clusters of more than one row is the familiar one (HC1
// of two means, CR1 with every row its own cluster).
TEST(Gap, TotalGapOfSingleRowClustersIsTheRobustDifferenceOfMeans) {
  const std::vector<double> outcome{1, 2, 4, 8, 3, 5, 9, 2};
  const std::vector<std::uint8_t> member{1, 1, 1, 0, 0, 0, 0, 0};
  const std::vector<std::uint32_t> cluster{0, 1, 2, 3, 4, 5, 6, 7};
  const auto total = total_gap({outcome, member, cluster, 8, {}});
  ASSERT_TRUE(total);
  const double inside = 7.0 / 3, others = 27.0 / 5;
  double a = 0, b = 0;
  for (std::size_t i = 0; i < 3; ++i) a += (outcome[i] - inside) * (outcome[i] - inside);
  for (std::size_t i = 3; i < 8; ++i) b += (outcome[i] - others) * (outcome[i] - others);
  EXPECT_NEAR(total->estimate, inside - others, 1e-12);
  EXPECT_NEAR(total->se, std::sqrt(8.0 / 7 * (a / 9 + b / 25)), 1e-12);
}

TEST(Gap, LeavesOutAndCountsRowsWithoutAnOutcome) {
  auto table = tests::reference_table("group-gap.csv");
  const auto fsm = table.codes("fsm");
  table.columns["score"][5] = std::numeric_limits<double>::quiet_NaN();
  const auto gap = group_gap(rows_of(table, fsm));
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->left_out, 1u);
  EXPECT_EQ(gap->members + gap->others, 95u);
}

TEST(Gap, RefusesAGroupWithoutMembersOrPeers) {
  const std::vector<double> outcome{1, 2, 3, 4};
  const std::vector<std::uint32_t> cluster{0, 0, 1, 1};
  const std::vector<std::uint8_t> nobody{0, 0, 0, 0}, whole_cluster{1, 1, 0, 0};
  EXPECT_EQ(group_gap({outcome, nobody, cluster, 2, {}}).error().code, "group-search.no-members");
  EXPECT_EQ(group_gap({outcome, whole_cluster, cluster, 2, {}}).error().code, "group-search.no-peers");
  EXPECT_EQ(group_gap({outcome, nobody, cluster, 1, {}}).error().code, "group-search.rows-differ");
}

}  // namespace potensial::stats
