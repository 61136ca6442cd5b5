#include "service/filled_forms.hpp"

#include <algorithm>

#include "service/operations.hpp"

namespace potensial::service {
namespace filled_form {

constexpr std::string_view version_field = "version";  // what the sender had seen; may have changed meanwhile

// The one form that was sent: its operation, and its hidden values, where several of a kind stand on a page.
bool was_sent(const Form& form, const RefusedChange& refused) {
  return form.action.noun == refused.operation && std::ranges::all_of(form.fields, [&](const Field& field) {
           const auto given = refused.values.find(field.name);
           const bool tells_apart = field.kind == FieldKind::hidden && field.name != version_field && field.name != "key" && field.name != "page";
           return !tells_apart || (given != refused.values.end() && given->second == field.value);
         });
}

Phrase said_value(const Field& field, const std::string& value) {
  const auto choice = std::ranges::find(field.choices, value, &Choice::value);
  return choice == field.choices.end() ? verbatim(value) : choice->name;
}

// Both versions, field by field: what stands now, and what was typed (REL-4).
Table both_versions(const Form& form, const RefusedChange& refused) {
  Table table{form.id + "-versions", phrase("form.versions"),
              {{phrase("form.field"), Align::text}, {phrase("form.theirs"), Align::text}, {phrase("form.yours"), Align::text}},
              {}, phrase("form.no-versions")};
  for (const auto& field : form.fields) {
    const auto given = refused.values.find(field.name);
    if (field.kind == FieldKind::hidden || given == refused.values.end()) continue;
    table.rows.push_back({{{field.label, {}}, {said_value(field, field.value), {}}, {said_value(field, given->second), {}}}});
  }
  return table;
}

std::string parameter_of(const Refusal& refusal) {
  for (const auto& [name, value] : refusal.arguments)
    if (name == "parameter") return value;
  return {};
}

void show_refusal(Form& form, const RefusedChange& refused) {
  for (auto& field : form.fields)
    if (const auto given = refused.values.find(field.name); given != refused.values.end() && field.kind != FieldKind::hidden) field.value = given->second;
  const auto field = std::ranges::find(form.fields, parameter_of(refused.refusal), &Field::name);
  (field == form.fields.end() ? form.fault : field->fault) = phrase_of(refused.refusal);
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

void fill_forms(std::vector<Block>& blocks, const Target& page, const RefusedChange* refused, const RandomBytes& random) {
  for (std::size_t at = 0; at < blocks.size(); ++at) {
    if (auto* details = std::get_if<Details>(&blocks[at])) fill_forms(details->blocks, page, refused, random);
    auto* form = std::get_if<Form>(&blocks[at]);
    if (!form || !operation_at(form->action.noun, Effect::changes)) continue;
    form->fields.push_back(filled_form::hidden("key", random_token(random)));
    form->fields.push_back(filled_form::hidden("page", page.noun + "/" + page.id));
    if (!refused || !filled_form::was_sent(*form, *refused)) continue;
    auto versions = filled_form::both_versions(*form, *refused);
    filled_form::show_refusal(*form, *refused);
    if (refused->refusal.code == "operation.stale") blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at++), std::move(versions));
  }
}

Target page_of_form(const Values& values) {
  const auto page = values.find("page");
  const auto slash = page == values.end() ? std::string::npos : page->second.find('/');
  if (slash == std::string::npos) return {"home", "", ""};
  return {page->second.substr(0, slash), page->second.substr(slash + 1), ""};
}

}  // namespace potensial::service
