#include "form/example_answers.hpp"

#include <algorithm>

namespace potensial::form {
namespace example_detail {

using Questions = std::vector<const Question*>;

class ExampleReader {
 public:
  explicit ExampleReader(const Definition& definition) : definition_(definition) {}

  Result<Answers> read(const Node& node, const Questions& questions) const {
    const auto* members = std::get_if<Node::Members>(&node.value);
    if (!members) return fault("catalogue.member-bad", "member", "example");
    Answers answers;
    for (const auto& [id, value] : *members) {
      const auto question = std::ranges::find(questions, id, &Question::id);
      if (question == questions.end()) return fault("catalogue.form-question-unknown", "question", id);
      auto answer = read_one(value, **question);
      if (!answer) return std::unexpected(std::move(answer.error()));
      answers.values.emplace(id, std::move(*answer));
    }
    return answers;
  }

 private:
  std::unexpected<Refusal> fault(std::string code, std::string name, std::string value) const {
    return refuse(Blame::file, std::move(code), {{"place", definition_.file}, {"id", definition_.id}, {std::move(name), std::move(value)}});
  }

  Result<Answer> read_one(const Node& node, const Question& question) const {
    if (question.kind == QuestionKind::part) return read_part(node, question);
    const auto* written = node.scalar();
    auto answer = written ? read_answer(question.kind, *written) : std::nullopt;
    if (!answer) return fault("catalogue.form-answer-bad", "question", question.id);
    return *std::move(answer);
  }

  Result<Answer> read_part(const Node& node, const Question& part) const {
    const auto* items = std::get_if<Node::List>(&node.value);
    if (!items) return fault("catalogue.form-answer-bad", "question", part.id);
    Questions asked;
    for (const auto& each : part.questions) asked.push_back(&each);
    Parts all;
    for (const auto& item : *items) {
      auto one = read(item, asked);
      if (!one) return std::unexpected(std::move(one.error()));
      all.push_back(std::move(*one));
    }
    return all;
  }

  const Definition& definition_;
};

}  // namespace example_detail

Result<Answers> example_answers(const Form& form, const Definition& definition) {
  example_detail::Questions asked;
  for (const auto& section : form.sections)
    for (const auto& each : section.questions) asked.push_back(&each);
  static const Node none;
  const auto* example = definition.body.find("example");
  return example_detail::ExampleReader(definition).read(example ? *example : none, asked);
}

}  // namespace potensial::form
