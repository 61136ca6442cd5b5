// Learners with English as an additional language: outcomes by stage of acquisition, time since arrival and home
// language, and one cohort followed from key stage 1 to key stage 4 (GRP-08). Shares are of all learners in the
// denominator. Following keeps the learners fixed: those of the last stage, at every stage at which each has a
// result; how many have one is told beside. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/cohort.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

struct AcquisitionRow {
  std::string group;          // level code of the characteristic, or "under-12", "12-35", "36-more", "not-arrived"
  std::size_t learners = 0;   // in the denominator
  double share = no_figure, low = no_figure, high = no_figure;  // at the standard; Wilson
  double mean = no_figure;    // of the scale value
};

// By the levels of a characteristic (stage of acquisition, home language), in its order; empty levels left out.
std::vector<AcquisitionRow> outcome_by_level(const OutcomeColumn& outcome, const CharacteristicColumn& characteristic,
                                             std::span<const std::size_t> rows);
// "under-12", "12-35", "36-more", "not-arrived".
std::string_view arrival_band(double months_since_arrival);
bool is_arrival_band(std::string_view word);
// By months since arrival in the country.
std::vector<AcquisitionRow> outcome_by_arrival(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows);

struct FollowedStage {
  std::string indicator;
  std::vector<AcquisitionRow> rows;  // by level of the characteristic
};

// The same learners at each earlier result the cohort carries (in the order of `earlier`) and now.
std::vector<FollowedStage> followed(const Cohort& cohort, const CharacteristicColumn& characteristic,
                                    std::span<const std::string> earlier, const OutcomeColumn& now,
                                    std::span<const std::size_t> rows);

}  // namespace potensial::insight
