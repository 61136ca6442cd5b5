// The learners of censuses with what the measures of a need index say of each, and the need of schools, authorities and groups
// made of them (TGT-01; inference specification, section 7: the mean of as many years as the index says).
//
// Learners are those of statutory age (Years 1 to 11) on a census, each at the main registration. "Below the expected level"
// is said of those who ended a key stage in the summer of that school year: they did not reach the level of one of the
// measure's outcomes. Those of all years are counted together; how many learners there are is said of the newest census alone,
// and so is which schools there are. Read once for each index, version and year, and kept. One home serves one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "funding/need_order.hpp"
#include "model/academic_year.hpp"
#include "model/finding.hpp"
#include "model/need_index.hpp"
#include "model/organisation.hpp"
#include "model/phrase.hpp"
#include "service/home.hpp"
#include "store/statutory_learners.hpp"

namespace potensial::service {

enum class Reached : std::int8_t { unknown, reached, below };

struct NeedCensus {
  AcademicYear year;
  store::StatutoryLearners learners;             // a bit for each characteristic among the measures, in their order
  std::vector<std::vector<Reached>> reached;     // of each measure told by outcomes, in their order: by learner
};

struct NeedStudy {
  NeedIndex index;
  std::vector<NeedCensus> censuses;              // those that are loaded of the years counted, ascending; the last is the one asked for
  std::vector<Text> groups;                      // of each characteristic its first level: "entitled to free school meals"
  std::vector<Condition> levels;                 // the same as conditions
  std::vector<funding::NeedUnit> schools;        // by number; kind: the phase
  std::vector<funding::Standings> standings;     // of those schools, among all of Wales that are loaded
};

// Refuses "need-index.none", "need-index.no-census" {year} and what cannot be read.
Result<std::shared_ptr<const NeedStudy>> need_study(Home& home, AcademicYear year);

// Of one authority, by number; of all of them, where the place is the nation, the authorities that have learners.
struct NeedOfPlace {
  std::vector<funding::NeedUnit> counts;
  std::vector<funding::StandingUnit> units;      // the same
};
NeedOfPlace need_of_units(Home& home, const NeedStudy& study, const Organisation& place);

// Groups of the learners of a place: all of them, those of each characteristic, and those of two at once; no group of fewer
// than 30, or that leaves out fewer than 30. Standings are among the groups.
struct GroupNeed {
  std::vector<std::size_t> conditions;           // characteristics, by their place; none: all learners
  funding::NeedUnit unit;
};
std::vector<GroupNeed> need_of_groups(Home& home, const NeedStudy& study, const Organisation& place);

// "Learners entitled to free school meals and looked after"; and its conditions as figures name them, each characteristic of the
// index at its first level.
Phrase group_name(const NeedStudy& study, const GroupNeed& group);
std::vector<Condition> conditions_of_group(const NeedStudy& study, const GroupNeed& group);
// Of each of the groups of a place, how many of its learners are among some.
std::vector<std::int64_t> members_among(Home& home, const NeedStudy& study, const Organisation& place, std::span<const GroupNeed> groups, const std::set<LearnerId>& some);

funding::NeedWeights published_weights(const NeedIndex& index);

}  // namespace potensial::service
