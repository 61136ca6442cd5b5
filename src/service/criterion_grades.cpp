#include "service/criterion_grades.hpp"

#include "insight/page_parts.hpp"
#include "service/submission_words.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace criterion_grade {

const form::Question* grade_of(const OpenedSubmission& assessment, const std::string& section) {
  for (const auto& each : assessment.form.sections)
    for (const auto& question : each.questions)
      if (question.id == section + "-grade") return &question;
  return nullptr;
}

}  // namespace criterion_grade

std::vector<OpenedSubmission> signed_assessments(Home& home, const OpenedSubmission& thing, const std::string& stages) {
  std::vector<OpenedSubmission> found;
  for (const auto& each : store::submissions_about(home.ledger(), stages, thing.kept.id))
    if (auto opened = opened_submission(home, each.id); opened && opened->state == "signed") found.push_back(std::move(*opened));
  return found;
}

std::vector<const form::Section*> criteria_of(const std::vector<OpenedSubmission>& assessments) {
  std::vector<const form::Section*> criteria;
  if (assessments.empty()) return criteria;
  for (const auto& section : assessments.front().form.sections)
    if (criterion_grade::grade_of(assessments.front(), section.id)) criteria.push_back(&section);
  return criteria;
}

Cell grades_cell(Home& home, const std::vector<OpenedSubmission>& assessments, const std::string& section) {
  std::vector<Phrase> grades;
  for (const auto& assessment : assessments) {
    const auto* question = criterion_grade::grade_of(assessment, section);
    const auto* given = question ? assessment.answers.answered(question->id) : nullptr;
    if (given) grades.push_back(SubmissionWords(home, assessment).of(*question, *given));
  }
  return grades.empty() ? Cell{} : insight::cell(phrase("decisions.grades", {{"grades", std::move(grades)}}));
}

}  // namespace potensial::service
