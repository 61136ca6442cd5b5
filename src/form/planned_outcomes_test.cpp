#include "form/planned_outcomes.hpp"

#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"
#include "form/example_answers.hpp"
#include "form/form_reader.hpp"
#include "form_example.hpp"

namespace potensial::form {
namespace planned_outcomes_test {

std::vector<PlannedOutcome> of_example(const char* id, int version) {
  static const auto real = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto& definition = *real.version("form", id, version);
  const auto form = read_form(definition).value();
  return planned_outcomes(form, example_answers(form, definition).value());
}

// Written down from the examples in the catalogue.
TEST(PlannedOutcomes, OfASpendingPlanStandUnderTheirPriorities) {
  const std::vector<PlannedOutcome> expected{
      {"plan-outcomes", "Boys read as well as girls by the end of Year 6", "sex=M", "ks2-reading", 71.4, 78.0, Date(2008, 8, 31)},
      {"plan-outcomes", "Every learner plans an enquiry of his or her own in science", "all", "ks2-science", 82.0, 85.0, Date(2008, 8, 31)}};
  EXPECT_EQ(of_example("school-spending-plan", 1), expected);
}

TEST(PlannedOutcomes, OfABidStandUnderItsLines) {
  const auto found = of_example("bsf-bid", 1);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back(), (PlannedOutcome{"outcomes", "Enquiry in key stage 3 science", "all", "ks3-science", 66.4, 69.0, Date(2008, 8, 31)}));
}

TEST(PlannedOutcomes, WithoutABaselineOrADayAreNotYetOutcomes) {
  const auto form = tests::form_with(tests::asked("o", "part", "one: {en: O, cy: O}, most: 9, questions: [" + tests::asked("g", "group") + "," + tests::asked("i", "indicator") + "," +
                                                               tests::asked("b", "number", "filled-by: baseline, locked: true") + "," + tests::asked("t", "number") + "," +
                                                               tests::asked("d", "date") + "]")).value();
  const Answers whole{{{"g", "all"}, {"i", "ks2-csi"}, {"b", 70.0}, {"t", 75.0}, {"d", Date(2010, 7, 1)}}};
  auto no_baseline = whole, no_day = whole;
  no_baseline.values.erase("b");
  no_day.values.erase("d");
  const auto found = planned_outcomes(form, {{{"o", Parts{no_baseline, whole, no_day}}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().key(), "all/ks2-csi/2010-07-01");
}

TEST(PlannedOutcomes, BelongToTheSchoolYearInWhichTheirDayFalls) {
  EXPECT_EQ((PlannedOutcome{.part = {}, .heading = {}, .group = {}, .indicator = {}, .date = Date(2008, 8, 31)}.year()), AcademicYear{2008});
  EXPECT_EQ((PlannedOutcome{.part = {}, .heading = {}, .group = {}, .indicator = {}, .date = Date(2008, 9, 1)}.year()), AcademicYear{2009});
}

}  // namespace planned_outcomes_test
}  // namespace potensial::form
