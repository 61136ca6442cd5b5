#include "form/form.hpp"

namespace potensial::form {

QuestionIndex::QuestionIndex(const Form& form) {
  for (const auto& section : form.sections) add(section.questions, {});
}

void QuestionIndex::add(const std::vector<Question>& questions, const std::vector<std::string>& nest) {
  for (const auto& question : questions) {
    places_.try_emplace(question.id, Place{&question, nest});
    auto inner = nest;
    inner.push_back(question.id);
    add(question.questions, inner);
  }
}

const QuestionIndex::Place* QuestionIndex::find(std::string_view id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &found->second;
}

}  // namespace potensial::form
