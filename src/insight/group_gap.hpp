// The gap between any two groups in the share that reaches a standard (STD-09; the inference specification, 9.2).
//
// Shares are of all learners in the denominator, entered or not. Within one school the interval is Newcombe's;
// over several schools it is cluster-robust by school, because learners of one school resemble each other.
// Both groups need `least` learners, otherwise the gap is not judged. Shares and gaps run from 0 to 1. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/cohort.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

struct SharesGap {
  std::size_t first_learners = 0, second_learners = 0, schools = 0;
  double first_share = no_figure, second_share = no_figure;
  double gap = no_figure, low = no_figure, high = no_figure;  // first less second, 95%
  Reason reason = Reason::none;  // why it cannot be judged
};

// `first` and `second`: rows of the cohort, disjoint.
SharesGap gap_in_shares(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> first,
                        std::span<const std::size_t> second, std::size_t least);

// Rows at one level of a characteristic, among `among`.
std::vector<std::size_t> rows_at(const CharacteristicColumn& characteristic, std::uint8_t level,
                                 std::span<const std::size_t> among);
// Rows of one year; of one school; of one authority; all.
std::vector<std::size_t> rows_in_year(const Cohort& cohort, AcademicYear year, std::span<const std::size_t> among);
std::vector<std::size_t> rows_in_school(const Cohort& cohort, std::string_view school);
std::vector<std::size_t> rows_in_authority(const Cohort& cohort, std::string_view authority);
std::vector<std::size_t> all_rows(const Cohort& cohort);
// Rows that count in the denominator of the outcome.
std::vector<std::size_t> rows_counted(const OutcomeColumn& outcome, std::span<const std::size_t> among);

}  // namespace potensial::insight
