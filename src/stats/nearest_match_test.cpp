#include "stats/nearest_match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "base/counter_random.hpp"

namespace potensial::stats {
namespace nearest_match_example {

constexpr double unbounded = std::numeric_limits<double>::infinity();

struct Table {
  std::vector<std::uint8_t> treated;
  std::vector<std::uint32_t> stratum;
  std::vector<double> score;
  std::vector<std::uint64_t> id;
  std::vector<std::uint32_t> school, authority;

  void add(bool is_treated, std::uint32_t in, double at, std::uint64_t number, std::uint32_t where = 0, std::uint32_t wide = 0) {
    treated.push_back(is_treated), stratum.push_back(in), score.push_back(at), id.push_back(number), school.push_back(where), authority.push_back(wide);
  }
  MatchRows rows(bool with_places = false) const {
    MatchRows rows{treated, stratum, score, id, {}};
    if (with_places) rows.near = {school, authority};
    return rows;
  }
};

// By hand. Turn by score: row 0 (2.0), then rows 1 and 2 (both 1.0; the lower id first).
Table by_hand() {
  Table table;
  table.add(true, 0, 2.0, 10);
  table.add(true, 0, 1.0, 12);
  table.add(true, 0, 1.0, 11);
  table.add(false, 0, 1.9, 20);
  table.add(false, 0, 1.1, 22);
  table.add(false, 0, 1.1, 21);
  table.add(false, 1, 1.0, 23);
  return table;
}

TEST(NearestMatch, Evl03EachTakesTheNearestThatIsFreeAndTiesGoByNumber) {
  const auto table = by_hand();
  const auto match = nearest_match(table.rows(), {unbounded, 1});
  ASSERT_TRUE(match);
  ASSERT_EQ(match->sets.size(), 3u);
  EXPECT_EQ(match->sets[0].peers, std::vector<std::size_t>{3}) << "1.9 is nearest to 2.0";
  EXPECT_EQ(match->sets[1].peers, std::vector<std::size_t>{4}) << "number 12 is after number 11, which took number 21";
  EXPECT_EQ(match->sets[2].peers, std::vector<std::size_t>{5}) << "the nearer in another stratum does not count";
}

// The variance of the scores of the treated is 1/3, of the four others 0.1758333; the root of their mean 0.5045625.
TEST(NearestMatch, TheCaliperIsInStandardDeviationsOfBothSides) {
  const auto table = by_hand();
  const double spread = std::sqrt((1.0 / 3 + 0.1758333333333333) / 2);
  const auto at_caliper = nearest_match(table.rows(), {0.1 / spread, 1});
  ASSERT_TRUE(at_caliper);
  EXPECT_NEAR(at_caliper->spread, spread, 1e-12);
  EXPECT_EQ(at_caliper->sets.size(), 3u) << "closed";
  const auto below = nearest_match(table.rows(), {0.0999 / spread, 1});
  ASSERT_EQ(below->unmatched.size(), 3u);
  EXPECT_EQ(below->unmatched[0].reason, NoMatch::none_near);
}

TEST(NearestMatch, SaysWhyNobodyWasFound) {
  Table table;
  table.add(true, 0, std::nan(""), 1);
  table.add(true, kNoLevel, 1, 2);
  table.add(true, 5, 1, 3);
  table.add(true, 0, 1, 4);
  table.add(true, 0, 1, 5);
  table.add(false, 0, 1, 6);
  const auto match = nearest_match(table.rows(), {unbounded, 1});
  ASSERT_EQ(match->unmatched.size(), 4u);
  EXPECT_EQ(match->unmatched[0].reason, NoMatch::no_score);
  EXPECT_EQ(match->unmatched[1].reason, NoMatch::no_score);
  EXPECT_EQ(match->unmatched[2].reason, NoMatch::no_peer);
  EXPECT_EQ(match->unmatched[3].row, 4u) << "number 5 comes after number 4";
  EXPECT_EQ(match->unmatched[3].reason, NoMatch::none_near);
}

TEST(NearestMatch, ThoseOfTheSamePlaceComeFirstThoughOthersAreNearer) {
  Table table;
  table.add(true, 0, 1.0, 1, 7, 70);
  table.add(true, 0, 0.9, 2, 8, 70);
  table.add(true, 0, 0.8, 3, 9, 90);
  table.add(false, 0, 0.9, 4, 7, 70);
  table.add(false, 0, 1.0, 5, 6, 70);
  table.add(false, 0, 0.9, 6, 5, 50);
  const auto match = nearest_match(table.rows(true), {unbounded, 1});
  ASSERT_EQ(match->sets.size(), 3u);
  EXPECT_EQ(match->sets[0].peers, std::vector<std::size_t>{3});
  EXPECT_EQ(match->sets[0].closeness, std::vector<std::size_t>{0});
  EXPECT_EQ(match->sets[1].peers, std::vector<std::size_t>{4});
  EXPECT_EQ(match->sets[1].closeness, std::vector<std::size_t>{1});
  EXPECT_EQ(match->sets[2].closeness, std::vector<std::size_t>{2});
}

TEST(NearestMatch, EverybodyTakesAFirstBeforeAnybodyTakesASecond) {
  Table table;
  table.add(true, 0, 1.0, 1);
  table.add(true, 0, 0.5, 2);
  for (std::uint64_t i = 0; i < 3; ++i) table.add(false, 0, 1.0, 10 + i);
  const auto match = nearest_match(table.rows(), {unbounded, 2});
  ASSERT_EQ(match->sets.size(), 2u);
  EXPECT_EQ(match->sets[0].peers, (std::vector<std::size_t>{2, 4}));
  EXPECT_EQ(match->sets[1].peers, std::vector<std::size_t>{3});
}

TEST(NearestMatch, RefusesACaliperOfNothing) {
  const auto table = by_hand();
  EXPECT_EQ(nearest_match(table.rows(), {0, 1}).error().code, "method.match-caliper");
  EXPECT_EQ(nearest_match(table.rows(), {0.2, 0}).error().code, "method.match-caliper");
  auto rows = table.rows();
  rows.id = {};
  EXPECT_EQ(nearest_match(rows, {0.2, 1}).error().code, "method.match-lengths-differ");
}

// Drawn rows with many equal scores, as levels have.
Table drawn(std::uint64_t seed) {
  const RandomStream stream(seed, "nearest-match");
  Table table;
  for (std::uint32_t i = 0; i < 240; ++i) {
    auto draws = stream.at(i);
    const double score = std::floor(draws.uniform() * 12) / 4;
    table.add(draws.uniform() < 0.3, static_cast<std::uint32_t>(draws.uniform() * 4), i % 17 == 0 ? std::nan("") : score, (i * 7919) % 1009,
              static_cast<std::uint32_t>(draws.uniform() * 9), static_cast<std::uint32_t>(draws.uniform() * 3));
  }
  return table;
}

// The slow plain twin: looks at everybody, each time.
std::vector<std::vector<std::size_t>> plainly_matched(const Table& table, double width, std::uint32_t each) {
  const auto n = table.treated.size();
  std::vector<std::vector<std::size_t>> peers(n);
  std::set<std::size_t> taken;
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const bool same = table.score[a] == table.score[b] || std::isnan(table.score[a]) || std::isnan(table.score[b]);
    return same ? table.id[a] < table.id[b] : table.score[a] > table.score[b];
  });
  std::erase_if(order, [&](std::size_t row) { return !table.treated[row] || std::isnan(table.score[row]); });
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return table.score[a] > table.score[b]; });
  for (std::uint32_t round = 0; round < each; ++round)
    for (const auto row : order) {
      std::size_t best = n;
      for (std::size_t other = 0; other < n && peers[row].size() == round; ++other) {
        const bool may = !table.treated[other] && table.stratum[other] == table.stratum[row] && std::abs(table.score[other] - table.score[row]) <= width + 1e-9;
        if (!may || taken.contains(other)) continue;
        const auto kind = [&](std::size_t of) { return table.school[of] == table.school[row] ? 0 : table.authority[of] == table.authority[row] ? 1 : 2; };
        const auto distance = [&](std::size_t of) { return std::abs(table.score[of] - table.score[row]); };
        if (best == n || kind(other) < kind(best) || (kind(other) == kind(best) && (distance(other) < distance(best) ||
            (distance(other) == distance(best) && table.id[other] < table.id[best])))) best = other;
      }
      if (best == n) continue;
      taken.insert(best);
      peers[row].push_back(best);
    }
  return peers;
}

TEST(NearestMatch, AgreesWithASlowPlainTwin) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed)
    for (const double caliper : {0.2, 0.6}) {
      const auto table = drawn(seed);
      const auto match = nearest_match(table.rows(true), {caliper, 2});
      ASSERT_TRUE(match);
      const auto expected = plainly_matched(table, caliper * match->spread, 2);
      std::size_t matched = 0;
      for (const auto& set : match->sets) {
        EXPECT_EQ(set.peers, expected[set.treated]) << seed;
        matched += set.peers.size();
      }
      for (const auto& each : match->unmatched) EXPECT_TRUE(expected[each.row].empty()) << seed;
      EXPECT_GT(matched, 20u);
    }
}

TEST(NearestMatch, DoesNotDependOnTheOrderOfRows) {
  const auto table = drawn(9);
  Table turned;
  for (std::size_t i = table.id.size(); i-- > 0;) turned.add(table.treated[i], table.stratum[i], table.score[i], table.id[i], table.school[i], table.authority[i]);
  const auto one = nearest_match(table.rows(true), {0.5, 1}), other = nearest_match(turned.rows(true), {0.5, 1});
  std::set<std::pair<std::uint64_t, std::uint64_t>> pairs, turned_pairs;
  for (const auto& set : one->sets) pairs.emplace(table.id[set.treated], table.id[set.peers[0]]);
  for (const auto& set : other->sets) turned_pairs.emplace(turned.id[set.treated], turned.id[set.peers[0]]);
  EXPECT_EQ(pairs, turned_pairs);
  EXPECT_FALSE(pairs.empty());
}

}  // namespace nearest_match_example
}  // namespace potensial::stats
