#include "form/stages.hpp"

#include <algorithm>
#include <optional>

#include "form/words.hpp"

namespace potensial::form {
namespace stages_detail {

using Objected = std::optional<Objection>;

bool has(const std::vector<std::string>& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

Objection objection(Blame blame, std::string code, const Transition& transition) {
  return {blame, std::move(code), {{"transition", transition.name}}};
}

Objected against_state(const Transition& transition, const State& state) {
  if (has(transition.from, state.id)) return std::nullopt;
  return Objection{Blame::input, "step.not-from-here", {{"transition", transition.name}, {"state", state.name}}};
}

Objected against_role(const Transition& transition, const Attempt& attempt) {
  const auto may = [&](const std::string& role) { return has(attempt.roles, role); };
  if (std::ranges::any_of(transition.roles, may)) return std::nullopt;
  return objection(Blame::permission, "step.role", transition);
}

Objected against_person(const Stages& stages, const Transition& transition, const Attempt& attempt) {
  for (const auto& deed : attempt.history) {
    if (deed.person != attempt.person || !has(transition.not_after, deed.name)) continue;
    const auto* taken = stages.transition(deed.name);
    auto refused = objection(Blame::permission, taken ? "step.same-person" : "step.own", transition);
    if (taken) refused.arguments.emplace_back("earlier", taken->name);
    return refused;
  }
  return std::nullopt;
}

Objected against_day(const Transition& transition, const Attempt& attempt) {
  if (transition.deadline.empty()) return std::nullopt;
  const auto last = attempt.deadlines.find(transition.deadline);
  if (last == attempt.deadlines.end()) return objection(Blame::input, "step.no-deadline", transition);
  if (attempt.today <= last->second) return std::nullopt;
  auto refused = objection(Blame::input, "step.too-late", transition);
  refused.arguments.emplace_back("day", same_in_both(last->second.iso()));
  return refused;
}

Objected against_needs(const Transition& transition, const Attempt& attempt) {
  for (const auto& need : transition.needs) {
    if (attempt.holding.contains(need.id)) continue;
    auto refused = objection(Blame::input, "step.need", transition);
    refused.arguments.emplace_back("sentence", need.sentence);
    return refused;
  }
  return std::nullopt;
}

Objected against_text(const Ask& ask, const Transition& transition, const std::string& text) {
  if (ask.required && is_white_space(text))
    return Objection{Blame::input, "step.not-said", {{"transition", transition.name}, {"ask", ask.label}}};
  const auto count = word_count(text);
  if (count <= ask.most_words) return std::nullopt;
  return Objection{Blame::input, "step.too-many-words",
                   {{"ask", ask.label}, {"most", digits(static_cast<std::int64_t>(ask.most_words))}, {"count", digits(static_cast<std::int64_t>(count))}}};
}

Objected against_said(const Transition& transition, const Attempt& attempt) {
  for (const auto& [id, text] : attempt.said)
    if (std::ranges::find(transition.asks, id, &Ask::id) == transition.asks.end()) return objection(Blame::input, "step.not-asked", transition);
  for (const auto& ask : transition.asks) {
    const auto said = attempt.said.find(ask.id);
    if (auto refused = against_text(ask, transition, said == attempt.said.end() ? "" : said->second)) return refused;
  }
  return std::nullopt;
}

Objected against(const Stages& stages, const Transition& transition, const State& state, const Attempt& attempt) {
  if (auto refused = against_state(transition, state)) return refused;
  if (auto refused = against_role(transition, attempt)) return refused;
  if (auto refused = against_person(stages, transition, attempt)) return refused;
  if (auto refused = against_day(transition, attempt)) return refused;
  if (auto refused = against_needs(transition, attempt)) return refused;
  return against_said(transition, attempt);
}

}  // namespace stages_detail

const State* Stages::state(std::string_view named) const {
  const auto found = std::ranges::find(states, named, &State::id);
  return found == states.end() ? nullptr : &*found;
}

const Transition* Stages::transition(std::string_view named) const {
  const auto found = std::ranges::find(transitions, named, &Transition::id);
  return found == transitions.end() ? nullptr : &*found;
}

std::vector<const Transition*> Stages::leaving(std::string_view from) const {
  std::vector<const Transition*> found;
  for (const auto& each : transitions)
    if (stages_detail::has(each.from, from)) found.push_back(&each);
  return found;
}

std::expected<std::string, Objection> Stages::step(const Attempt& attempt) const {
  const auto* from = state(attempt.state);
  if (!from) return std::unexpected(Objection{Blame::fault, "step.no-such-state", {{"state", same_in_both(attempt.state)}}});
  const auto* taken = transition(attempt.transition);
  if (!taken) return std::unexpected(Objection{Blame::input, "step.no-such-transition", {{"transition", same_in_both(attempt.transition)}}});
  if (auto refused = stages_detail::against(*this, *taken, *from, attempt)) return std::unexpected(std::move(*refused));
  return taken->to;
}

}  // namespace potensial::form
