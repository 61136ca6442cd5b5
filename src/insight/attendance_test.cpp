#include "insight/attendance.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "insight/group_gap.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace {

CodeSet attendance_codes() {
  CodeSet set{"attendance-code", 1, {}, {}};
  set.codes = {{"I", {}, "authorised", {}, ResultStatus::attained, false, {}}, {"O", {}, "unauthorised", {}, ResultStatus::attained, false, {}},
               {"L", {}, "present", {}, ResultStatus::attained, false, {}}};
  return set;
}

// One row a learner and period: place, possible, code_i, code_o, code_l.
FactTable session_rows(std::initializer_list<std::array<std::int64_t, 5>> rows) {
  FactTable table;
  for (const auto* name : {"place", "possible", "code_i", "code_o", "code_l"}) table.columns.push_back(ValueColumn::of(name, ColumnType::integer));
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) table.columns[i].push(row[i]);
  return table;
}

}  // namespace

TEST(Attendance, SumsSessionsOverPeriodsAndLearners) {
  SmallCohort small;
  small.add("a", 2008, 1, 4).add("a", 2008, 1, 4).add("a", 2008, 1, 4);
  const auto sessions = sessions_of(small.cohort(), session_rows({{0, 100, 4, 1, 9}, {0, 100, 6, 4, 0}, {1, 200, 30, 10, 3}}), attendance_codes());
  const auto rate = attendance_rate(sessions, all_rows(small.cohort()), 0.20);
  EXPECT_EQ(rate.learners, 2u);
  EXPECT_EQ(rate.without_sessions, 1u);
  EXPECT_DOUBLE_EQ(rate.authorised, 40.0 / 400);
  EXPECT_DOUBLE_EQ(rate.unauthorised, 15.0 / 400);
  EXPECT_DOUBLE_EQ(rate.by_code.at("I"), 40.0 / 400);
  EXPECT_FALSE(rate.by_code.contains("L")) << "late is present";
}

TEST(Attendance, PersistentAbsenceIsAtTheThresholdOrAbove) {
  SmallCohort small;
  small.add("a", 2008, 1, 4).add("a", 2008, 1, 4);
  const auto sessions = sessions_of(small.cohort(), session_rows({{0, 200, 30, 10, 0}, {1, 200, 30, 9, 0}}), attendance_codes());
  EXPECT_DOUBLE_EQ(attendance_rate(sessions, all_rows(small.cohort()), 0.20).persistent, 0.5);
  EXPECT_DOUBLE_EQ(attendance_rate(sessions, all_rows(small.cohort()), 0.10).persistent, 1.0);
}

TEST(Attendance, NothingLoadedIsNotFullAttendance) {
  SmallCohort small;
  small.add("a", 2008, 1, 4);
  const auto rate = attendance_rate(sessions_of(small.cohort(), session_rows({}), attendance_codes()), all_rows(small.cohort()), 0.20);
  EXPECT_EQ(rate.learners, 0u);
  EXPECT_TRUE(std::isnan(rate.absence()));
}

}  // namespace potensial::insight
