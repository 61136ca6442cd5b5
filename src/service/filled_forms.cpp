#include "service/filled_forms.hpp"

#include <algorithm>

#include "report/links.hpp"
#include "service/operations.hpp"

namespace potensial::service {
namespace filled_form {

constexpr std::string_view version_field = "version";  // what the sender had seen; may have changed meanwhile

// The one form that was sent: its operation, and its hidden values, where several of a kind stand on a page.
bool was_sent(const Form& form, const TypedForm& typed) {
  return form.action.noun == typed.operation && std::ranges::all_of(form.fields, [&](const Field& field) {
           const auto given = typed.values.find(field.name);
           const bool tells_apart = field.kind == FieldKind::hidden && field.name != version_field && field.name != "key" && field.name != "page";
           return !tells_apart || (given != typed.values.end() && given->second == field.value);
         });
}

Phrase said_value(const Field& field, const std::string& value) {
  const auto choice = std::ranges::find(field.choices, value, &Choice::value);
  return choice == field.choices.end() ? verbatim(value) : choice->name;
}

// Both versions, field by field: what stands now, and what was typed (REL-4).
Table both_versions(const Form& form, const TypedForm& typed) {
  Table table{form.id + "-versions", phrase("form.versions"),
              {{phrase("form.field"), Align::text}, {phrase("form.theirs"), Align::text}, {phrase("form.yours"), Align::text}},
              {}, phrase("form.no-versions")};
  for (const auto& field : form.fields) {
    const auto given = typed.values.find(field.name);
    if (field.kind == FieldKind::hidden || given == typed.values.end()) continue;
    table.rows.push_back({{{field.label, {}}, {said_value(field, field.value), {}}, {said_value(field, given->second), {}}}});
  }
  return table;
}

std::string parameter_of(const Refusal& refusal) {
  for (const auto& [name, value] : refusal.arguments)
    if (name == "parameter") return value;
  return {};
}

// Whether anything differs from what stood there.
bool show_typed(Form& form, const Values& values) {
  bool differs = false;
  for (auto& field : form.fields) {
    const auto given = values.find(field.name);
    if (given == values.end() || field.kind == FieldKind::hidden) continue;
    differs = differs || given->second != field.value;
    field.value = given->second;
  }
  return differs;
}

void show_refusal(Form& form, const Refusal& refusal) {
  const auto field = std::ranges::find(form.fields, parameter_of(refusal), &Field::name);
  (field == form.fields.end() ? form.fault : field->fault) = phrase_of(refusal);
}

Field hidden(std::string name, std::string value) {
  return {.name = std::move(name), .kind = FieldKind::hidden, .label = {}, .value = std::move(value)};
}

}  // namespace filled_form

Phrase phrase_of(const Refusal& refusal) {
  Phrase words{refusal.code, {}};
  for (const auto& [name, value] : refusal.arguments) words.arguments.emplace_back(name, value);
  return words;
}

bool fill_forms(std::vector<Block>& blocks, const Target& page, const TypedForm* typed, const RandomBytes& random) {
  bool differs = false;
  for (std::size_t at = 0; at < blocks.size(); ++at) {
    if (auto* details = std::get_if<Details>(&blocks[at])) differs = fill_forms(details->blocks, page, typed, random) || differs;
    auto* form = std::get_if<Form>(&blocks[at]);
    if (!form || !operation_at(form->action.noun, Effect::changes)) continue;
    form->fields.push_back(filled_form::hidden("key", random_token(random)));
    form->fields.push_back(filled_form::hidden("page", page.noun + "/" + page.id + report::query_of(page)));
    if (!typed || !filled_form::was_sent(*form, *typed)) continue;
    auto versions = filled_form::both_versions(*form, *typed);
    differs = filled_form::show_typed(*form, typed->values) || differs;
    if (!typed->refusal) continue;
    filled_form::show_refusal(*form, *typed->refusal);
    if (typed->refusal->code == "operation.stale") blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at++), std::move(versions));
  }
  return differs;
}

FormPage page_of_form(const Values& values) {
  const auto given = values.find("page");
  const auto slash = given == values.end() ? std::string::npos : given->second.find('/');
  if (slash == std::string::npos) return {};
  const auto& page = given->second;
  const auto question = std::min(page.find('?', slash), page.size());
  return {page.substr(0, slash), page.substr(slash + 1, question - slash - 1), page.substr(std::min(question + 1, page.size()))};
}

}  // namespace potensial::service
