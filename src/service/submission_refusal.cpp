#include "service/submission_refusal.hpp"

#include <algorithm>

namespace potensial::service {
namespace submission_refusal_detail {

constexpr std::string_view code_of_problems = "submission.problems";

// "problem.3:place.en": what belongs to the third.
std::string prefix(std::size_t number) { return "problem." + std::to_string(number) + ":"; }

void add(Refusal& refusal, const form::Problem& problem, std::size_t number) {
  const auto own = refusal_of(problem.objection);
  refusal.arguments.emplace_back(prefix(number) + "path", problem.path.text());
  refusal.arguments.emplace_back(prefix(number) + "code", own.code);
  for (const auto& [name, value] : own.arguments) refusal.arguments.emplace_back(prefix(number) + name, value);
}

}  // namespace submission_refusal_detail

Refusal refusal_of(const form::Objection& objection) {
  Refusal refusal{objection.blame, objection.code, {}};
  for (const auto& [name, text] : objection.arguments) {
    refusal.arguments.emplace_back(name + ".en", text.en);
    refusal.arguments.emplace_back(name + ".cy", text.cy);
  }
  return refusal;
}

Refusal problems_refusal(const std::vector<form::Problem>& problems) {
  Refusal refusal{Blame::input, std::string(submission_refusal_detail::code_of_problems), {{"count", std::to_string(problems.size())}}};
  for (std::size_t i = 0; i < problems.size(); ++i) submission_refusal_detail::add(refusal, problems[i], i + 1);
  return refusal;
}

std::vector<RefusedAnswer> refused_answers(const Refusal& refusal) {
  std::vector<RefusedAnswer> answers;
  if (refusal.code != submission_refusal_detail::code_of_problems) return answers;
  for (const auto& [name, value] : refusal.arguments) {
    const auto colon = name.find(':');
    if (colon == std::string::npos) continue;
    const auto member = name.substr(colon + 1);
    if (member == "path") answers.push_back({value, {Blame::input, {}, {}}});
    else if (member == "code") answers.back().refusal.code = value;
    else answers.back().refusal.arguments.emplace_back(member, value);
  }
  return answers;
}

}  // namespace potensial::service
