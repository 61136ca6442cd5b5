// What an answer must fulfil, with the sentence that says so when it does not. Kinds, as definitions write them:
//   at-least: operand   at-most: operand   equals-sum-of: id or [ids]
//   one-of: id             the same as one of the answers to that question
//   all-different: true    no two of a repeated part have the same
//   differs-from: id       not the same text, whatever the case and the spaces
//   holds: condition       for what names other questions
// A check waits until all it compares was answered. Pure functions, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "form/condition.hpp"
#include "model/organisation.hpp"
#include "model/text.hpp"

namespace potensial::form {

struct Check {
  enum class Kind { at_least, at_most, equals_sum_of, one_of, all_different, differs_from, holds, of_kind };
  Kind kind = Kind::holds;
  Operand bound;          // of at-least, at-most and equals-sum-of
  std::string question;   // of one-of and differs-from
  Condition condition;    // of holds
  std::vector<OrganisationKind> kinds;  // of of-kind; what an organisation is the context of the problems knows
  Text sentence;
  std::optional<Condition> when;  // only then
};

// `own`: the question checked, which was answered in the innermost part of the scope.
bool fulfils(const Check& check, const std::string& own, const Scope& scope);

}  // namespace potensial::form
