// Model formulas in the notation of R: which columns explain a response, and within which groups.
//
//   y ~ x + f + a:b + a*b + (1 + x | g) + (1 | h/g) + 0
//
// a*b stands for a + b + a:b; a term after "-" is taken out again; "-1" and "+ 0" take the constant out.
// (t | a/b) stands for (t | a) + (t | b:a). Names are letters, digits, "." and "_" (any letters of UTF-8), or
// anything in `back quotes`; factor(x) treats numbers as categories. Fixed terms are ordered by the number of
// their variables, as in R, and each stands once. Nothing else of R is understood.
// Refuses with the place of the character (from 1) at which reading failed. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace potensial::stats {

struct Variable {
  std::string name;         // column of the table
  bool as_factor = false;   // written factor(name)

  std::string label() const { return as_factor ? "factor(" + name + ")" : name; }
  bool operator==(const Variable&) const = default;
};

using Term = std::vector<Variable>;  // one variable, or several multiplied

struct RandomTerm {
  bool intercept = true;
  std::vector<Term> terms;
  Term group;  // several: their combinations
};

struct Formula {
  std::string response;
  bool intercept = true;
  std::vector<Term> fixed;
  std::vector<RandomTerm> random;
};

Result<Formula> parse_formula(std::string_view text);

// "a:b", as coefficients and groups are named.
std::string label(const Term& term);

}  // namespace potensial::stats
