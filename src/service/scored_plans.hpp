// Spending plans of schools that were handed on, each with the newest score that is signed (PLN-05). Grades are words of the
// form of the score and are never added up. One thread at a time, as the home.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/financial_year.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

inline constexpr std::string_view school_plan_stages = "school-spending-plan";

struct ScoredPlan {
  OpenedSubmission plan;
  std::optional<OpenedSubmission> score;  // of those that are told: a school does not see what is not given to it yet

  FinancialYear year() const { return FinancialYear::parse(plan.kept.about).value_or(FinancialYear{}); }
};

// Handed on and not withdrawn, the newest first.
std::vector<ScoredPlan> scored_plans(Home& home, const std::function<bool(const std::string& school)>& belongs);

struct Grade {
  std::string code;
  Text name;
};
// A criterion of a score: a section with a question "<section>-grade".
struct Criterion {
  std::string id;
  Text name;
  std::vector<Grade> grades;  // the best first, as the form lists them
};
std::vector<Criterion> criteria_of(const form::Form& score);
std::string grade_given(const OpenedSubmission& score, const std::string& criterion);  // code; empty: none

// How many scores give the grade.
using GradeCounts = std::map<std::pair<std::string, std::string>, std::int64_t>;  // by criterion and grade
GradeCounts grade_counts(const std::vector<ScoredPlan>& plans, FinancialYear year);

}  // namespace potensial::service
