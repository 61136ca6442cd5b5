// The learners of a search who can be compared from the same start, with what the kernels need of them.
// Internal to searches and what describes their findings; pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "insight/cohort_group.hpp"
#include "insight/indicator_standards.hpp"
#include "model/cohort.hpp"

namespace potensial::insight {

// Rows of years from..to in these schools; no schools: all.
Rows rows_in_schools(const Cohort& cohort, std::span<const std::uint32_t> schools, AcademicYear from, AcademicYear to);

// A learner once, at the latest year.
Rows each_learner_once(const Cohort& cohort, Rows rows);

// Without those who have no earlier result where others have one: they cannot be compared from the same start.
Rows with_a_start(const IndicatorStandards& standards, Rows rows);

template <class Value>
std::vector<Value> picked(std::span<const Value> values, std::span<const std::uint32_t> rows) {
  std::vector<Value> result;
  result.reserve(rows.size());
  for (std::uint32_t row : rows) result.push_back(values[row]);
  return result;
}

// Some rows with the residual of model 1A, their school, and those of its covariates that vary among them.
struct SearchedTable {
  std::vector<double> outcome;
  std::vector<std::uint32_t> school;
  std::vector<std::vector<double>> given;

  std::vector<std::span<const double>> spans() const { return {given.begin(), given.end()}; }
};
SearchedTable searched_table(const Cohort& cohort, const ExpectedStandard& same_start, std::span<const std::uint32_t> rows);

}  // namespace potensial::insight
