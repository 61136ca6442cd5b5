#include "form/written_answers.hpp"

#include <algorithm>

#include "model/pence.hpp"

namespace potensial::form {
namespace written_answers_detail {

using Questions = std::vector<const Question*>;

Answers answers_of(const Node& node, const Questions& asked);

Questions questions_of(const Question* part) {
  Questions asked;
  if (part)
    for (const auto& each : part->questions) asked.push_back(&each);
  return asked;
}

Answer scalar_of(const std::string& written, const Question* question) {
  if (!question) return written;
  if (question->kind == QuestionKind::money && (written.starts_with("£") || written.find('.') != std::string::npos))
    if (const auto amount = pence(written)) return amount->count;
  return read_answer(question->kind, written).value_or(Answer(written));
}

// Of a tree where one value is asked: what it holds, so that it counts as an answer of the wrong kind.
Answer answer_of(const Node& node, const Question* question) {
  if (const auto* written = node.scalar()) return scalar_of(*written, question);
  Parts parts;
  if (const auto* items = std::get_if<Node::List>(&node.value))
    for (const auto& item : *items) parts.push_back(answers_of(item, questions_of(question)));
  else
    parts.push_back(answers_of(node, questions_of(question)));
  return parts;
}

// An item of a list that has no names is kept under none.
Answers answers_of(const Node& node, const Questions& asked) {
  Answers answers;
  const auto* members = std::get_if<Node::Members>(&node.value);
  if (!members) answers.values.emplace("", answer_of(node, nullptr));
  else
    for (const auto& [id, value] : *members) {
      const auto question = std::ranges::find(asked, id, &Question::id);
      answers.values.emplace(id, answer_of(value, question == asked.end() ? nullptr : *question));
    }
  return answers;
}

}  // namespace written_answers_detail

Answers written_answers(const Form& form, const Node& tree) {
  written_answers_detail::Questions asked;
  for (const auto& section : form.sections)
    for (const auto& each : section.questions) asked.push_back(&each);
  return written_answers_detail::answers_of(tree, asked);
}

}  // namespace potensial::form
