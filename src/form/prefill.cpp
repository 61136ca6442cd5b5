#include "form/prefill.hpp"

#include <algorithm>

namespace potensial::form {
namespace prefill_detail {

struct Fill {
  const Source& source;
  std::vector<Path> shown;  // as the answers stand when the filling begins

  bool is_shown(const Path& path) const { return std::ranges::find(shown, path) != shown.end(); }
};

void fill_question(const Question& question, Answers& part, const Path& path, const Fill& fill) {
  if (question.filled_by.empty() || (!question.locked && part.answered(question.id))) return;
  auto value = fill.source(question.filled_by, path, part);
  if (value) part.values.insert_or_assign(question.id, std::move(*value));
  else if (question.locked) part.values.erase(question.id);
}

void fill_questions(const std::vector<Question>& questions, Answers& part, const Path& path, const Fill& fill) {
  for (const auto& each : questions) {
    if (!fill.is_shown(path.to(each.id))) continue;
    fill_question(each, part, path.to(each.id), fill);
    const auto found = part.values.find(each.id);
    auto* items = found == part.values.end() ? nullptr : std::get_if<Parts>(&found->second);
    for (std::size_t i = 0; items && i < items->size(); ++i) fill_questions(each.questions, (*items)[i], path.into(each.id, i + 1), fill);
  }
}

Answers filled_once(const Form& form, Answers answers, const Source& source) {
  const Fill fill{source, shown_questions(form, answers)};
  for (const auto& section : form.sections) fill_questions(section.questions, answers, {}, fill);
  return answers;
}

}  // namespace prefill_detail

Answers prefilled(const Form& form, Answers answers, const Source& source) {
  // What was filled in may bring up further questions, at most all of them one after the other.
  for (auto passes = QuestionIndex(form).all().size() + 1; passes > 0; --passes) {
    auto filled = prefill_detail::filled_once(form, answers, source);
    if (filled == answers) break;
    answers = std::move(filled);
  }
  return answers;
}

}  // namespace potensial::form
