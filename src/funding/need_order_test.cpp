#include "funding/need_order.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

#include "base/counter_random.hpp"
#include "catalogue/need_indices.hpp"

namespace potensial::funding {
namespace need_order_test {

using Exact = boost::multiprecision::cpp_rational;

std::int64_t whole(const Node& node, std::string_view member) { return std::stoll(node.text(member)); }

std::vector<NeedCount> counts_of(const Node& school) {
  std::vector<NeedCount> counts;
  for (const auto& pair : school.list("counts")) {
    const auto& both = std::get<Node::List>(pair.value);
    counts.push_back({std::stoll(*both[0].scalar()), std::stoll(*both[1].scalar())});
  }
  return counts;
}

NeedWeights weights_of(const NeedIndex& index) {
  NeedWeights weights;
  for (const auto& each : index.measures) weights.push_back(each.weight);
  return weights;
}

std::vector<StandingUnit> standing_units(const std::vector<NeedUnit>& units) {
  const auto all = standings(units);
  std::vector<StandingUnit> made;
  for (std::size_t i = 0; i < units.size(); ++i) made.push_back({units[i].id, all[i]});
  return made;
}

// Worked by hand beside the published weights.
TEST(NeedOrder, EveryPublishedIndexGivesItsOwnExample) {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto definitions = catalogue.of_kind("need-index");
  ASSERT_FALSE(definitions.empty());
  for (const auto* definition : definitions) {
    const auto index = catalogue::read_need_index(*definition);
    ASSERT_TRUE(index) << index.error().code;
    const auto& schools = definition->body.find("example")->list("schools");
    std::vector<NeedUnit> units;
    for (const auto& each : schools) units.push_back({each.text("id"), each.text("phase"), 0, counts_of(each)});
    ASSERT_GE(units.size(), 3u);
    const auto places = need_places(standing_units(units), weights_of(*index));
    for (std::size_t i = 0; i < units.size(); ++i) {
      EXPECT_EQ(places[i].index, whole(schools[i], "index")) << units[i].id;
      EXPECT_EQ(static_cast<std::int64_t>(places[i].place), whole(schools[i], "place")) << units[i].id;
    }
  }
}

// --- A slow twin: every share a fraction, every pair compared ---

Exact share(const NeedCount& count) { return Exact(count.needing, count.recorded); }

std::optional<std::int64_t> slow_standing(const std::vector<NeedUnit>& units, std::size_t unit, std::size_t measure) {
  const auto& own = units[unit].counts[measure];
  if (own.recorded == 0) return {};
  Exact beaten = 0, others = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& other = units[i].counts[measure];
    if (i == unit || units[i].kind != units[unit].kind || other.recorded == 0) continue;
    others += 1;
    if (share(other) < share(own)) beaten += 1;
    else if (share(other) == share(own)) beaten += Exact(1, 2);
  }
  const Exact standing = others == 0 ? Exact(500'000) : Exact(beaten / others * 1'000'000 + Exact(1, 2));
  return static_cast<std::int64_t>(numerator(standing) / denominator(standing));
}

std::optional<std::int64_t> slow_index(const Standings& standings, const NeedWeights& weights) {
  Exact points = 0, known = 0;
  for (std::size_t m = 0; m < weights.size(); ++m)
    if (standings[m]) points += Exact(*standings[m]) * weights[m], known += weights[m];
  if (known == 0) return {};
  const Exact index = points / known + Exact(1, 2);
  return static_cast<std::int64_t>(numerator(index) / denominator(index));
}

std::size_t slow_place(const std::vector<StandingUnit>& units, std::size_t unit, const NeedWeights& weights) {
  const auto own = slow_index(units[unit].standings, weights);
  if (!own) return 0;
  std::size_t before = 0;
  for (const auto& each : units) {
    const auto other = slow_index(each.standings, weights);
    before += other && (*other > *own || (*other == *own && each.id < units[unit].id));
  }
  return before + 1;
}

bool slow_depends(std::size_t now, std::size_t then, std::size_t all) {
  if (now == 0 || then == 0) return false;
  const bool in = 4 * (now - 1) < all, in_then = 4 * (then - 1) < all;
  return in != in_then || now >= then + 5 || then >= now + 5;
}

// Few learners and coarse shares, so that ties, unknown measures and phases of one school are common.
std::vector<NeedUnit> invented(std::uint64_t seed, std::size_t schools, std::size_t measures) {
  const RandomStream stream(seed, "schools");
  std::vector<NeedUnit> units;
  for (std::size_t i = 0; i < schools; ++i) {
    auto random = stream.at(i);
    NeedUnit unit{std::to_string(6600000 + i), i == 0 ? "middle" : random.below(3) == 0 ? "secondary" : "primary", 0, {}};
    for (std::size_t m = 0; m < measures; ++m) {
      const auto recorded = static_cast<std::int64_t>(random.below(3));
      unit.counts.push_back({recorded, recorded == 0 ? 0 : static_cast<std::int64_t>(random.below(static_cast<std::uint32_t>(recorded) + 1))});
    }
    units.push_back(std::move(unit));
  }
  return units;
}

TEST(NeedOrder, AgreesWithASlowTwin) {
  std::size_t ties = 0, unknown = 0, dependent = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto units = invented(seed, 24, 3);
    const NeedWeights weights{static_cast<std::int64_t>(seed % 4) * 100, 300, 1'000'000};
    const auto ordered = standing_units(units);
    const auto places = need_places(ordered, weights);
    const auto found = dependent_places(ordered, weights);
    std::size_t all = 0, expected = 0;
    for (const auto& each : places) all += each.place > 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t m = 0; m < weights.size(); ++m) EXPECT_EQ(ordered[i].standings[m], slow_standing(units, i, m));
      EXPECT_EQ(places[i].index, slow_index(ordered[i].standings, weights));
      EXPECT_EQ(places[i].place, slow_place(ordered, i, weights));
      unknown += !places[i].index;
      for (std::size_t j = 0; j < i; ++j) ties += places[i].index && places[i].index == places[j].index;
      for (std::size_t m = 0; m < weights.size(); ++m) {
        if (weights[m] == 0) continue;
        auto halved = weights, without = weights;
        for (auto& each : halved) each *= 2;
        halved[m] /= 2;
        without[m] = 0;
        expected += slow_depends(places[i].place, slow_place(ordered, i, halved), all) || slow_depends(places[i].place, slow_place(ordered, i, without), all);
      }
    }
    EXPECT_EQ(found.size(), expected) << seed;
    dependent += expected;
  }
  EXPECT_GT(ties, 20u);
  EXPECT_GT(unknown, 0u);
  EXPECT_GT(dependent, 100u);
}

TEST(NeedOrder, ContributionsAddUpToTheIndex) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed)
    for (const auto& each : need_places(standing_units(invented(seed, 20, 5)), NeedWeights{3, 1, 7, 11, 5})) {
      std::int64_t sum = 0;
      for (const auto part : each.contributions) {
        EXPECT_GE(part, 0);
        sum += part;
      }
      EXPECT_EQ(sum, each.index.value_or(0));
    }
}

// What the index is made of does not depend on how large the weights are.
TEST(NeedOrder, OnlyProportionsOfWeightsCount) {
  const auto units = standing_units(invented(5, 30, 3));
  const auto one = need_places(units, NeedWeights{3, 2, 5}), other = need_places(units, NeedWeights{300'000, 200'000, 500'000});
  for (std::size_t i = 0; i < units.size(); ++i) EXPECT_EQ(one[i].index, other[i].index);
}

// Eight schools, two measures that order them the opposite way: without one of them the order turns round.
TEST(NeedOrder, NamesThePlacesThatDependOnAWeight) {
  std::vector<NeedUnit> units;
  for (std::int64_t i = 0; i < 8; ++i) units.push_back({std::string(1, char('A' + i)), "primary", 100, {{100, 80 - i}, {100, 10 + i}}});
  const auto found = dependent_places(standing_units(units), NeedWeights{3, 2});
  std::string depends_on_first;
  for (const auto& each : found)
    if (each.measure == 0) depends_on_first += units[each.unit].id;
  EXPECT_EQ(depends_on_first, "ABGH");  // the order turns round: A and B leave the first two places, G and H come in; C to F move by three places or one
}

}  // namespace need_order_test
}  // namespace potensial::funding
