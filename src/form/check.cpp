#include "form/check.hpp"

#include <algorithm>

#include "form/scope.hpp"
#include "form/words.hpp"

namespace potensial::form {
namespace check_detail {

bool same(const Answer& left, const Answer& right) { return order_of(left, right) == 0; }

bool is_first_of_its_kind(const Answer& own, const std::string& question, const Scope& scope) {
  for (const auto* each : scope.outside().every(question)) {
    if (each == &own) return true;
    if (same(*each, own)) return false;
  }
  return true;
}

bool is_one_of(const Answer& own, const std::string& question, const Scope& scope) {
  const auto all = scope.every(question);
  return all.empty() || std::ranges::any_of(all, [&](const Answer* each) { return same(*each, own); });
}

bool says_something_else(const Answer& own, const Answer* other) {
  const auto* text = std::get_if<std::string>(&own);
  const auto* given = other ? std::get_if<std::string>(other) : nullptr;
  return !text || !given || plain_text(*text) != plain_text(*given);
}

bool is_within(const Check& check, const Answer& own, const Scope& scope) {
  if (check.bound.kind == Operand::Kind::question && !scope.one(check.bound.questions.front())) return true;
  const auto bound = value_of(check.bound, scope);
  if (!bound) return false;
  const auto order = order_of(own, *bound);
  if (check.kind == Check::Kind::at_least) return order >= 0;
  return check.kind == Check::Kind::at_most ? order <= 0 : order == 0;
}

}  // namespace check_detail

bool fulfils(const Check& check, const std::string& own, const Scope& scope) {
  const auto* answer = scope.one(own);
  if (!answer || (check.when && !holds(*check.when, scope))) return true;
  switch (check.kind) {
    case Check::Kind::one_of: return check_detail::is_one_of(*answer, check.question, scope);
    case Check::Kind::all_different: return check_detail::is_first_of_its_kind(*answer, own, scope);
    case Check::Kind::differs_from: return check_detail::says_something_else(*answer, scope.one(check.question));
    case Check::Kind::of_kind: return true;  // said by the walk through all problems, which knows organisations
    case Check::Kind::holds: return !can_be_judged(check.condition, scope) || holds(check.condition, scope);
    default: return check_detail::is_within(check, *answer, scope);
  }
}

}  // namespace potensial::form
