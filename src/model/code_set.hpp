// A dated list of codes: what may stand in a column, what each code means, and how it counts.
// Definitions in catalogue/code-sets/. Value types.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/text.hpp"

namespace potensial {

// How a result code enters percentages and models (inference.md section 1).
enum class ResultStatus {
  attained,      // a level, grade or outcome: has a number
  not_awarded,   // N: denominator, no number
  disapplied,    // D: denominator, no number
  absent,        // A, X: denominator, no number
  not_collected  // blank, mark: not in the denominator
};

struct Code {
  std::string code;
  Text name;
  std::string group;                 // main group it rolls up to (ethnic background), class (attendance), else empty
  std::optional<double> number;      // place on the ordered scale, or points
  ResultStatus status = ResultStatus::attained;
  bool missing = false;              // refused, not obtained: recorded, but not a group
  std::vector<std::string> aliases;  // how other files write it
};

struct CodeSet {
  std::string id;
  int version = 1;
  Text name;
  std::vector<Code> codes;

  const Code* find(std::string_view code) const;  // by code or alias; nullptr when unknown
};

}  // namespace potensial
