// The page of one learner (P02): where does this learner stand against like learners, and what is recorded?
// As blocks. Ranges, never tests: a single learner is never judged. The name comes from the identity store and
// is passed in by whoever may see it. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/expected_standard.hpp"
#include "insight/page_parts.hpp"
#include "model/access.hpp"
#include "model/block.hpp"
#include "model/characteristic.hpp"
#include "model/learner_id.hpp"

namespace potensial::insight {

struct LearnerOutcome {
  Indicator indicator;
  AcademicYear year;
  std::string school;
  LearnerStanding standing;
  double earlier = no_figure;          // z of the own earlier result
  double previous_expected = no_figure;  // m(z_before), comparison 2
  std::optional<bool> reached;         // the nationally expected level; none: not counted
  double result = no_figure;           // as reported: a level, points, a share
};

struct LearnerAttendance {
  AcademicYear year;
  double share = no_figure;            // of sessions, 0-1
};

// One dated measure: a number, or a word of its code set.
struct LearnerMeasure {
  Text name;
  std::string day;                     // ISO date; empty: only the year is known
  AcademicYear year;
  double value = no_figure;
  Text word;                           // empty where the measure is a number
  std::string school;
};

struct LearnerMove {
  std::string school;
  std::string from, to;                // ISO dates; empty when open
};

// One spell of support from a register, in words.
struct SupportGiven {
  Text activity;                       // name of the strategy; what the register calls the run, where nobody named it
  std::string school;                  // whose register it stands on
  std::string fund;                    // id; empty: of no fund of the catalogue
  Text mode;                           // empty where it is not recorded
  std::optional<Date> from, to;
  std::optional<std::int64_t> sessions;
};

struct LearnerPageInput {
  LearnerId learner{};
  std::string name;                    // empty where the reader may not see it
  std::string school;                  // present
  std::vector<LearnerOutcome> outcomes;  // oldest first
  std::vector<LearnerAttendance> attendance;
  std::vector<LearnerMeasure> measures;  // oldest first
  std::vector<LearnerMove> schools;
  std::vector<CharacteristicSpell> characteristics;
  std::vector<Characteristic> definitions;
  std::vector<SupportGiven> support;   // oldest first
  Names funds;                         // by id
  Names sources;                       // of the collections
  std::vector<FieldGroup> shown = every_field();  // blocks of other groups are absent
  Names names;
  bool invented = false;
};

Page learner_page(const LearnerPageInput& input);

}  // namespace potensial::insight
