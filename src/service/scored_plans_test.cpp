#include "service/scored_plans.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace scored_plans_test {

form::Form score_form() {
  const auto graded = [](const std::string& id) {
    form::Question grade;
    grade.id = id + "-grade";
    grade.options = {{"exceeds", {"E", "U"}}, {"meets", {"M", "C"}}};
    form::Question reason;
    reason.id = id + "-reason";
    return form::Section{id, {id, id + "-cy"}, {}, {grade, reason}};
  };
  return {"school-plan-score", 1, {}, {form::Section{"before", {}, {}, {}}, graded("review"), graded("links")}};
}

ScoredPlan scored(const char* year, const char* review, const char* links) {
  OpenedSubmission plan, score;
  plan.kept.about = year;
  score.form = score_form();
  score.answers = {{{"review-grade", std::string(review)}, {"links-grade", std::string(links)}}};
  return {plan, score};
}

TEST(ScoredPlans, CriteriaAreTheSectionsWithAGrade) {
  const auto criteria = criteria_of(score_form());
  ASSERT_EQ(criteria.size(), 2u);
  EXPECT_EQ(criteria[0].id, "review");
  EXPECT_EQ(criteria[1].grades[1].code, "meets");
}

TEST(ScoredPlans, GradesAreCountedForEachCriterionAndYearByItself) {
  const std::vector<ScoredPlan> plans{scored("2007-08", "meets", "exceeds"), scored("2007-08", "meets", "meets"), scored("2006-07", "exceeds", "exceeds"), {OpenedSubmission{}, std::nullopt}};
  const auto counts = grade_counts(plans, {2007});
  EXPECT_EQ(counts, (GradeCounts{{{"links", "exceeds"}, 1}, {{"links", "meets"}, 1}, {{"review", "meets"}, 2}}));
  EXPECT_EQ(grade_counts(plans, {2006}), (GradeCounts{{{"links", "exceeds"}, 1}, {{"review", "exceeds"}, 1}}));
  EXPECT_TRUE(grade_counts(plans, {2005}).empty());
}

}  // namespace scored_plans_test
}  // namespace potensial::service
