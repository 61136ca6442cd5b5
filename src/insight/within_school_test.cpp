#include "insight/within_school.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "small_nation.hpp"

namespace potensial::insight {
namespace {

namespace inside_test {

std::vector<IndicatorStandards> two_subjects(const Cohort& cohort, double second) {
  std::vector<IndicatorStandards> made(2);
  for (std::size_t subject = 0; subject < 2; ++subject) {
    made[subject].indicator.id = subject ? "english-6" : "maths-6";
    made[subject].same_start.emplace();
    made[subject].same_start->years = {AcademicYear{2008}};
    for (std::size_t row = 0; row < cohort.size(); ++row)
      made[subject].same_start->residual.push_back((subject ? second : 0) + 0.1 * double((row * 7 + subject * 3) % 5));
  }
  return made;
}

const WithinRow* find(const std::vector<WithinRow>& rows, WithinKind kind, const std::string& indicator) {
  for (const auto& row : rows)
    if (row.kind == kind && row.indicator == indicator) return &row;
  return nullptr;
}

}  // namespace inside_test

TEST(WithinSchool, SeesASubjectApartFromTheOthers) {
  const Cohort cohort = example::nation({});
  const auto rows = within_school(cohort, inside_test::two_subjects(cohort, -0.4), 0, AcademicYear{2008}, 10);
  const WithinRow* english = inside_test::find(rows, WithinKind::subject, "english-6");
  ASSERT_NE(english, nullptr);
  EXPECT_NEAR(english->difference, -0.2, 1e-9);  // half of the difference between two subjects
  EXPECT_LT(english->high, 0);
  EXPECT_LT(english->q, 0.05);
}

// Welch by hand: two groups of 20 with means 0 and -1 and equal population variance 1.
TEST(WithinSchool, ComparesAGroupWithTheOthersOfTheSchool) {
  const Cohort cohort = example::nation({});
  auto standards = inside_test::two_subjects(cohort, 0);
  standards.pop_back();
  const auto errors = example::balanced_errors(20);
  std::size_t boys = 0, girls = 0;
  for (std::size_t row = 0; row < 40; ++row) {
    const bool boy = cohort.characteristics[0].level[row] == 0;
    standards[0].same_start->residual[row] = boy ? errors[boys++] - 1 : errors[girls++];
  }
  const auto rows = within_school(cohort, standards, 0, AcademicYear{2008}, 10);
  const WithinRow* boy = inside_test::find(rows, WithinKind::group, "maths-6");
  ASSERT_NE(boy, nullptr);
  EXPECT_NEAR(boy->difference, -1, 1e-9);
  const double se = std::sqrt(2 * (20.0 / 19) / 20);
  EXPECT_NEAR(boy->low, -1 - 2.0243941645 * se, 1e-6);  // t with 38 degrees of freedom
}

TEST(WithinSchool, LeavesSmallGroupsOut) {
  const Cohort cohort = example::nation({});
  for (const auto& row : within_school(cohort, inside_test::two_subjects(cohort, 0), 0, AcademicYear{2008}, 21))
    EXPECT_NE(row.kind, WithinKind::group);
}

}  // namespace
}  // namespace potensial::insight
