#include "insight/curriculum_breadth.hpp"

#include <gtest/gtest.h>

#include "insight/group_gap.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace {

FactTable entry_rows() {
  FactTable table{"examination", {ValueColumn::of("place", ColumnType::integer), ValueColumn::of("subject", ColumnType::text)}};
  const std::pair<std::int64_t, const char*> rows[] = {{0, "FRE"}, {0, "FRE"}, {0, "MAT"}, {1, "MAT"}, {2, "MAT"}, {3, "FRE"}};
  for (const auto& [place, subject] : rows) {
    table.columns[0].push(place);
    table.columns[1].push(std::string_view(subject));
  }
  return table;
}

SmallCohort three_now_and_one_before() {
  SmallCohort small;
  small.add("a", 2008, 1, 4, 0).add("a", 2008, 1, 4, 1).add("b", 2008, 1, 4, 1).add("b", 2007, 1, 4, 0);
  return small;
}

}  // namespace

TEST(CurriculumBreadth, CountsSubjectsOfferedAndTakenOncePerLearner) {
  auto small = three_now_and_one_before();
  const auto years = curriculum_breadth(small.cohort(), SubjectEntries(small.cohort(), entry_rows()), all_rows(small.cohort()));
  ASSERT_EQ(years.size(), 2u);
  const auto& now = years[1];
  EXPECT_EQ(now.year.summer, 2008);
  EXPECT_DOUBLE_EQ(now.subjects_per_school, 1.5);
  EXPECT_NEAR(now.subjects_per_learner, 4.0 / 3, 1e-12);
  EXPECT_EQ(now.subjects[0].subject, "MAT");
  EXPECT_EQ(now.subjects[0].schools, 2u);
  EXPECT_NEAR(now.subjects[1].share, 1.0 / 3, 1e-12);
}

TEST(CurriculumBreadth, ShowsWhatAGroupDoesNotTake) {
  auto small = three_now_and_one_before();
  const auto boys = rows_at(small.cohort().characteristics.front(), 1, all_rows(small.cohort()));
  const auto years = curriculum_breadth(small.cohort(), SubjectEntries(small.cohort(), entry_rows()), boys);
  ASSERT_EQ(years.size(), 1u);
  ASSERT_EQ(years[0].subjects.size(), 2u);
  EXPECT_EQ(years[0].subjects[1].subject, "FRE");
  EXPECT_EQ(years[0].subjects[1].entries, 0u);
}

}  // namespace potensial::insight
