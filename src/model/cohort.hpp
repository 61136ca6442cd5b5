// A cohort as columns: the learners of one stage, their results, earlier results and characteristics.
//
// All learners on roll (enrolment C or M) on the census day of the assessment year, entered or not, each
// once (inference.md section 1). All vectors have one entry per learner-year. Schools are numbered by
// ascending bytes of their id, learners stand by school, year and row of their file, so that every analysis sums
// in the same order and settles ties alike in every home. const use is thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/academic_year.hpp"
#include "model/characteristic.hpp"
#include "model/code_set.hpp"
#include "model/learner_id.hpp"

namespace potensial {

struct OutcomeColumn {
  std::string indicator;
  std::vector<double> value;           // scale value; NaN where there is none
  std::vector<std::int8_t> attained;   // 1, 0; -1 where not counted (not in the denominator)
  std::vector<ResultStatus> status;
};

struct CharacteristicColumn {
  Characteristic definition;           // levels in catalogue order; index levels.size() means "not obtained"
  std::vector<std::uint8_t> level;     // index into definition.levels, or levels.size()
};

struct Cohort {
  std::string stage;
  std::vector<std::string> schools;      // ids, ascending bytes
  std::vector<std::string> authorities;  // ids, ascending bytes
  std::vector<std::uint32_t> school_authority;  // per school, index into authorities

  std::vector<LearnerId> learner;
  std::vector<std::uint32_t> school;     // index into schools
  std::vector<AcademicYear> year;
  std::vector<double> month_of_birth;    // months after September, 0-11; NaN unknown
  std::vector<double> months_since_arrival;  // NaN: never arrived
  std::vector<std::uint8_t> stable;      // 1: at this school throughout the stage
  std::vector<OutcomeColumn> outcomes;   // indicators asked for
  std::vector<OutcomeColumn> priors;     // their earlier results
  std::vector<CharacteristicColumn> characteristics;
  std::vector<std::int64_t> loads;       // ids of the loads behind it

  std::size_t size() const { return learner.size(); }
  const OutcomeColumn* outcome(std::string_view indicator) const {
    for (const auto& each : outcomes)
      if (each.indicator == indicator) return &each;
    return nullptr;
  }
  const OutcomeColumn* prior(std::string_view indicator) const {
    for (const auto& each : priors)
      if (each.indicator == indicator) return &each;
    return nullptr;
  }
  const CharacteristicColumn* characteristic(std::string_view id) const {
    for (const auto& each : characteristics)
      if (each.definition.id == id) return &each;
    return nullptr;
  }
};

}  // namespace potensial
