// A need analysis: how groups of learners of a place stood on a day, frozen. A bid rests on it and takes its baselines from
// it, so that whoever assesses the bid sees what its writers saw (FND-09, FND-10). Value types, thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/academic_year.hpp"
#include "model/phrase.hpp"
#include "model/text.hpp"

namespace potensial {

// One group and indicator. `value`: percent at the expected level, or the mean of a measure.
struct NeedFigure {
  std::string group;         // its conditions: "fsm:yes,sex:M"; "all" for all learners
  Text group_name;
  std::string indicator;
  int indicator_version = 1;
  Text indicator_name;
  std::int64_t learners = 0;
  double value = 0;
  Unit unit = Unit::percent;
  AcademicYear year;
  std::string finding;       // id, where the search found that the group falls short; else empty
};

struct NeedAnalysis {
  std::string id;            // "need-660-3"
  std::string organisation;
  std::vector<NeedFigure> figures;  // those with findings first
  std::string sha256;        // of its words as kept: the same figures, the same hash
  std::string actor;
  std::chrono::sys_seconds at{};

  const NeedFigure* figure(std::string_view group, std::string_view indicator) const {
    for (const auto& each : figures)
      if (each.group == group && each.indicator == indicator) return &each;
    return nullptr;
  }
};

}  // namespace potensial
