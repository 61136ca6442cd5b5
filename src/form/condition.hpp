// Conditions on answers: a small checked tree, and no language beyond it.
//   {all: [condition ...]}  {any: [condition ...]}  {not: condition}  {answered: question}
//   {equals: [operand, operand]}  {at-least: [operand, operand]}  {at-most: [operand, operand]}
// An operand is a constant, {question: id} or {sum-of: id or [ids]}. A comparison with what was not answered does not
// hold; a sum counts what was answered, and does not hold where it is too large to be a number. Pure functions,
// thread-safe.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "form/answers.hpp"

namespace potensial::form {

class Scope;

struct Operand {
  enum class Kind { constant, question, sum };
  Kind kind = Kind::constant;
  std::string written;                 // a constant as it stands in the definition
  Answer constant;                     // the same, as a value of the kind that it is compared with
  std::vector<std::string> questions;  // one; of a sum any number
};

struct Condition {
  enum class Kind { all, any, negation, equals, at_least, at_most, answered };
  Kind kind = Kind::all;
  std::vector<Condition> parts;    // of all, any and negation
  std::vector<Operand> operands;   // the two of a comparison
  std::string question;            // of answered
};

bool holds(const Condition& condition, const Scope& scope);
// Every question that it compares was answered, so that a reader can be told that it does not hold.
bool can_be_judged(const Condition& condition, const Scope& scope);

std::optional<Answer> value_of(const Operand& operand, const Scope& scope);
// Whole numbers compare with numbers; values of other kinds that differ in kind are unordered.
std::partial_ordering order_of(const Answer& left, const Answer& right);

}  // namespace potensial::form
