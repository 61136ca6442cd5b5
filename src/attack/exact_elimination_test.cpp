#include "attack/exact_elimination.hpp"

#include <gtest/gtest.h>

#include "attack/bound_propagation.hpp"
#include "cell_example.hpp"

namespace potensial::attack {
namespace exact_elimination_test {

using namespace stats::cell_example;
using stats::CellRange;

TEST(ExactElimination, FindsACountThatIsHiddenAlone) {
  const auto found = determined_cells(seen(table(), {cell(afon, authority_plan), cell(derw, authority_plan)}));
  EXPECT_EQ(found, (std::map<std::size_t, std::int64_t>{{cell(afon, authority_plan), 2}, {cell(derw, authority_plan), 3}}));
}

TEST(ExactElimination, ClaimsNothingWhereTwoTablesAgreeWithWhatIsShown) {
  EXPECT_TRUE(determined_cells(seen(table(), plans_of({afon, derw}))).empty());
}

// Sums of pairs in a ring of three: each is half of one sum and two others.
TEST(ExactElimination, DividesWhereItMust) {
  const stats::CellSystem ring{{{}, {}, {}, CellRange::shown(5), CellRange::shown(7), CellRange::shown(8)},
                               {{3, {0, 1}}, {4, {1, 2}}, {5, {0, 2}}}, {}};
  EXPECT_EQ(determined_cells(ring), (std::map<std::size_t, std::int64_t>{{0, 3}, {1, 2}, {2, 5}}));
}

TEST(ExactElimination, ClaimsNoCountThatIsNotWhole) {
  const stats::CellSystem ring{{{}, {}, {}, CellRange::shown(5), CellRange::shown(7), CellRange::shown(9)},
                               {{3, {0, 1}}, {4, {1, 2}}, {5, {0, 2}}}, {}};
  EXPECT_TRUE(determined_cells(ring).empty());
}

TEST(BoundPropagation, NarrowsToAFixedPointAndNoFurther) {
  auto alone = seen(table(), {cell(afon, authority_plan)});
  propagate_bounds(alone);
  EXPECT_EQ(alone.cells[cell(afon, authority_plan)], CellRange::shown(2));
  auto both = seen(table(), plans_of({afon, derw}));
  propagate_bounds(both);
  EXPECT_EQ(both.cells[cell(afon, authority_plan)], (CellRange{0, 5}));
  EXPECT_EQ(both.cells[cell(afon, school_plan)], (CellRange{4, 9}));
}

}  // namespace exact_elimination_test
}  // namespace potensial::attack
