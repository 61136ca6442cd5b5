#include "service/people_pages.hpp"

#include <algorithm>

#include "insight/page_parts.hpp"
#include "service/school_classes.hpp"

namespace potensial::service {
namespace people_block {

using insight::cell;
using insight::link_cell;
using insight::text_column;

std::string number_of(PersonId id) { return std::to_string(static_cast<std::int64_t>(id)); }

Phrase name_of_role(const AccessPolicy& policy, const std::string& id) {
  const auto* role = policy.role(id);
  return role ? verbatim(role->name) : verbatim(id);
}

Phrase name_of_purpose(const AccessPolicy& policy, const std::string& id) {
  const auto* purpose = policy.purpose(id);
  return purpose ? verbatim(purpose->name) : verbatim(id);
}

Phrase name_of_organisation(Home& home, const std::string& id) {
  const auto known = place_of_role(home, id);
  return known ? verbatim(known->name) : verbatim(id);
}

Phrase day(const std::optional<Date>& date) { return date ? phrase("insight.day", {{"day", *date}}) : phrase("insight.day-open"); }

Table roles_table(const Person& person, Home& home, const AccessPolicy& policy) {
  Table table{"roles", phrase("people.roles"),
              {text_column("people.column.role"), text_column("people.column.organisation"), text_column("people.column.purpose"),
               text_column("people.column.from"), text_column("people.column.until")},
              {},
              phrase("people.no-roles")};
  for (const auto& held : person.roles)
    table.rows.push_back({{cell(name_of_role(policy, held.role)), cell(name_of_organisation(home, held.organisation)),
                           held.purpose.empty() ? Cell{} : cell(name_of_purpose(policy, held.purpose)), cell(day(held.from)),
                           cell(day(held.until))}});
  return table;
}

std::vector<Choice> languages() { return {{"cy", verbatim(std::string("Cymraeg"))}, {"en", verbatim(std::string("English"))}}; }

Form invite_form() {
  return {"invite", {"invite-person", "", ""},
          {{"name", FieldKind::text, phrase("people.field.name")},
           {"mail", FieldKind::mail, phrase("people.field.mail")},
           {.name = "language", .kind = FieldKind::choice, .label = phrase("people.field.language"), .choices = languages()}},
          phrase("people.invite")};
}

template <class List, class Name>
std::vector<Choice> choices_of(const List& list, const Name& name) {
  std::vector<Choice> choices;
  for (const auto& each : list) choices.push_back({each.id, name(each)});
  return choices;
}

std::vector<Choice> purposes_of(const AccessPolicy& policy) {
  auto choices = choices_of(policy.purposes, [](const Purpose& each) { return verbatim(each.name); });
  choices.push_back({"", phrase("people.purpose-none")});
  return choices;
}

Form role_form(const Person& person, const AccessPolicy& policy, Date today) {
  return {"give-role", {"give-role", number_of(person.id), ""},
          {{.name = "role", .kind = FieldKind::choice, .label = phrase("people.column.role"),
            .choices = choices_of(policy.roles, [](const Role& each) { return verbatim(each.name); })},
           {"organisation", FieldKind::text, phrase("people.column.organisation"), phrase("people.hint.organisation")},
           {.name = "purpose", .kind = FieldKind::choice, .label = phrase("people.column.purpose"), .choices = purposes_of(policy)},
           {.name = "from", .kind = FieldKind::date, .label = phrase("people.column.from"), .value = today.iso()},
           {.name = "until", .kind = FieldKind::date, .label = phrase("people.column.until"), .hint = phrase("people.hint.until"), .optional = true}},
          phrase("people.give-role")};
}

// One button for each role that is held now.
std::vector<Form> end_forms(const Person& person, Home& home, const AccessPolicy& policy, Date today) {
  std::vector<Form> forms;
  for (const auto& held : person.roles) {
    if (held.until && *held.until < today) continue;
    forms.push_back({"end-" + std::to_string(held.id), {"end-role", number_of(person.id), ""},
                     {{.name = "role-number", .kind = FieldKind::hidden, .label = {}, .value = std::to_string(held.id)}},
                     phrase("people.end-role", {{"role", one(role_phrase(held, home, policy))}})});
  }
  return forms;
}

Form link_form(const Person& person) {
  return {"new-link", {"new-link", number_of(person.id), ""},
          {{.name = "reset", .kind = FieldKind::choice, .label = phrase("people.reset"),
            .choices = {{"password", phrase("people.reset-password")}, {"codes", phrase("people.reset-codes")}}}},
          phrase("people.new-link")};
}

Row person_row(const Person& person, const AccessPolicy& policy, Date today) {
  std::vector<Phrase> roles;
  for (const auto& held : person.roles)
    if (held.holds_on(today)) roles.push_back(name_of_role(policy, held.role));
  return {{link_cell(verbatim(person.name), {"person", number_of(person.id), ""}), cell(verbatim(person.mail)),
           roles.empty() ? Cell{} : cell(phrase("people.list", {{"items", std::move(roles)}}))}};
}

}  // namespace people_block

Phrase instant_phrase(std::chrono::sys_seconds at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - midnight);
  const auto two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
  return phrase("people.instant", {{"day", Date(midnight)}, {"time", two(time.hours().count()) + ":" + two(time.minutes().count())}});
}

Page page_without_figures(Target address, Phrase title) {
  Page page;
  page.address = std::move(address);
  page.title = std::move(title);
  page.not_for_publication = false;
  return page;
}

Phrase role_phrase(const HeldRole& held, Home& home, const AccessPolicy& policy) {
  return phrase("people.role-at", {{"role", one(people_block::name_of_role(policy, held.role))},
                                   {"organisation", one(people_block::name_of_organisation(home, held.organisation))}});
}

Page account_page(const Person& person, const std::vector<store::WebSession>& sessions, Home& home, const AccessPolicy& policy) {
  auto page = page_without_figures({"account", "", ""}, phrase("people.account", {{"name", person.name}}));
  page.blocks.push_back(Summary{{{phrase("people.field.mail"), verbatim(person.mail)}}});
  page.blocks.push_back(people_block::roles_table(person, home, policy));
  Table table{"sessions", phrase("people.sessions"), {people_block::text_column("people.column.opened"), people_block::text_column("people.column.seen")},
              {}, phrase("people.no-sessions")};
  for (const auto& each : sessions) table.rows.push_back({{people_block::cell(instant_phrase(each.opened)), people_block::cell(instant_phrase(each.seen))}});
  page.blocks.push_back(std::move(table));
  page.blocks.push_back(Form{"end-others", {"end-sessions", "", ""}, {}, phrase("people.end-sessions")});
  return page;
}

Page people_page(const std::vector<Person>& people, const AccessPolicy& policy, Date today) {
  auto page = page_without_figures({"people", "", ""}, phrase("people.title"));
  Table table{"people", phrase("people.table"),
              {people_block::text_column("people.field.name"), people_block::text_column("people.field.mail"),
               people_block::text_column("people.roles")},
              {}, phrase("people.none"), true};
  for (const auto& each : people) table.rows.push_back(people_block::person_row(each, policy, today));
  page.blocks.push_back(std::move(table));
  page.blocks.push_back(Heading{phrase("people.invite-heading"), "invite-heading"});
  page.blocks.push_back(people_block::invite_form());
  return page;
}

Page person_page(const Person& person, Home& home, const AccessPolicy& policy, Date today) {
  auto page = page_without_figures({"person", people_block::number_of(person.id), ""}, verbatim(person.name));
  page.trail = {{phrase("people.title"), Target{"people", "", ""}}};
  page.blocks.push_back(Summary{{{phrase("people.field.mail"), verbatim(person.mail)}}});
  if (person.ended) page.blocks.push_back(Sentence{phrase("people.ended"), Weight::key});
  page.blocks.push_back(people_block::roles_table(person, home, policy));
  for (auto& form : people_block::end_forms(person, home, policy, today)) page.blocks.push_back(std::move(form));
  page.blocks.push_back(Heading{phrase("people.give-role"), "give-heading"});
  page.blocks.push_back(people_block::role_form(person, policy, today));
  if (person.ended) return page;
  page.blocks.push_back(Heading{phrase("people.new-link"), "link-heading"});
  page.blocks.push_back(people_block::link_form(person));
  page.blocks.push_back(Form{"end-person", {"end-person", people_block::number_of(person.id), ""}, {}, phrase("people.end-person", {{"name", person.name}})});
  return page;
}

Form account_form(const Person& person, bool mails) {
  Form form{"settings", {"change-account", "", ""},
            {{.name = "language", .kind = FieldKind::choice, .label = phrase("account.language"), .hint = phrase("account.language-hint"),
              .value = person.language == Language::cy ? "cy" : "en", .choices = people_block::languages()}},
            phrase("account.save")};
  if (mails)
    form.fields.push_back({.name = "notices", .kind = FieldKind::choice, .label = phrase("account.notices"), .hint = phrase("account.notices-hint"),
                           .value = person.notices ? "yes" : "no", .choices = {{"yes", phrase("account.notices-yes")}, {"no", phrase("account.notices-no")}}});
  return form;
}

Page invitation_page(const Person& person, const std::string& link, bool mailed) {
  auto page = page_without_figures({"person", people_block::number_of(person.id), ""}, phrase("people.invited", {{"name", person.name}}));
  page.trail = {{phrase("people.title"), Target{"people", "", ""}}};
  if (mailed) page.blocks.push_back(Sentence{phrase("mail.link-on-its-way", {{"name", person.name}, {"mail", person.mail}}), Weight::key});
  page.blocks.push_back(Sentence{phrase(mailed ? "mail.link-by-hand" : "people.invited-how", {{"name", person.name}}), mailed ? Weight::body : Weight::key});
  page.blocks.push_back(List{{{phrase("people.invited-link"), Target{"link", link, ""}}}});
  page.blocks.push_back(List{{{phrase("people.to-roles"), Target{"person", people_block::number_of(person.id), ""}}}});
  if (mailed) page.blocks.push_back(List{{{phrase("mail.to-outbox"), Target{"outbox", "", ""}}}});
  return page;
}

}  // namespace potensial::service
