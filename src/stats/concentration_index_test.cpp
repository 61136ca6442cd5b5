#include "stats/concentration_index.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <random>
#include <sstream>

#include "shared_data.hpp"
#include "stats/text_table.hpp"

namespace potensial::stats {
namespace concentration_index_test {

using Numbers = std::vector<double>;

// Worked example 6 of the inference specification: S01 to S10.
const Numbers kLearners{200, 150, 90, 310, 120, 60, 240, 180, 75, 140}, kNeed{2, 4, 6, 9, 11, 16, 21, 26, 33, 41};
const Numbers kMoney{3000, 1500, 2800, 4000, 2600, 900, 8200, 6900, 1200, 8900}, kNeedy{4, 6, 5, 28, 13, 10, 50, 47, 25, 57};

TEST(Concentration, ReproducesTheWorkedExample) {
  const auto found = concentration(kLearners, kMoney, kNeed).value();
  EXPECT_NEAR(found.index, -0.2584345, 5e-8);
  const Numbers ranks{0.936102, 0.824281, 0.747604, 0.619808, 0.482428, 0.424920, 0.329073, 0.194888, 0.113419, 0.044728};
  for (std::size_t unit = 0; unit < ranks.size(); ++unit) EXPECT_NEAR(found.ranks[unit], ranks[unit], 5e-7);
  EXPECT_NEAR(concentration(kLearners, kNeedy, kNeed)->index, -0.4179435, 5e-8);
  EXPECT_NEAR(misplaced_share(kMoney, kNeedy).value(), 0.1341327, 5e-8);
}

TEST(Concentration, ReproducesTheWorkedExampleOfTheSharedTable) {
  POTENSIAL_NEEDS_SHARED_DATA("worked-examples");
  std::ifstream file(tests::shared_data() / "worked-examples" / "concentration.csv");
  std::ostringstream csv;
  csv << file.rdbuf();
  const auto table = read_text_table(csv.str()).value();
  const auto column = [&](const char* name) { return numbers_in(*table.find(name)); };
  EXPECT_NEAR(concentration(column("learners"), column("money"), column("need"))->index, -0.2584345, 5e-8);
}

// By hand: all of it to the first half gives −1/2, to the second half 1/2, like amounts for each 0.
TEST(Concentration, HasTheSignOfWhereTheAmountGoes) {
  const std::array one{1.0, 1.0}, order{9.0, 3.0};
  EXPECT_DOUBLE_EQ(concentration(one, std::array{5.0, 0.0}, order)->index, -0.5);
  EXPECT_DOUBLE_EQ(concentration(one, std::array{0.0, 5.0}, order)->index, 0.5);
  EXPECT_DOUBLE_EQ(concentration(std::array{1.0, 3.0}, std::array{2.0, 6.0}, order)->index, 0);
}

TEST(Concentration, GivesEqualOrderOneRankWhateverTheSequence) {
  const auto found = concentration(std::array{1.0, 1.0, 2.0}, std::array{7.0, 1.0, 4.0}, std::array{5.0, 5.0, 1.0}).value();
  EXPECT_EQ(found.ranks, (Numbers{0.25, 0.25, 0.75}));
  ASSERT_EQ(found.curve.size(), 3u);
  EXPECT_DOUBLE_EQ(found.curve[1].population, 0.5);
  EXPECT_DOUBLE_EQ(found.curve[1].amount, 2.0 / 3);
  EXPECT_EQ(concentration(std::array{1.0, 1.0, 2.0}, std::array{1.0, 7.0, 4.0}, std::array{5.0, 5.0, 1.0})->index, found.index);
}

TEST(Concentration, RefusesWhatIsNoDistribution) {
  const std::array one{1.0, 1.0}, none{0.0, 0.0}, negative{-1.0, 3.0}, unknown{std::nan(""), 1.0}, short_one{1.0, 2.0};
  const auto column = [](const auto& found) { return found ? "" : found.error().arguments.front().second; };
  EXPECT_EQ(column(concentration(none, one, one)), "population");
  EXPECT_EQ(column(concentration(one, none, one)), "amount");
  EXPECT_EQ(column(concentration(one, negative, one)), "amount");
  EXPECT_EQ(column(concentration(one, one, unknown)), "order");
  EXPECT_EQ(column(concentration(one, one, std::span(short_one).first(1))), "order");
  EXPECT_EQ(column(concentration({}, {}, {})), "population");
  EXPECT_EQ(column(misplaced_share(one, none)), "deserved");
  EXPECT_EQ(misplaced_share(one, one).value(), 0);
}

double by_pairs(const Numbers& population, const Numbers& amount, const Numbers& order) {
  const double people = std::accumulate(population.begin(), population.end(), 0.0), all = std::accumulate(amount.begin(), amount.end(), 0.0);
  double sum = 0;
  for (std::size_t i = 0; i < population.size(); ++i)
    for (std::size_t j = 0; j < population.size(); ++j)
      sum += amount[i] / all * population[j] / people * ((order[j] > order[i]) - (order[j] < order[i]));
  return sum;
}

double by_area(const std::vector<CurvePoint>& curve) {
  double area = 0;
  for (std::size_t k = 1; k < curve.size(); ++k)
    area += (curve[k].population - curve[k - 1].population) * (curve[k].amount + curve[k - 1].amount) / 2;
  return 1 - 2 * area;
}

// Moves single pounds from those with too many to those with too few.
double by_moving(std::vector<int> has, std::vector<int> should) {
  double moved = 0, all = std::accumulate(has.begin(), has.end(), 0.0);
  for (std::size_t from = 0; from < has.size(); ++from)
    for (std::size_t to = 0; to < has.size(); ++to)
      for (; has[from] > should[from] && has[to] < should[to]; ++moved) --has[from], ++has[to];
  return moved / all;
}

TEST(Concentration, AgreesWithAllPairsAndWithTheAreaUnderItsCurve) {
  std::mt19937 draw(11);
  for (int round = 0; round < 2000; ++round) {
    Numbers population, amount, order;
    for (std::size_t unit = 0, units = 1 + draw() % 12; unit < units; ++unit) {
      population.push_back(static_cast<double>(draw() % 30 + (unit == 0)));
      amount.push_back(static_cast<double>(draw() % 1000 + (unit == 0)));
      order.push_back(static_cast<double>(draw() % 6));
    }
    const auto found = concentration(population, amount, order).value();
    ASSERT_NEAR(found.index, by_pairs(population, amount, order), 1e-12);
    ASSERT_NEAR(found.index, by_area(found.curve), 1e-12);
  }
}

TEST(MisplacedShare, IsWhatWouldHaveToMove) {
  std::mt19937 draw(13);
  for (int round = 0; round < 300; ++round) {
    std::vector<int> has(6), should(6);
    for (int pound = 0; pound < 90; ++pound) ++has[draw() % 6], ++should[draw() % 6];
    ASSERT_NEAR(misplaced_share(Numbers(has.begin(), has.end()), Numbers(should.begin(), should.end())).value(), by_moving(has, should), 1e-12);
  }
}

}  // namespace concentration_index_test
}  // namespace potensial::stats
