// A finding: a group of learners that falls short, as the search found it and as pages and the ledger
// keep it. Gaps are on the model scale of the indicator (national standard deviations, or shares 0-1 for
// yes/no outcomes); negative is short. Value types, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/academic_year.hpp"
#include "model/indicator.hpp"
#include "model/judgement.hpp"
#include "model/text.hpp"

namespace potensial {

// One condition of a group: learners whose characteristic stands at this level.
struct Condition {
  std::string characteristic, level;  // an empty level: never recorded
  Text name;  // of the level, as it stands in a list: "boys"; of the characteristic where never recorded

  bool operator==(const Condition&) const = default;
};

enum class FindingKind {
  main,           // a single characteristic
  separate,       // a combination, beyond what its parts together say
  small,          // real, and smaller than the practical threshold
  does_better,    // the same control, the other sign
};

struct GapOfYear {
  AcademicYear year;
  std::size_t learners = 0, schools = 0;
  double gap = no_figure, low = no_figure, high = no_figure;
  bool used_to_find = true;  // the year was among those searched
};

struct SchoolOfFinding {
  std::string school;
  std::size_t learners = 0;
  double gap = no_figure, low = no_figure, high = no_figure;
};

// A group that passed the control and is told otherwise by an accepted one.
struct ExplainedGroup {
  std::vector<Condition> conditions;
  std::size_t learners = 0;
  double gap = no_figure;
};

struct SearchedCounts {
  std::size_t searched = 0;          // conjunctions looked at
  std::size_t large_enough = 0;      // and tested
  std::size_t too_few_learners = 0;
  std::size_t too_few_schools = 0;
  std::size_t nearly_everybody = 0;  // more than nine in ten learners
  std::size_t not_separable = 0;     // cannot be told apart from other groups
  std::size_t without_earlier = 0;   // learners left out: no earlier result, so no comparison from the same start
  std::size_t depth = 3, least_learners = 30, least_schools = 20, draws = 999;
  std::size_t probably_missed_below = 0;  // groups smaller than this would probably not have been found
  std::uint64_t seed = 2010;
};

struct FindingRecord {
  std::string id;                    // given by the ledger; empty before
  FindingKind kind = FindingKind::main;
  std::vector<Condition> conditions;
  std::string indicator;
  int indicator_version = 1;
  Text indicator_name;
  std::string stage;
  Scale scale = Scale::ordered;
  double delta = 0.10;
  std::string scope;                 // organisation searched
  std::vector<AcademicYear> years;   // pooled
  std::size_t learners = 0, schools = 0;
  double gap = no_figure, low = no_figure, high = no_figure;              // within schools
  double total_gap = no_figure, carried_by_schools = no_figure;
  bool mostly_without_peers = false; // more than 40% of members are in schools with no peers
  double own = no_figure, own_low = no_figure, own_high = no_figure;      // beyond its parts
  double q = no_figure;
  double attained_share = no_figure; // of members at the expected level (0-1)
  double expected_share = no_figure; // of all other learners of the population
  ThreeJudgements judged;            // of the members as a whole
  std::vector<GapOfYear> by_year;    // oldest first
  bool lasting = false;              // short in every year, and the pooled test passes
  std::optional<GapOfYear> replication;  // pooled over years not used to find it
  std::vector<SchoolOfFinding> furthest; // furthest from expected first
  std::vector<SchoolOfFinding> better;   // schools where the group does better
  std::size_t schools_listed_from = 0;   // schools with enough members to be listed
  std::vector<ExplainedGroup> explains;
  SearchedCounts counts;
  std::vector<std::int64_t> loads;
  std::string method;                // method id and version
};

}  // namespace potensial
