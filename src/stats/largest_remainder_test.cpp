#include "stats/largest_remainder.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <fstream>
#include <limits>
#include <numeric>
#include <random>
#include <sstream>

#include "shared_data.hpp"
#include "stats/text_table.hpp"

namespace potensial::stats {
namespace largest_remainder_test {

using Numbers = std::vector<std::int64_t>;
using Whole = boost::multiprecision::cpp_int;

Numbers parts(std::int64_t whole, const Numbers& weights) { return largest_remainder<std::int64_t>(whole, weights).value(); }

std::string code(std::int64_t whole, const Numbers& weights) {
  const auto found = largest_remainder<std::int64_t>(whole, weights);
  return found ? "" : found.error().code;
}

// By hand: remainders 5, 5, 11, 13, 8 fourteenths; 3 are left.
TEST(LargestRemainder, SplitsTheWorkedExample) {
  EXPECT_EQ(parts(1000003, {3, 3, 1, 5, 2}), (Numbers{214286, 214286, 71429, 357144, 142858}));
}

TEST(LargestRemainder, SplitsTheWorkedExampleOfTheSharedTable) {
  POTENSIAL_NEEDS_SHARED_DATA("worked-examples");
  std::ifstream file(tests::shared_data() / "worked-examples" / "largest-remainder.csv");
  std::ostringstream csv;
  csv << file.rdbuf();
  const auto table = read_text_table(csv.str()).value();
  Numbers weights;
  for (const auto& cell : table.find("weight")->cells) weights.push_back(std::stoll(cell));
  EXPECT_EQ(parts(1000003, weights), (Numbers{214286, 214286, 71429, 357144, 142858}));
}

// The paradox of Alabama, known of this method: one more to split, and the smallest gets one less.
TEST(LargestRemainder, ShowsTheParadoxThatIsKnownOfIt) {
  EXPECT_EQ(parts(10, {6, 6, 2}), (Numbers{4, 4, 2}));
  EXPECT_EQ(parts(11, {6, 6, 2}), (Numbers{5, 5, 1}));
}

TEST(LargestRemainder, GivesEqualRemaindersToTheEarlier) {
  EXPECT_EQ(parts(2, {1, 1, 1}), (Numbers{1, 1, 0}));
  EXPECT_EQ(parts(1, {0, 5, 5}), (Numbers{0, 1, 0}));
}

TEST(LargestRemainder, IsExactAtTheEdgeOfItsIntegers) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(parts(most, {most, most, most}), (Numbers{most / 3 + 1, most / 3, most / 3}));
  const Whole huge = Whole(1) << 300;
  const std::vector<Whole> weights{huge, huge + 1, 0};
  EXPECT_EQ(largest_remainder<Whole>(Whole(5), weights).value(), (std::vector<Whole>{2, 3, 0}));
}

TEST(LargestRemainder, RefusesWhatCannotBeSplit) {
  EXPECT_EQ(code(5, {0, 0}), "largest-remainder.no-weight");
  EXPECT_EQ(code(5, {}), "largest-remainder.no-weight");
  EXPECT_EQ(code(5, {1, -1}), "largest-remainder.negative");
  EXPECT_EQ(code(-5, {1, 1}), "largest-remainder.negative");
  EXPECT_EQ(parts(0, {0, 0}), (Numbers{0, 0}));
}

// Slow twin: one at a time to whoever is furthest below its exact share, of equals the earlier.
Numbers one_by_one(std::int64_t whole, const Numbers& weights) {
  const auto all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  Numbers given(weights.size(), 0);
  const auto lack = [&](std::size_t i) { return whole * weights[i] - given[i] * all; };
  for (std::int64_t unit = 0; unit < whole; ++unit) {
    std::size_t furthest = 0;
    for (std::size_t i = 1; i < weights.size(); ++i)
      if (lack(i) > lack(furthest)) furthest = i;
    ++given[furthest];
  }
  return given;
}

TEST(LargestRemainder, Rel3AgreesWithASlowTwinAndLosesNothing) {
  std::mt19937 draw(7);
  for (int round = 0; round < 3000; ++round) {
    Numbers weights(1 + draw() % 7);
    for (auto& weight : weights) weight = draw() % 12;
    weights.back() += 1;
    const std::int64_t whole = draw() % 60;
    const auto found = parts(whole, weights);
    ASSERT_EQ(found, one_by_one(whole, weights)) << "round " << round;
    ASSERT_EQ(std::accumulate(found.begin(), found.end(), std::int64_t{0}), whole);
  }
}

}  // namespace largest_remainder_test
}  // namespace potensial::stats
