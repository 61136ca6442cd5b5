#include "funding/line_split.hpp"

#include <gtest/gtest.h>

#include <random>

namespace potensial::funding {
namespace line_split_test {

std::vector<std::int64_t> grants(const std::vector<Pence>& costs, std::int64_t rate) {
  std::vector<std::int64_t> pence;
  const auto split = split_lines(costs, rate).value();
  for (const auto& each : split.lines) pence.push_back(each.grant.count);
  return pence;
}

// By hand: 60% of 3p is 1.8p, 2p; 2p over three equal lines go to the first two.
TEST(LineSplit, Fnd07AddsUpOverLinesWhereEachAloneWouldNot) {
  EXPECT_EQ(grants({{1}, {1}, {1}}, 6000), (std::vector<std::int64_t>{1, 1, 0}));
  const auto split = split_lines(std::vector<Pence>{{1}, {1}, {1}}, 6000).value();
  EXPECT_EQ(split.total.grant, Pence{2});
  EXPECT_EQ(split.lines[2].contribution, Pence{1});
}

// Estyn 2008, paragraph 4: £39.3m with 60% grant, £23.58m and £15.72m; here in lines of £39.2m, £99,999.99 and a penny.
TEST(LineSplit, SplitsTheBetterSchoolsFundOf2006) {
  const auto split = split_lines(std::vector<Pence>{{3'920'000'000}, {9'999'999}, {1}}, 6000).value();
  EXPECT_EQ(split.total.grant, Pence{2'358'000'000});
  EXPECT_EQ(split.total.contribution, Pence{1'572'000'000});
  EXPECT_EQ(grants({{3'920'000'000}, {9'999'999}, {1}}, 6000), (std::vector<std::int64_t>{2'352'000'000, 5'999'999, 1}));
}

TEST(LineSplit, Fnd07AddsUpToThePennyAndNoLineIsAPennyOff) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Pence> costs(1 + random() % 40);
    for (auto& cost : costs) cost.count = static_cast<std::int64_t>(random() % 10'000'000);
    const auto rate = static_cast<std::int64_t>(random() % 10'001);
    const auto split = split_lines(costs, rate).value();
    std::int64_t grant = 0, contribution = 0;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      const auto& line = split.lines[i];
      ASSERT_EQ(line.grant.count + line.contribution.count, costs[i].count);
      ASSERT_TRUE(line.grant.count >= 0 && line.contribution.count >= 0);
      ASSERT_LE(std::abs(static_cast<double>(line.grant.count) - double(costs[i].count) * double(rate) / 1e4), 1.5);
      grant += line.grant.count;
      contribution += line.contribution.count;
    }
    ASSERT_EQ(grant, split.total.grant.count);
    ASSERT_EQ(contribution, split.total.contribution.count);
  }
}

TEST(LineSplit, RefusesWhatIsNoCost) {
  EXPECT_EQ(split_lines(std::vector<Pence>{{5}, {-1}}, 6000).error().arguments, (Arguments{{"line", "2"}}));
  EXPECT_EQ(split_lines(std::vector<Pence>{{5}}, 10'001).error().code, "allocation.rate-range");
  EXPECT_EQ(split_lines(std::vector<Pence>{{INT64_MAX}, {1}}, 6000).error().code, "money.too-large");
  EXPECT_EQ(split_lines(std::vector<Pence>{}, 6000)->total.grant, Pence{0});
}

}  // namespace line_split_test
}  // namespace potensial::funding
