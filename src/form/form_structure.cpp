#include "form/form_structure.hpp"

#include <algorithm>
#include <set>

namespace potensial::form {
namespace structure_detail {

using Names = std::vector<std::string>;

// What can be compared with each other.
enum class Measure { count, money, day, truth, words, none };

Measure measure_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::whole_number:
    case QuestionKind::number:
    case QuestionKind::learner_count: return Measure::count;
    case QuestionKind::money: return Measure::money;
    case QuestionKind::date: return Measure::day;
    case QuestionKind::yes_no: return Measure::truth;
    case QuestionKind::part: return Measure::none;
    default: return Measure::words;
  }
}

bool is_ordered(Measure measure) { return measure == Measure::count || measure == Measure::money || measure == Measure::day; }

bool is_added(QuestionKind kind) {
  return kind == QuestionKind::whole_number || kind == QuestionKind::money || kind == QuestionKind::learner_count;
}

bool begins_with(const Names& nest, const Names& outer) {
  return outer.size() <= nest.size() && std::equal(outer.begin(), outer.end(), nest.begin());
}

void name_questions(const Condition& condition, Names& names) {
  if (condition.kind == Condition::Kind::answered) names.push_back(condition.question);
  for (const auto& each : condition.operands) names.insert(names.end(), each.questions.begin(), each.questions.end());
  for (const auto& each : condition.parts) name_questions(each, names);
}

class Structure {
 public:
  Structure(const Form& form, catalogue::Entry& entry) : index_(form), entry_(entry) {}

  void complete(std::vector<Question>& questions, const Names& nest) {
    for (auto& each : questions) {
      if (index_.find(each.id)->question != &each) entry_.fault("catalogue.code-twice", {{"code", each.id}});
      complete(each, nest);
      auto inner = nest;
      inner.push_back(each.id);
      complete(each.questions, inner);
    }
  }

  // Each waits for those that its own and its parts' conditions name.
  void refuse_cycles() {
    for (const auto& [id, place] : index_.all()) {
      std::set<std::string> seen;
      if (entry_.sound() && waits_for(id, id, seen)) fault("catalogue.form-condition-cycle", id);
    }
  }

 private:
  void fault(std::string code, const std::string& question) { entry_.fault(std::move(code), {{"question", question}}); }

  const QuestionIndex::Place* known(const std::string& id) {
    const auto* place = index_.find(id);
    if (!place) fault("catalogue.form-question-unknown", id);
    return place;
  }

  // One value, seen from a question in these parts.
  const Question* single(const std::string& id, const Names& nest) {
    const auto* place = known(id);
    if (place && !begins_with(nest, place->nest)) fault("catalogue.form-question-elsewhere", id);
    return place ? place->question : nullptr;
  }

  void complete(Question& question, const Names& nest) {
    if (question.shown_when) complete(*question.shown_when, nest);
    if (question.required_when) complete_required(question, nest);
    if (!question.within.empty()) complete_within(question, nest);
    for (auto& each : question.checks) complete(each, question, nest);
  }

  void complete_required(Question& question, const Names& nest) {
    complete(*question.required_when, nest);
    Names names;
    name_questions(*question.required_when, names);
    if (std::ranges::find(names, question.id) != names.end()) fault("catalogue.form-condition-cycle", question.id);
  }

  void complete_within(const Question& question, const Names& nest) {
    const auto* group = single(question.within, nest);
    if (group && group->kind != QuestionKind::choice) fault("catalogue.form-not-comparable", question.within);
  }

  void complete(Condition& condition, const Names& nest) {
    for (auto& each : condition.parts) complete(each, nest);
    if (condition.kind == Condition::Kind::answered) single(condition.question, nest);
    if (!condition.operands.empty()) complete_comparison(condition, nest);
  }

  void complete_comparison(Condition& condition, const Names& nest) {
    auto &left = condition.operands.front(), &right = condition.operands.back();
    const auto* asked = asked_by(left, nest);
    const auto* other = asked_by(right, nest);
    if (!entry_.sound()) return;
    if (!asked && !other) return fault("catalogue.form-not-comparable", left.written);
    const auto ordered = condition.kind != Condition::Kind::equals;
    compare(asked ? *asked : *other, asked ? right : left, asked && other ? other : nullptr, ordered);
  }

  // The question of an operand, or the first of a sum; nullptr of a constant.
  const Question* asked_by(Operand& operand, const Names& nest) {
    if (operand.kind == Operand::Kind::question) return single(operand.questions.front(), nest);
    return operand.kind == Operand::Kind::sum ? added(operand) : nullptr;
  }

  const Question* added(const Operand& sum) {
    const Question* first = nullptr;
    for (const auto& id : sum.questions) {
      const auto* place = known(id);
      if (!place) return nullptr;
      if (!first) first = place->question;
      if (!is_added(place->question->kind) || measure_of(place->question->kind) != measure_of(first->kind))
        fault("catalogue.form-not-comparable", id);
    }
    return first;
  }

  // `other`: the question of the operand; nullptr when that is a constant.
  void compare(const Question& asked, Operand& operand, const Question* other, bool ordered) {
    const auto measure = measure_of(asked.kind);
    if (measure == Measure::none || (ordered && !is_ordered(measure))) return fault("catalogue.form-not-comparable", asked.id);
    if (!other) return complete_constant(asked, operand);
    if (measure_of(other->kind) != measure) fault("catalogue.form-not-comparable", other->id);
  }

  void complete_constant(const Question& asked, Operand& operand) {
    auto value = read_answer(asked.kind, operand.written);
    const auto listed = asked.options.empty() || std::ranges::find(asked.options, operand.written, &Option::code) != asked.options.end();
    if (!value || operand.written.empty() || !listed) return fault("catalogue.form-not-comparable", asked.id);
    operand.constant = std::move(*value);
  }

  void complete(Check& check, const Question& question, const Names& nest) {
    if (check.when) complete(*check.when, nest);
    switch (check.kind) {
      case Check::Kind::holds: return complete(check.condition, nest);
      case Check::Kind::one_of: return complete_one_of(check, question);
      case Check::Kind::differs_from: return complete_differs(check, question, nest);
      case Check::Kind::of_kind:
        if (question.kind != QuestionKind::organisation) fault("catalogue.form-not-comparable", question.id);
        return;
      case Check::Kind::all_different:
        if (nest.empty() || question.kind == QuestionKind::part) fault("catalogue.form-not-comparable", question.id);
        return;
      default: complete_bound(check, question, nest);
    }
  }

  void complete_bound(Check& check, const Question& question, const Names& nest) {
    const auto* other = asked_by(check.bound, nest);
    if (entry_.sound()) compare(question, check.bound, other, true);
  }

  void complete_one_of(const Check& check, const Question& question) {
    const auto* place = known(check.question);
    if (!place) return;
    const auto measure = measure_of(question.kind);
    if (measure == Measure::none || measure_of(place->question->kind) != measure) fault("catalogue.form-not-comparable", check.question);
  }

  void complete_differs(const Check& check, const Question& question, const Names& nest) {
    const auto* other = single(check.question, nest);
    if (!other) return;
    const auto both_words = measure_of(question.kind) == Measure::words && measure_of(other->kind) == Measure::words;
    if (!both_words || other == &question) fault("catalogue.form-not-comparable", check.question);
  }

  bool waits_for(const std::string& id, const std::string& end, std::set<std::string>& seen) {
    const auto& place = *index_.find(id);
    Names names = place.nest;
    if (place.question->shown_when) name_questions(*place.question->shown_when, names);
    return std::ranges::any_of(names, [&](const std::string& name) {
      return name == end || (seen.insert(name).second && waits_for(name, end, seen));
    });
  }

  QuestionIndex index_;
  catalogue::Entry& entry_;
};

}  // namespace structure_detail

void complete_structure(Form& form, catalogue::Entry& entry) {
  structure_detail::Structure structure(form, entry);
  for (auto& section : form.sections) structure.complete(section.questions, {});
  if (entry.sound()) structure.refuse_cycles();
}

}  // namespace potensial::form
