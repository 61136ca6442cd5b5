// Groups of a cohort's learners by their characteristics, and the rows that belong to them. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/cohort.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

using Rows = std::vector<std::uint32_t>;

// Every level of every searched characteristic, in the order of the cohort; "not obtained" is not a group here.
std::vector<Condition> single_conditions(const Cohort& cohort);

// Rows of the learners who meet all conditions, in years from..to (both included). A condition on a
// characteristic or level that the cohort lacks is met by nobody; an empty level means "never recorded".
Rows group_rows(const Cohort& cohort, std::span<const Condition> conditions, AcademicYear from, AcademicYear to);

// Those of some rows, in their order.
Rows group_rows(const Cohort& cohort, std::span<const std::uint32_t> rows, std::span<const Condition> conditions,
                AcademicYear from, AcademicYear to);

// 1 for every row of the cohort that meets all conditions.
std::vector<std::uint8_t> group_marks(const Cohort& cohort, std::span<const Condition> conditions);

// Rows by school, one list per school of the cohort.
std::vector<Rows> by_school(const Cohort& cohort, std::span<const std::uint32_t> rows);

Rows stable_only(const Cohort& cohort, std::span<const std::uint32_t> rows);

// Rows among `rows` whose level of the characteristic was never recorded.
std::size_t not_recorded(const CharacteristicColumn& characteristic, std::span<const std::uint32_t> rows);

}  // namespace potensial::insight
