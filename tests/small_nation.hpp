// A small invented nation for tests: schools of one authority or two, deterministic results without random
// numbers, so that expected values can be worked out by hand.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/cohort.hpp"
#include "model/judgement.hpp"

namespace potensial::insight::example {

// Errors of n learners that sum to 0 and have variance 1 (population), the same set in every school.
inline std::vector<double> balanced_errors(std::size_t n) {
  std::vector<double> errors;
  for (std::size_t i = 0; i < n; ++i) errors.push_back((double(i) - double(n - 1) / 2));
  double squares = 0;
  for (double each : errors) squares += each * each;
  for (double& each : errors) each /= std::sqrt(squares / double(n));
  return errors;
}

struct NationPlan {
  std::size_t schools = 12, learners = 40;   // of each school and year
  std::vector<int> years{2008};
  std::size_t schools_in_authority = 6;
  double slope = 0.6, error = 0.6;
  std::vector<double> school_effect;          // by school; absent: 0
  double boys_gap = 0;                        // of boys of school 0
};

inline Characteristic sex() {
  Characteristic made;
  made.id = "sex";
  made.name = {"Sex", "Rhyw"};
  made.levels = {{"M", {"boys", "bechgyn"}}, {"F", {"girls", "merched"}}};
  return made;
}

// Learners come in fours (two earlier results by two sexes), so that sex, earlier result and error are balanced.
inline Cohort nation(const NationPlan& plan) {
  Cohort cohort;
  cohort.stage = "ks2";
  for (std::size_t school = 0; school < plan.schools; ++school) {
    cohort.schools.push_back(fmt::format("{:07}", 6600001 + school));
    cohort.school_authority.push_back(std::uint32_t(school / plan.schools_in_authority));
  }
  for (std::size_t authority = 0; authority * plan.schools_in_authority < plan.schools; ++authority)
    cohort.authorities.push_back(fmt::format("{}", 660 + authority));
  cohort.outcomes.resize(1);
  cohort.priors.resize(1);
  cohort.outcomes[0].indicator = "maths-6";
  cohort.priors[0].indicator = "maths-2";
  cohort.characteristics.push_back({sex(), {}});
  const auto errors = balanced_errors(plan.learners / 4);
  for (int year : plan.years)
    for (std::size_t school = 0; school < plan.schools; ++school)
      for (std::size_t i = 0; i < plan.learners; ++i) {
        const double earlier = i % 2 == 0 ? -1 : 1;
        const bool boy = (i / 2) % 2 == 0;
        const double effect = school < plan.school_effect.size() ? plan.school_effect[school] : 0;
        const double value = plan.slope * earlier + plan.error * errors[i / 4] + effect +
                             (boy && school == 0 ? plan.boys_gap : 0);
        cohort.learner.push_back(LearnerId(cohort.learner.size() + 1));
        cohort.school.push_back(std::uint32_t(school));
        cohort.year.push_back(AcademicYear{std::int16_t(year)});
        cohort.month_of_birth.push_back(5.5);
        cohort.months_since_arrival.push_back(no_figure);
        cohort.stable.push_back(1);
        cohort.outcomes[0].value.push_back(value);
        cohort.outcomes[0].attained.push_back(value > 0);
        cohort.outcomes[0].status.push_back(ResultStatus::attained);
        cohort.priors[0].value.push_back(earlier);
        cohort.priors[0].attained.push_back(1);
        cohort.priors[0].status.push_back(ResultStatus::attained);
        cohort.characteristics[0].level.push_back(boy ? 0 : 1);
      }
  return cohort;
}

}  // namespace potensial::insight::example
