// The circumstances of schools, on one robust scale (the inference specification, section 5.1).
//
// r = (x - median) / (IQR / 1.349) within a phase, quartiles by linear interpolation, clipped to +/-3; an
// IQR of 0 takes the SD instead, an SD of 0 gives r = 0, and a value that is not known gives r = 0 and is
// marked. Outcomes are never among the variables. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/text.hpp"

namespace potensial::insight {

// A variable of the index of challenge. Weights are shares of 1; a larger value is a greater challenge.
struct ContextVariable {
  std::string id;
  Text name;
  double weight = 0;
};

struct SchoolContext {
  std::string school;
  std::string phase;           // "primary", "secondary", "middle", "special", "pru", "nursery"
  std::string medium;          // medium group: "welsh", "dual", "english"
  double learners = 0;         // on roll; 0: not known
  std::vector<double> values;  // of each variable, percentages of the learners, means of three years; NaN: not known
};

struct SchoolPosition {
  std::vector<double> r;  // of each variable
  double size = 0;        // r of the logarithm of the learners on roll
  double index = 0;       // of challenge: sum of weight * r
  bool incomplete = false;
};

// The medium group of a school's language category (WM, DS, TR, EW, EM, AB, BB, CB, CH).
std::string_view medium_group(std::string_view language_category);

// Special schools and pupil referral units are not compared within families.
bool has_families(std::string_view phase);

// Positions in the order of `schools`; each school is scaled among those of its phase.
std::vector<SchoolPosition> school_positions(std::span<const SchoolContext> schools,
                                             std::span<const ContextVariable> variables);

}  // namespace potensial::insight
