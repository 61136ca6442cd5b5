// What a school gives a learner beyond lessons, as its support register says (GRP-07), and the run of a strategy that it is part
// of. Value types.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "model/academic_year.hpp"
#include "model/learner_id.hpp"
#include "model/text.hpp"

namespace potensial {

// One learner in one run, from when to when. A spell without a last day goes on.
struct SupportSpell {
  LearnerId learner{};
  std::string school, run;
  std::optional<Date> from, to;
  std::optional<std::int64_t> sessions;  // attended
  std::string mode;                      // of code set "support-mode"; empty: as of the run

  bool holds_in(AcademicYear year) const { return (!from || *from <= year.last_day()) && (!to || *to >= year.first_day()); }
};

struct StrategyRun {
  std::string strategy, school;
  std::string fund;                      // that pays for it; empty: none of the catalogue
  std::string mode;
  std::optional<Date> from, to;
};

// By id. What a register names and nobody told about is not in them.
struct StrategyRuns {
  std::map<std::string, StrategyRun> runs;
  std::map<std::string, Text> names;     // of strategies

  const StrategyRun* find(const std::string& run) const {
    const auto at = runs.find(run);
    return at == runs.end() ? nullptr : &at->second;
  }
};

}  // namespace potensial
