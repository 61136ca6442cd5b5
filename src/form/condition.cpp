#include "form/condition.hpp"

#include <algorithm>

#include "form/scope.hpp"

namespace potensial::form {
namespace condition_detail {

std::optional<double> as_number(const Answer& answer) {
  if (const auto* whole = std::get_if<std::int64_t>(&answer)) return static_cast<double>(*whole);
  if (const auto* number = std::get_if<double>(&answer)) return *number;
  return std::nullopt;
}

std::optional<Answer> sum_of(const std::vector<std::string>& questions, const Scope& scope) {
  std::int64_t sum = 0;
  for (const auto& question : questions)
    for (const auto* each : scope.every(question)) {
      const auto* whole = std::get_if<std::int64_t>(each);
      if (whole && __builtin_add_overflow(sum, *whole, &sum)) return std::nullopt;
    }
  return Answer(sum);
}

bool compares(const Condition& condition, const Scope& scope) {
  const auto left = value_of(condition.operands.front(), scope), right = value_of(condition.operands.back(), scope);
  if (!left || !right) return false;
  const auto order = order_of(*left, *right);
  if (condition.kind == Condition::Kind::at_least) return order >= 0;
  if (condition.kind == Condition::Kind::at_most) return order <= 0;
  return order == 0;
}

bool is_given(const Operand& operand, const Scope& scope) {
  return operand.kind != Operand::Kind::question || scope.one(operand.questions.front());
}

}  // namespace condition_detail

std::partial_ordering order_of(const Answer& left, const Answer& right) {
  const auto both_whole = std::holds_alternative<std::int64_t>(left) && std::holds_alternative<std::int64_t>(right);
  if (both_whole) return std::get<std::int64_t>(left) <=> std::get<std::int64_t>(right);
  const auto a = condition_detail::as_number(left), b = condition_detail::as_number(right);
  if (a && b) return *a <=> *b;
  if (left.index() != right.index()) return std::partial_ordering::unordered;
  if (std::holds_alternative<Date>(left)) return std::get<Date>(left) <=> std::get<Date>(right);
  return left == right ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
}

std::optional<Answer> value_of(const Operand& operand, const Scope& scope) {
  if (operand.kind == Operand::Kind::constant) return operand.constant;
  if (operand.kind == Operand::Kind::sum) return condition_detail::sum_of(operand.questions, scope);
  const auto* given = scope.one(operand.questions.front());
  return given ? std::optional(*given) : std::nullopt;
}

bool holds(const Condition& condition, const Scope& scope) {
  const auto part_holds = [&](const Condition& part) { return holds(part, scope); };
  switch (condition.kind) {
    case Condition::Kind::all: return std::ranges::all_of(condition.parts, part_holds);
    case Condition::Kind::any: return std::ranges::any_of(condition.parts, part_holds);
    case Condition::Kind::negation: return !part_holds(condition.parts.front());
    case Condition::Kind::answered: return scope.one(condition.question) != nullptr;
    default: return condition_detail::compares(condition, scope);
  }
}

bool can_be_judged(const Condition& condition, const Scope& scope) {
  return std::ranges::all_of(condition.operands, [&](const Operand& each) { return condition_detail::is_given(each, scope); }) &&
         std::ranges::all_of(condition.parts, [&](const Condition& each) { return can_be_judged(each, scope); });
}

}  // namespace potensial::form
