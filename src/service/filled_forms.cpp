#include "service/filled_forms.hpp"

#include <algorithm>

#include "report/links.hpp"
#include "report/markup.hpp"
#include "service/operations.hpp"

namespace potensial::service {
namespace filled_form {

constexpr std::string_view version_field = "version";  // what the sender had seen; may have changed meanwhile

// The one form that was sent: its operation, and its hidden values, where several of a kind stand on a page.
bool was_sent(const Form& form, const TypedForm& typed) {
  if (!typed.form.empty()) return report::html_id(form.id) == typed.form;
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

// What changed meanwhile is noticed after a switch of language too; a refusal shows it, and what is sent next has seen it.
bool is_put_back(const Field& field, const TypedForm& typed) {
  return field.kind != FieldKind::hidden || (field.name == version_field && !typed.refusal);
}

// Whether anything differs from what stood there.
bool show_typed(Form& form, const TypedForm& typed) {
  bool differs = false;
  for (auto& field : form.fields) {
    const auto given = typed.values.find(field.name);
    if (given == typed.values.end() || !is_put_back(field, typed)) continue;
    differs = differs || (field.kind != FieldKind::hidden && given->second != field.value);
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

// Of a form that asks the page it stands on, what that was asked stands in its address.
void make_ready(Form& form, const Target& page, const RandomBytes& random) {
  if (form.asks) {
    form.action.query = page.query;
    return;
  }
  form.fields.push_back(hidden("key", random_token(random)));
  form.fields.push_back(hidden("page", page.noun + "/" + page.id + report::query_of(page)));
}

}  // namespace filled_form

Phrase phrase_of(const Refusal& refusal) {
  Phrase words{refusal.code, {}};
  for (std::size_t i = 0; i < refusal.arguments.size(); ++i) {
    const auto& [name, value] = refusal.arguments[i];
    const bool in_both = name.ends_with(".en") && i + 1 < refusal.arguments.size();
    if (in_both) words.arguments.emplace_back(name.substr(0, name.size() - 3), Text{value, refusal.arguments[++i].second});
    else words.arguments.emplace_back(name, value);
  }
  return words;
}

bool fill_forms(std::vector<Block>& blocks, const Target& page, std::span<const TypedForm> typed, const RandomBytes& random) {
  bool differs = false;
  for (std::size_t at = 0; at < blocks.size(); ++at) {
    if (auto* details = std::get_if<Details>(&blocks[at]); details && fill_forms(details->blocks, page, typed, random)) differs = details->open = true;
    auto* form = std::get_if<Form>(&blocks[at]);
    if (!form || (!form->asks && !operation_at(form->action.noun, Effect::changes))) continue;
    filled_form::make_ready(*form, page, random);
    const auto sent = std::ranges::find_if(typed, [&](const TypedForm& each) { return filled_form::was_sent(*form, each); });
    if (sent == typed.end()) continue;
    auto versions = filled_form::both_versions(*form, *sent);
    differs = filled_form::show_typed(*form, *sent) || differs;
    if (!sent->refusal) continue;
    filled_form::show_refusal(*form, *sent->refusal);
    if (sent->refusal->code == "operation.stale") blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at++), std::move(versions));
  }
  return differs;
}

namespace filled_form {

bool shows_fault(const std::vector<Block>& blocks) {
  return std::ranges::any_of(blocks, [](const Block& block) {
    if (const auto* details = std::get_if<Details>(&block)) return shows_fault(details->blocks);
    const auto* form = std::get_if<Form>(&block);
    return form && (form->fault || std::ranges::any_of(form->fields, [](const Field& field) { return field.fault.has_value(); }));
  });
}

}  // namespace filled_form

void say_refusal_without_form(std::vector<Block>& blocks, std::span<const TypedForm> typed) {
  const auto refused = std::ranges::find_if(typed, [](const TypedForm& each) { return each.refusal.has_value(); });
  if (refused != typed.end() && !filled_form::shows_fault(blocks)) blocks.insert(blocks.begin(), Sentence{phrase_of(*refused->refusal), Weight::key});
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
