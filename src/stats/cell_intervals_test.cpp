#include "stats/cell_intervals.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/counter_random.hpp"
#include "cell_example.hpp"

namespace potensial::stats {
namespace cell_intervals_test {

using namespace cell_example;

CellRange range(CellIntervals& intervals, std::size_t cell) { return intervals.of(cell).value().range; }

TEST(CellIntervals, GiveTheIntervalsOfTheWorkedExampleWithTwoRowsHidden) {
  CellIntervals intervals(seen(table(), plans_of({afon, derw})));
  EXPECT_EQ(range(intervals, cell(afon, authority_plan)), (CellRange{0, 5}));
  EXPECT_EQ(range(intervals, cell(derw, authority_plan)), (CellRange{0, 5}));
  EXPECT_EQ(range(intervals, cell(afon, school_plan)), (CellRange{4, 9}));
  EXPECT_EQ(range(intervals, cell(derw, school_plan)), (CellRange{4, 9}));
}

TEST(CellIntervals, GiveWhatTheInsidersOfTheWorkedExampleLearn) {
  CellIntervals derw_knows(seen(table(), plans_of({afon}), plans_of({derw})));
  EXPECT_EQ(range(derw_knows, cell(afon, authority_plan)), CellRange::shown(2));
  CellIntervals afon_knows(seen(table(), plans_of({derw}), plans_of({afon})));
  EXPECT_EQ(range(afon_knows, cell(derw, authority_plan)), CellRange::shown(3));
}

TEST(CellIntervals, GiveTheIntervalsOfTheWorkedExampleWithAThirdRow) {
  const auto hidden = plans_of({afon, bryn, derw});
  CellIntervals all(seen(table(), hidden));
  EXPECT_EQ(range(all, cell(afon, authority_plan)), (CellRange{0, 9}));
  EXPECT_EQ(range(all, cell(derw, authority_plan)), (CellRange{0, 9}));
  EXPECT_EQ(range(all, cell(bryn, authority_plan)), (CellRange{0, 11}));
  EXPECT_EQ(range(all, cell(afon, school_plan)), (CellRange{0, 9}));
  EXPECT_EQ(range(all, cell(bryn, school_plan)), (CellRange{7, 18}));
  EXPECT_EQ(range(all, cell(derw, school_plan)), (CellRange{0, 9}));
  CellIntervals derw_knows(seen(table(), hidden, plans_of({derw})));
  EXPECT_EQ(range(derw_knows, cell(afon, authority_plan)), (CellRange{0, 8}));
  CellIntervals bryn_knows(seen(table(), hidden, plans_of({bryn})));
  EXPECT_EQ(range(bryn_knows, cell(afon, authority_plan)), (CellRange{0, 5}));
  EXPECT_EQ(range(bryn_knows, cell(derw, authority_plan)), (CellRange{0, 5}));
  CellIntervals afon_knows(seen(table(), hidden, plans_of({afon})));
  EXPECT_EQ(range(afon_knows, cell(derw, authority_plan)), (CellRange{0, 9}));
}

TEST(CellIntervals, FindThatASiblingTableExposesAHiddenCell) {
  auto system = seen(table(), plans_of({afon, bryn, derw}));
  system.cells.push_back(CellRange::shown(8));
  system.relations.push_back({system.cells.size() - 1, {cell(afon, authority_plan), cell(bryn, authority_plan)}});
  CellIntervals intervals(std::move(system));
  EXPECT_EQ(range(intervals, cell(derw, authority_plan)), CellRange::shown(3));
}

TEST(CellIntervals, ReadAPercentageAsTheCountItIs) {
  for (const auto& [low, high] : {std::pair{0.0395, 0.0405}, std::pair{0.035, 0.045}}) {
    auto system = seen(table(), plans_of({afon, bryn, derw}));
    system.ratios.push_back({cell(afon, authority_plan), cell(afon, 3), low, high});
    CellIntervals intervals(std::move(system));
    EXPECT_EQ(range(intervals, cell(afon, authority_plan)), CellRange::shown(2));
  }
}

TEST(CellIntervals, LeaveACellOpenAboveWhenNothingBoundsIt) {
  CellIntervals intervals({{CellRange::shown(3), {}, {}}, {{2, {0, 1}}}, {}});
  EXPECT_EQ(range(intervals, 2), (CellRange{3, std::nullopt}));
}

TEST(CellIntervals, RefuseCountsThatContradictEachOther) {
  CellIntervals intervals({{CellRange::shown(3), {}, CellRange::shown(2)}, {{2, {0, 1}}}, {}});
  EXPECT_EQ(intervals.of(1).error().code, "cells.contradiction");
}

// Of three sums in a ring two are 3, so the third is even: whole numbers stop at 4 where the linear program reaches 5.
TEST(CellIntervals, AreWholeWhereTheLinearProgramIsNot) {
  CellIntervals intervals({{{}, {}, {}, CellRange::shown(3), CellRange::shown(3), {0, 5}},
                           {{3, {0, 1}}, {4, {1, 2}}, {5, {0, 2}}}, {}});
  const auto third = intervals.of(5).value();
  EXPECT_NEAR(third.outer_high, 5, 1e-6);
  EXPECT_EQ(third.range, (CellRange{0, 4}));
  EXPECT_TRUE(third.exact);
}

// A small table with totals whose hidden cells can be counted through.
struct Puzzle {
  CellTable table;
  std::vector<std::size_t> hidden;
};

Puzzle random_puzzle(std::uint64_t seed) {
  auto draws = RandomStream(seed, "puzzle").at(0);
  const std::size_t height = 2 + draws.below(2), width = 2 + draws.below(2);
  const std::size_t line = width + 1;
  Puzzle puzzle;
  puzzle.table.values.assign((height + 1) * line, 0);
  for (std::size_t row = 0; row < height; ++row)
    for (std::size_t column = 0; column < width; ++column) {
      const std::int64_t value = draws.below(4);
      for (const auto at : {row * line + column, row * line + width, height * line + column, height * line + width})
        puzzle.table.values[at] += value;
    }
  for (std::size_t row = 0; row <= height; ++row) {
    CellRelation relation{row * line + width, {}};
    for (std::size_t column = 0; column < width; ++column) relation.children.push_back(row * line + column);
    puzzle.table.relations.push_back(relation);
  }
  for (std::size_t column = 0; column <= width; ++column) {
    CellRelation relation{height * line + column, {}};
    for (std::size_t row = 0; row < height; ++row) relation.children.push_back(row * line + column);
    puzzle.table.relations.push_back(relation);
  }
  for (std::size_t at = 0; at < puzzle.table.values.size() && puzzle.hidden.size() < 12; ++at)
    if (at + 1 < puzzle.table.values.size() && draws.happens(0.6)) puzzle.hidden.push_back(at);
  return puzzle;
}

// Slow twin: counts through all values of the hidden cells, one after another, and drops what no sum allows.
class Enumeration {
 public:
  explicit Enumeration(const Puzzle& puzzle) : puzzle_(puzzle), open_(puzzle.table.values.size(), false) {
    for (const auto each : puzzle.hidden) open_[each] = true;
    values_ = puzzle.table.values;
    most_ = puzzle.table.values.back();
    fill(0);
  }
  CellRange range(std::size_t cell) const { return {found_.at(cell).first, found_.at(cell).second}; }

 private:
  bool possible() const {
    for (const auto& relation : puzzle_.table.relations) {
      std::int64_t sum = 0;
      bool all_known = true;
      for (const auto child : relation.children)
        if (open_[child]) all_known = false;
        else sum += values_[child];
      if (open_[relation.parent]) continue;
      if (sum > values_[relation.parent] || (all_known && sum != values_[relation.parent])) return false;
    }
    return true;
  }
  bool settled_sums() const { return adds_up({values_, puzzle_.table.relations}); }

  void fill(std::size_t next) {
    if (!possible()) return;
    if (next == puzzle_.hidden.size()) {
      if (settled_sums()) note();
      return;
    }
    const auto cell = puzzle_.hidden[next];
    open_[cell] = false;
    for (values_[cell] = 0; values_[cell] <= most_; ++values_[cell]) fill(next + 1);
    open_[cell] = true;
  }
  void note() {
    for (const auto each : puzzle_.hidden) {
      auto& [low, high] = found_.try_emplace(each, values_[each], values_[each]).first->second;
      low = std::min(low, values_[each]);
      high = std::max(high, values_[each]);
    }
  }

  const Puzzle& puzzle_;
  std::vector<bool> open_;
  std::vector<std::int64_t> values_;
  std::int64_t most_ = 0;
  std::map<std::size_t, std::pair<std::int64_t, std::int64_t>> found_;
};

TEST(CellIntervals, AgreeWithCountingThroughOnRandomTables) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const auto puzzle = random_puzzle(seed);
    const Enumeration slow(puzzle);
    CellIntervals fast(seen(puzzle.table, puzzle.hidden));
    for (const auto each : puzzle.hidden) {
      EXPECT_EQ(range(fast, each), slow.range(each)) << "seed " << seed << " cell " << each;
      ++compared;
    }
  }
  EXPECT_GT(compared, 500u);
}

}  // namespace cell_intervals_test
}  // namespace potensial::stats
