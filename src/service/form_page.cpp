#include "service/form_page.hpp"

#include "form/catalogue_names.hpp"
#include "form/form_reader.hpp"
#include "form/written_answers.hpp"
#include "insight/page_parts.hpp"

namespace potensial::service {
namespace form_page_detail {

using form::Question;
using form::QuestionKind;
using insight::cell;
using insight::text_column;

Page frame(std::string id, Phrase title) {
  Page page;
  page.address = {"form", std::move(id), ""};
  page.title = std::move(title);
  page.section = "target";
  page.not_for_publication = false;
  return page;
}

std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

std::vector<Phrase> names_of(const std::vector<form::Option>& options) {
  std::vector<Phrase> names;
  for (const auto& each : options) names.push_back(verbatim(each.name));
  return names;
}

Phrase choice_phrase(const Question& question) {
  if (question.options.empty()) return phrase("form.kind.code", {{"set", question.code_set}});
  return phrase("form.kind.choice", {{"options", names_of(question.options)}});
}

Phrase kind_phrase(const Question& question) {
  switch (question.kind) {
    case QuestionKind::text: return phrase("form.kind.text", {{"most", whole(question.most_characters)}});
    case QuestionKind::long_text: return phrase("form.kind.long-text", {{"most", whole(question.most_words)}});
    case QuestionKind::whole_number: return phrase("form.kind.whole-number");
    case QuestionKind::number: return phrase("form.kind.number");
    case QuestionKind::money: return phrase("form.kind.money");
    case QuestionKind::date: return phrase("form.kind.date");
    case QuestionKind::yes_no: return phrase("form.kind.yes-no");
    case QuestionKind::choice: return choice_phrase(question);
    case QuestionKind::organisation: return phrase("form.kind.organisation");
    case QuestionKind::indicator: return phrase("form.kind.indicator");
    case QuestionKind::group: return phrase("form.kind.group");
    case QuestionKind::learner_count: return phrase("form.kind.learner-count");
    case QuestionKind::attachment: return phrase("form.kind.attachment");
    case QuestionKind::part: return phrase("form.kind.part", {{"least", whole(question.least)}, {"most", whole(question.most)}});
  }
  return {};
}

Phrase needed_phrase(const Question& question) {
  if (question.locked) return phrase("form.filled-in");
  if (question.shown_when) return phrase(question.required ? "form.needed-where-asked" : "form.asked-sometimes");
  if (question.required || question.least > 0) return phrase("form.needed");
  return phrase(question.required_when ? "form.needed-sometimes" : "form.free");
}

Row row_of(const Question& question) {
  return {{cell(verbatim(question.label)), cell(kind_phrase(question)), cell(needed_phrase(question)), cell(verbatim(question.hint)), cell(verbatim(question.id))}};
}

Table table_of(const std::string& id, Phrase title, const std::vector<Question>& questions) {
  Table table{id, std::move(title),
              {text_column("form.column.question"), text_column("form.column.answer"), text_column("form.column.needed"), text_column("form.column.hint"),
               text_column("form.column.name")},
              {},
              phrase("form.no-question")};
  for (const auto& each : questions) table.rows.push_back(row_of(each));
  return table;
}

// A table, and one for each part in it.
void add_questions(std::vector<Block>& blocks, const std::string& id, const Phrase& title, const std::vector<Question>& questions) {
  blocks.push_back(Heading{title, id});
  blocks.push_back(table_of("questions-" + id, title, questions));
  for (const auto& each : questions)
    if (each.kind == QuestionKind::part) add_questions(blocks, each.id, phrase("form.of-each", {{"part", each.label}, {"one", each.one}}), each.questions);
}

Row row_of(const Definition& definition) {
  return {{cell(verbatim(definition.id)), cell(verbatim(definition.name)), cell(verbatim(std::to_string(definition.version)))}};
}

}  // namespace form_page_detail

Result<Page> forms_page(const catalogue::Catalogue& catalogue, Date day) {
  using namespace form_page_detail;
  auto page = frame("", phrase("form.all", {{"day", day}}));
  Table table{"forms", page.title, {text_column("form.column.id"), text_column("form.column.form"), text_column("form.column.version")}, {}, phrase("form.none")};
  for (const auto* each : catalogue.of_kind_on("form", day)) table.rows.push_back(row_of(*each));
  page.blocks = {std::move(table)};
  return page;
}

Result<Page> form_page(const catalogue::Catalogue& catalogue, const std::string& id, Date day) {
  using namespace form_page_detail;
  const auto form = form::form_on(catalogue, id, day);
  if (!form) return std::unexpected(form.error());
  auto page = frame(id, verbatim(form->name));
  page.caption = phrase("form.caption", {{"id", id}, {"version", std::int64_t(form->version)}});
  for (const auto& section : form->sections) add_questions(page.blocks, section.id, verbatim(section.title), section.questions);
  return page;
}

Result<CheckedAnswers> check_answers(const catalogue::Catalogue& catalogue, const std::string& id, Date day, const Node& answers) {
  auto form = form::form_on(catalogue, id, day);
  if (!form) return std::unexpected(form.error());
  const form::Context context{.exists = form::named_in(catalogue, day), .source = {}};
  auto problems = form::problems_of(*form, form::written_answers(*form, answers), context);
  return CheckedAnswers{std::move(*form), std::move(problems)};
}

Page problems_page(const CheckedAnswers& checked) {
  using namespace form_page_detail;
  auto page = frame(checked.form.id, phrase("form.problems", {{"form", checked.form.name}}));
  page.blocks.push_back(Sentence{phrase("form.count", {{"n", whole(checked.problems.size())}}), Weight::key});
  List list;
  for (const auto& each : checked.problems) list.items.push_back({each.objection.said(), {}});
  if (!list.items.empty()) page.blocks.push_back(std::move(list));
  return page;
}

}  // namespace potensial::service
