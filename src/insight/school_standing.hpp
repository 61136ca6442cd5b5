// One school, or one area, on every indicator under the three comparisons for every configured group
// (the inference specification, sections 1, 2 and 4.5; STD-02 to STD-05, GRP-01, CMP-03).
//
// Verdicts follow the verdict rule with one family of tests per page and comparison. Where a single year
// cannot be judged, three cohorts are pooled when their definitions agree, and five where only comparators
// were too few. Low in two of the last three years is "lasting". A verdict that movers or the reliability of
// the earlier result would turn is withdrawn. Deterministic; pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "insight/groups_everywhere.hpp"
#include "insight/standing.hpp"

namespace potensial::insight {

// `everywhere`: of the same study; its year is that of the page. Schools are indices of the cohort.
Standing school_standing(const StandingStudy& study, const GroupsEverywhere& everywhere, std::uint32_t school);

// Standing of all learners of these schools together; errors allow for learners of one school being alike.
Standing area_standing(const StandingStudy& study, const GroupsEverywhere& everywhere, std::string organisation,
                       std::span<const std::uint32_t> schools);

// The page of an area with its schools: every school on every indicator, all learners, comparison 1 (1B), in
// one family of tests. Rows by indicator, schools in the order given; no order of merit.
struct SchoolOfArea {
  std::uint32_t school = 0;
  std::string indicator;
  Judgement judged;      // 1B
  Judgement same_start;  // 1A
};
std::vector<SchoolOfArea> schools_of_area(const StandingStudy& study, const GroupsEverywhere& everywhere,
                                          std::span<const std::uint32_t> schools);

}  // namespace potensial::insight
