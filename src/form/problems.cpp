#include "form/problems.hpp"

#include <algorithm>

#include "form/scope.hpp"
#include "form/words.hpp"

namespace potensial::form {
namespace problems_detail {

// A place in the tree, for the program and in words.
struct Spot {
  Path path;
  Text words;

  Spot at(const Question& question) const { return {path.to(question.id), joined(": ", question.label)}; }
  Spot at(const std::string& unknown) const { return {path.to(unknown), joined(": ", same_in_both(unknown))}; }
  Spot in(const Question& part, std::size_t number) const {
    const auto n = " " + std::to_string(number);
    return {path.into(part.id, number), joined(", ", {part.one.en + n, part.one.cy + n})};
  }
  Text joined(const std::string& by, const Text& more) const {
    return words.en.empty() ? more : Text{words.en + by + more.en, words.cy + by + more.cy};
  }
};

bool is_shown(const Question& question, const Scope& scope) { return !question.shown_when || holds(*question.shown_when, scope); }

bool is_required(const Question& question, const Scope& scope) {
  return question.required || (question.required_when && holds(*question.required_when, scope));
}

std::string wrong_kind(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::whole_number: return "answer.no-whole-number";
    case QuestionKind::number: return "answer.no-number";
    case QuestionKind::money: return "answer.no-money";
    case QuestionKind::learner_count: return "answer.no-learner-count";
    case QuestionKind::date: return "answer.no-day";
    case QuestionKind::yes_no: return "answer.no-yes-no";
    case QuestionKind::part: return "answer.no-part";
    default: return "answer.no-text";
  }
}

bool names_something(const Question& question) {
  switch (question.kind) {
    case QuestionKind::choice:
    case QuestionKind::organisation:
    case QuestionKind::indicator:
    case QuestionKind::group:
    case QuestionKind::attachment: return true;
    default: return false;
  }
}

class Walk {
 public:
  explicit Walk(const Context& context) : context_(context) {}

  void questions(const std::vector<Question>& questions, const Scope& scope, const Spot& spot) {
    for (const auto& each : questions) question(each, scope, spot.at(each), spot);
  }
  void unknown(const Answers& answers, const std::vector<const Question*>& asked, const Spot& spot) {
    for (const auto& [id, answer] : answers.values)
      if (std::ranges::find(asked, id, &Question::id) == asked.end()) add(spot.at(id), "answer.unknown");
  }
  std::vector<Problem> found;

 private:
  void add(const Spot& spot, std::string code, std::vector<std::pair<std::string, Text>> more = {}) {
    more.insert(more.begin(), {"place", spot.words});
    found.push_back({spot.path, {Blame::input, std::move(code), std::move(more)}});
  }

  void question(const Question& question, const Scope& scope, const Spot& spot, const Spot& around) {
    const auto* given = scope.here().answered(question.id);
    if (!is_shown(question, scope)) return given ? add(spot, "answer.not-asked") : void();
    if (!given) return missing(question, scope, spot);
    if (!is_of_kind(question.kind, *given)) return add(spot, wrong_kind(question.kind));
    if (question.kind == QuestionKind::part) items(question, std::get<Parts>(*given), scope, spot, around);
    else answer(question, *given, scope, spot);
  }

  void missing(const Question& question, const Scope& scope, const Spot& spot) {
    if (question.kind == QuestionKind::part) locked(question, Parts{}, scope, spot);
    if (question.kind == QuestionKind::part && question.least > 0) return too_few(question, spot);
    if (is_required(question, scope)) add(spot, question.locked ? "answer.not-filled" : "answer.required");
  }

  void too_few(const Question& part, const Spot& spot) {
    add(spot, "answer.too-few", {{"least", digits(static_cast<std::int64_t>(part.least))}});
  }

  // Of too many, those that may be given are looked at.
  void items(const Question& part, const Parts& given, const Scope& scope, const Spot& spot, const Spot& around) {
    if (given.size() < part.least) too_few(part, spot);
    if (given.size() > part.most) add(spot, "answer.too-many", {{"most", digits(static_cast<std::int64_t>(part.most))}});
    locked(part, given, scope, spot);
    checks(part, scope, spot);
    for (std::size_t i = 0; i < std::min(given.size(), part.most); ++i) item(part, given[i], scope, around.in(part, i + 1));
  }

  void item(const Question& part, const Answers& item, const Scope& scope, const Spot& spot) {
    questions(part.questions, scope.inside(part.id, item), spot);
    std::vector<const Question*> asked;
    for (const auto& each : part.questions) asked.push_back(&each);
    unknown(item, asked, spot);
  }

  void answer(const Question& question, const Answer& given, const Scope& scope, const Spot& spot) {
    if (const auto* text = std::get_if<std::string>(&given)) {
      length(question, *text, spot);
      name(question, *text, scope, spot);
    }
    locked(question, given, scope, spot);
    checks(question, scope, spot);
  }

  void length(const Question& question, const std::string& text, const Spot& spot) {
    const auto words = question.kind == QuestionKind::long_text;
    const auto count = words ? word_count(text) : character_count(text), most = words ? question.most_words : question.most_characters;
    if (count > most) too_long(words ? "answer.too-many-words" : "answer.too-many-characters", count, most, spot);
  }

  void too_long(const std::string& code, std::size_t count, std::size_t most, const Spot& spot) {
    const auto number = [](std::size_t n) { return digits(static_cast<std::int64_t>(n)); };
    add(spot, code, {{"count", number(count)}, {"most", number(most)}, {"over", number(count - most)}});
  }

  void name(const Question& question, const std::string& value, const Scope& scope, const Spot& spot) {
    if (!names_something(question)) return;
    if (!question.options.empty()) {
      if (std::ranges::find(question.options, value, &Option::code) == question.options.end()) add(spot, "answer.no-option");
      return;
    }
    const auto* within = question.within.empty() ? nullptr : scope.one(question.within);
    const auto* group = within ? std::get_if<std::string>(within) : nullptr;
    if (context_.exists && !context_.exists({question, value, group ? *group : ""})) add(spot, "answer.does-not-exist", {{"value", same_in_both(value)}});
  }

  void locked(const Question& question, const Answer& given, const Scope& scope, const Spot& spot) {
    if (!question.locked || !context_.source) return;
    const bool part = question.kind == QuestionKind::part;
    auto filled = context_.source(question.filled_by, spot.path, scope.here());
    if (part && !filled) filled = Parts{};
    if (!is_same(filled, given)) add(spot, part ? "answer.part-not-as-filled" : "answer.not-as-filled");
  }

  static bool is_same(const std::optional<Answer>& filled, const Answer& given) {
    if (!filled) return false;
    return std::holds_alternative<Parts>(given) ? *filled == given : order_of(*filled, given) == 0;
  }

  // What the check asks of an organisation; one that is not known is said to be so already.
  bool is_what_it_should_be(const Check& check, const Question& question, const Scope& scope) {
    const auto* given = check.kind == Check::Kind::of_kind && context_.kind_of ? scope.here().answered(question.id) : nullptr;
    const auto* name = given ? std::get_if<std::string>(given) : nullptr;
    const auto kind = name ? context_.kind_of(*name) : std::nullopt;
    return !kind || std::ranges::find(check.kinds, *kind) != check.kinds.end();
  }

  void checks(const Question& question, const Scope& scope, const Spot& spot) {
    for (const auto& check : question.checks)
      if (!fulfils(check, question.id, scope) || !is_what_it_should_be(check, question, scope)) add(spot, "answer.check", {{"sentence", check.sentence}});
  }

  const Context& context_;
};

void collect_shown(const std::vector<Question>& questions, const Scope& scope, const Path& path, std::vector<Path>& shown) {
  for (const auto& each : questions) {
    if (!is_shown(each, scope)) continue;
    shown.push_back(path.to(each.id));
    const auto& items = scope.here().parts(each.id);
    for (std::size_t i = 0; i < items.size(); ++i)
      collect_shown(each.questions, scope.inside(each.id, items[i]), path.into(each.id, i + 1), shown);
  }
}

// Paths of answers that are not shown in the form as the answers stand.
void collect_hidden(const std::vector<Question>& questions, const Scope& scope, const Path& path, std::vector<Path>& hidden) {
  for (const auto& each : questions) {
    if (!is_shown(each, scope)) {
      if (scope.here().find(each.id)) hidden.push_back(path.to(each.id));
      continue;
    }
    const auto& items = scope.here().parts(each.id);
    for (std::size_t i = 0; i < items.size(); ++i)
      collect_hidden(each.questions, scope.inside(each.id, items[i]), path.into(each.id, i + 1), hidden);
  }
}

void drop(Answers& answers, const Path& path) {
  auto* at = &answers;
  for (const auto& step : path.steps) {
    if (!step.number) at->values.erase(step.question);
    else at = &std::get<Parts>(at->values.find(step.question)->second)[*step.number - 1];
  }
}

std::vector<Path> hidden_answers(const Form& form, const QuestionIndex& index, const Answers& answers) {
  std::vector<Path> hidden;
  for (const auto& section : form.sections) collect_hidden(section.questions, Scope(index, answers), {}, hidden);
  return hidden;
}

}  // namespace problems_detail

std::vector<Problem> problems_of(const Form& form, const Answers& answers, const Context& context) {
  const QuestionIndex index(form);
  const Scope scope(index, answers);
  problems_detail::Walk walk(context);
  std::vector<const Question*> asked;
  for (const auto& section : form.sections) {
    walk.questions(section.questions, scope, {});
    for (const auto& each : section.questions) asked.push_back(&each);
  }
  walk.unknown(answers, asked, {});
  return std::move(walk.found);
}

std::vector<Path> shown_questions(const Form& form, const Answers& answers) {
  const QuestionIndex index(form);
  std::vector<Path> shown;
  for (const auto& section : form.sections) problems_detail::collect_shown(section.questions, Scope(index, answers), {}, shown);
  return shown;
}

Answers only_shown(const Form& form, Answers answers) {
  const QuestionIndex index(form);
  for (auto hidden = problems_detail::hidden_answers(form, index, answers); !hidden.empty();
       hidden = problems_detail::hidden_answers(form, index, answers))
    for (const auto& each : hidden) problems_detail::drop(answers, each);
  return answers;
}

}  // namespace potensial::form
