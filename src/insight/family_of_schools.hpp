// Statistical families: schools alike in circumstances, for comparison 3 (the inference specification, 5.1).
//
// Within phase and medium group (and size half where over 60 schools stand together) schools are sorted by
// their index of challenge and cut into consecutive blocks. A set of families is frozen for three years;
// a refreshed set is computed yearly and its overlap with the frozen one is told. Not to be confused with
// a working family (OrganisationKind::working_family). Deterministic; pure; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/school_context.hpp"
#include "model/academic_year.hpp"

namespace potensial::insight {

struct FamilyRule {
  int version = 1;
  std::vector<ContextVariable> variables;
  std::size_t schools_in_family = 10;
  std::size_t split_by_size_above = 60;  // schools of one phase and medium group
  int frozen_years = 3;
};

struct SchoolFamily {
  std::string id;  // "primary-english-03", with "-small" or "-large" before the number where halved
  std::string phase, medium;
  std::vector<std::string> schools;  // by index of challenge, least first
};

struct FamilySet {
  int rule_version = 1;
  AcademicYear from;  // first year it holds for
  std::vector<SchoolFamily> families;

  const SchoolFamily* of(std::string_view school) const;  // nullptr: the school has no family
};

FamilySet families_of_schools(std::span<const SchoolContext> schools, const FamilyRule& rule, AcademicYear from);

// How far a refreshed set agrees with the frozen one.
struct FamilyOverlap {
  std::string school;
  double jaccard = 0;       // of the two families of the school
  double share_kept = 0;    // of its frozen family that is still in the refreshed one
};
struct FamilyStability {
  std::vector<FamilyOverlap> schools;  // those with a family in both, by id
  double share_under_half = 0;         // of these schools, that keep under half of their frozen family
};
FamilyStability family_stability(const FamilySet& frozen, const FamilySet& refreshed);

// The families that hold in `year`: the frozen set while it lasts, without schools that closed, merged or
// changed medium (they wait for the next set, as new schools do), else a new set.
FamilySet families_in(const std::optional<FamilySet>& frozen, std::span<const SchoolContext> schools,
                      const FamilyRule& rule, AcademicYear year);

}  // namespace potensial::insight
