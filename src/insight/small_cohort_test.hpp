// A cohort made by hand for tests: learners one by one, each with a school, a year and one outcome.
#pragma once

#include <algorithm>
#include <limits>
#include <string>

#include "model/cohort.hpp"

namespace potensial::insight {

class SmallCohort {
 public:
  // `attained`: 1, 0 or -1 (not in the denominator). Schools may come in any order of their ids.
  SmallCohort& add(const std::string& school, int year, int attained, double value, std::uint8_t level = 0) {
    auto at = std::ranges::find(cohort_.schools, school);
    if (at == cohort_.schools.end()) {
      cohort_.schools.push_back(school);
      cohort_.school_authority.push_back(0);
      at = cohort_.schools.end() - 1;
    }
    cohort_.learner.push_back(static_cast<LearnerId>(cohort_.size() + 1));
    cohort_.school.push_back(static_cast<std::uint32_t>(at - cohort_.schools.begin()));
    cohort_.year.push_back({static_cast<std::int16_t>(year)});
    cohort_.month_of_birth.push_back(0);
    cohort_.months_since_arrival.push_back(std::numeric_limits<double>::quiet_NaN());
    cohort_.stable.push_back(1);
    outcome().attained.push_back(static_cast<std::int8_t>(attained));
    outcome().value.push_back(value);
    outcome().status.push_back(attained < 0 ? ResultStatus::not_collected : ResultStatus::attained);
    cohort_.characteristics.front().level.push_back(level);
    return *this;
  }
  Cohort& cohort() { return cohort_; }
  OutcomeColumn& outcome() { return cohort_.outcomes.front(); }

 private:
  static Cohort start() {
    Cohort cohort;
    cohort.authorities = {"681"};
    cohort.outcomes.emplace_back().indicator = "ks2-mat";
    auto& characteristic = cohort.characteristics.emplace_back();
    characteristic.definition.id = "sex";
    characteristic.definition.levels = {{"F", {"girls", "merched"}}, {"M", {"boys", "bechgyn"}}};
    return cohort;
  }
  Cohort cohort_ = start();
};

}  // namespace potensial::insight
