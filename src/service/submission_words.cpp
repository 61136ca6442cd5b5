#include "service/submission_words.hpp"

#include <algorithm>
#include <set>

#include "form/answers_text.hpp"
#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/submission_context.hpp"
#include "store/finding_store.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::service {
namespace submission_word {

using form::QuestionKind;

Phrase name_in(const std::vector<form::Option>& options, const std::string& code) {
  const auto found = std::ranges::find(options, code, &form::Option::code);
  return found == options.end() ? verbatim(code) : verbatim(found->name);
}

std::vector<Choice> choices_of(const std::vector<form::Option>& options) {
  std::vector<Choice> choices;
  for (const auto& each : options) choices.push_back({each.code, verbatim(each.name)});
  return choices;
}

// A group of an earlier analysis, such as one that was taken over.
Phrase named_before(Home& home, const std::string& organisation, const std::string& group) {
  for (const auto& analysis : store::need_analyses_of(home.ledger(), organisation))
    for (const auto& each : analysis.figures)
      if (each.group == group) return verbatim(each.group_name);
  return verbatim(group);
}

std::vector<Choice> yes_or_no() { return {{"yes", phrase("submission.yes")}, {"no", phrase("submission.no")}}; }

}  // namespace submission_word

SubmissionWords::SubmissionWords(Home& home, const OpenedSubmission& opened)
    : home_(&home), opened_(&opened), analysis_(analysis_of(home, opened, opened.answers)) {}

Phrase SubmissionWords::named(const form::Question& question, const std::string& id) const {
  using submission_word::QuestionKind;
  if (question.kind == QuestionKind::choice)
    return submission_word::name_in(question.options.empty() ? codes_offered(*home_, *opened_, question) : question.options, id);
  if (question.kind == QuestionKind::organisation) return insight::name_of(home_->names(), id);
  if (question.kind == QuestionKind::indicator) {
    const auto* definition = home_->catalogue().newest("indicator", id);
    return definition ? verbatim(definition->name) : verbatim(id);
  }
  if (question.kind == QuestionKind::group && analysis_)
    for (const auto& each : analysis_->figures)
      if (each.group == id) return verbatim(each.group_name);
  return question.kind == QuestionKind::group ? submission_word::named_before(*home_, opened_->kept.organisation, id) : verbatim(id);
}

Phrase SubmissionWords::of(const form::Question& question, const form::Answer& answer) const {
  if (const auto* text = std::get_if<std::string>(&answer)) return named(question, *text);
  if (const auto* yes = std::get_if<bool>(&answer)) return phrase(*yes ? "submission.yes" : "submission.no");
  if (const auto* day = std::get_if<Date>(&answer)) return phrase("insight.day", {{"day", *day}});
  if (const auto* number = std::get_if<std::int64_t>(&answer))
    return question.kind == form::QuestionKind::money ? verbatim(text(Pence{*number})) : phrase("submission.number", {{"n", Quantity{static_cast<double>(*number), Unit::count}}});
  if (const auto* number = std::get_if<double>(&answer)) return phrase("submission.number", {{"n", Quantity{*number, Unit::score}}});
  return {};
}

Value SubmissionWords::value(const form::Question& question, const form::Answer& answer) const {
  if (const auto* number = std::get_if<std::int64_t>(&answer); number && question.kind != form::QuestionKind::money)
    return Quantity{static_cast<double>(*number), Unit::count};
  if (const auto* number = std::get_if<double>(&answer)) return Quantity{*number, Unit::score};
  return of(question, answer);
}

std::vector<Choice> SubmissionWords::organisations() const {
  std::vector<Choice> choices;
  const auto* own = home_->organisation(opened_->kept.organisation);
  const bool of_school = own && own->kind == OrganisationKind::school;
  for (const auto& each : home_->organisations())
    if (of_school ? each.kind == OrganisationKind::school && each.authority == own->authority && each.id != own->id : each.kind == OrganisationKind::authority || each.kind == OrganisationKind::consortium || each.kind == OrganisationKind::cluster)
      choices.push_back({each.id, verbatim(each.name)});
  return choices;
}

std::vector<Choice> SubmissionWords::groups() const {
  std::vector<Choice> choices;
  std::set<std::string> known;
  if (analysis_)
    for (const auto& each : analysis_->figures)
      if (known.insert(each.group).second) choices.push_back({each.group, verbatim(each.group_name)});
  return choices;
}

std::vector<Choice> SubmissionWords::indicators() const {
  std::vector<Choice> choices;
  std::set<std::string> known;
  if (analysis_)
    for (const auto& each : analysis_->figures)
      if (known.insert(each.indicator).second) choices.push_back({each.indicator, verbatim(each.indicator_name)});
  return choices;
}

// Analyses that were frozen, and the findings that they name.
std::vector<Choice> SubmissionWords::attachments() const {
  std::vector<Choice> choices;
  for (const auto& each : store::need_analyses_of(home_->ledger(), opened_->kept.organisation))
    choices.push_back({each.id, phrase("submission.analysis", {{"id", each.id}, {"day", Date::of(each.at)}})});
  std::set<std::string> known;
  if (analysis_)
    for (const auto& each : analysis_->figures)
      if (!each.finding.empty() && known.insert(each.finding).second)
        choices.push_back({each.finding, phrase("submission.finding", {{"id", each.finding}, {"group", each.group_name}, {"indicator", each.indicator_name}})});
  return choices;
}

std::vector<Choice> SubmissionWords::choices(const form::Question& question) const {
  using submission_word::QuestionKind;
  switch (question.kind) {
    case QuestionKind::yes_no: return submission_word::yes_or_no();
    case QuestionKind::choice: return submission_word::choices_of(question.options.empty() ? codes_offered(*home_, *opened_, question) : question.options);
    case QuestionKind::organisation: return organisations();
    case QuestionKind::group: return groups();
    case QuestionKind::indicator: return indicators();
    case QuestionKind::attachment: return attachments();
    default: return {};
  }
}

}  // namespace potensial::service
