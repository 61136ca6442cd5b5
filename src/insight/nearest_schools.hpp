// The schools nearest to one school in circumstances, and on what they are and are not alike
// (the inference specification, section 5.2).
//
// Same phase and medium group; distance = sqrt(sum w (r_j - r_k)^2) over the variables of the index and, where
// the rule says so, the logarithm of size, weights rescaled to 1. Not symmetric: a school may be among the
// nearest of another that is not among its own. Deterministic; pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/school_context.hpp"

namespace potensial::insight {

struct NearestRule {
  int version = 1;
  std::vector<ContextVariable> variables;
  double size_weight = 0.10;      // of log size, beside the weights of the variables; 0: size plays no part
  std::size_t schools = 10;
  double furthest = 1.5;          // comparable at most at this distance ...
  std::size_t least_schools = 4;  // ... but never fewer than these
  double alike_within = 0.5;      // in r: further apart is "not alike on"
};

struct NearSchool {
  std::size_t school = 0;  // index into the contexts
  double distance = 0;
};

// One variable of the balance table, in its own unit; size stands last when it plays a part.
struct BalanceRow {
  std::string variable;
  Text name;
  double value = 0;                         // of the school
  double median = 0, least = 0, most = 0;   // of the comparators
  double difference = 0;                    // r of the school less the median r of the comparators; NaN: not known
  bool known = true;                        // of the school and of a comparator; medians are of those of whom it is
  bool alike = true;                        // never of what is not known
};

struct NearestSchools {
  std::vector<NearSchool> schools;  // nearest first, ties by id
  bool few = false;                 // fewer than asked within reach: "few comparable schools"
  std::vector<BalanceRow> balance;
};

// The nearest of schools[which]; empty for a phase without comparison or a school that stands alone.
NearestSchools nearest_schools(std::span<const SchoolContext> schools, std::span<const SchoolPosition> positions,
                               std::size_t which, const NearestRule& rule);

// Distance of two schools under the rule, and the part of one variable in r, for a family's page.
double distance(const SchoolPosition& a, const SchoolPosition& b, const NearestRule& rule);

}  // namespace potensial::insight
