#include "service/people_operations.hpp"

#include <algorithm>
#include <array>

#include "service/organisations_of_objects.hpp"
#include "service/people_pages.hpp"
#include "service/school_classes.hpp"
#include "store/audit_log.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace potensial::service {
namespace people_operation {

constexpr std::array<std::string_view, 2> languages{"en", "cy"};
constexpr std::array person_parameters{Parameter{"name", ParameterKind::text, true, 120}, Parameter{"mail", ParameterKind::mail, true, 200},
                                       Parameter{"language", ParameterKind::choice, true, 2, languages}};
constexpr std::array<std::string_view, 2> yes_or_no{"yes", "no"};
constexpr std::array account_parameters{Parameter{"language", ParameterKind::choice, true, 2, languages}, Parameter{"notices", ParameterKind::choice, false, 3, yes_or_no}};
constexpr std::array role_parameters{Parameter{"role", ParameterKind::word, true}, Parameter{"organisation", ParameterKind::text, true},
                                     Parameter{"purpose"}, Parameter{"from", ParameterKind::day, true, 10},
                                     Parameter{"until", ParameterKind::day, false, 10}};
constexpr std::array<std::string_view, 2> resets{"password", "codes"};
constexpr std::array link_parameters{Parameter{"reset", ParameterKind::choice, true, 10, resets}};
constexpr std::array end_parameters{Parameter{"role-number", ParameterKind::word, true, 12}};

std::optional<Person> asked_person(Call& call) {
  const auto id = call.value("id");
  if (id.empty() || id.size() > 18 || !std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return store::person(call.home.ledger(), PersonId{std::stoll(id)});
}

std::unexpected<Refusal> unknown(const Call& call) { return refuse(Blame::input, "page.unknown", {{"noun", "person"}, {"id", call.value("id")}}); }

std::string number_of(PersonId id) { return std::to_string(static_cast<std::int64_t>(id)); }

void record(Call& call, const char* operation, PersonId about, const std::string& reason = {}) {
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), operation, "person/" + number_of(about), reason});
}

Result<Answer> see_account(Call& call) {
  auto page = account_page(*call.person, call.accounts.sessions(call.person->id, call.at), call.home, call.policy);
  page.blocks.push_back(Heading{phrase(call.mails ? "account.settings" : "account.settings-language"), "settings-heading"});
  page.blocks.push_back(account_form(*call.person, call.mails));
  return Answer(std::move(page));
}

Result<Answer> see_people(Call& call) {
  auto page = people_page(store::people(call.home.ledger()), call.policy, call.today());
  if (call.mails) page.blocks.push_back(List{{{phrase("mail.to-outbox"), Target{"outbox", "", ""}}}});
  return Answer(std::move(page));
}

// Notices can be chosen only where there are any.
Result<Answer> change_account(Call& call) {
  auto& ledger = call.home.ledger();
  const auto notices = call.value("notices");
  store::Transaction transaction(ledger);
  store::choose_language(ledger, call.person->id, call.value("language") == "cy" ? Language::cy : Language::en);
  if (call.mails && !notices.empty()) store::choose_notices(ledger, call.person->id, notices == "yes");
  record(call, "change-account", call.person->id);
  transaction.commit();
  return Answer(Target{"account", "", ""});
}

Result<Answer> see_person(Call& call) {
  const auto person = asked_person(call);
  if (!person) return unknown(call);
  return Answer(person_page(*person, call.home, call.policy, call.today()));
}

Result<Answer> invite(Call& call) {
  Person person{.name = call.value("name"), .mail = canonical_mail(call.value("mail")),
                .language = call.value("language") == "cy" ? Language::cy : Language::en, .roles = {}};
  store::Transaction transaction(call.home.ledger());
  const auto id = store::add_person(call.home.ledger(), person);
  if (!id) return std::unexpected(id.error());
  person.id = *id;
  record(call, "invite-person", *id);
  transaction.commit();
  return Answer(invitation_page(person, call.accounts.invite(*id, call.at), call.mails));
}

constexpr std::string_view administrator = "system-administrator";

bool holds_today(const Call& call, const Person& person, std::string_view role) {
  return std::ranges::any_of(person.roles, [&](const HeldRole& held) { return held.role == role && held.holds_on(call.today()); });
}

// Whoever runs the service sees no learner, and nobody gives a role to themselves.
Result<void> check_apart(const Call& call, const Person& person, const HeldRole& held) {
  if (person.id == call.person->id) return refuse(Blame::input, "people.not-to-oneself", {{"parameter", "role"}});
  const bool sees = !held.purpose.empty() || std::ranges::any_of(person.roles, [&](const HeldRole& each) { return !each.purpose.empty() && (!each.until || call.today() <= *each.until); });
  const bool runs = held.role == administrator || holds_today(call, person, administrator);
  if (sees && runs) return refuse(Blame::input, "people.administrators-see-none", {{"parameter", "role"}});
  return {};
}

Result<void> check_role(Call& call, const HeldRole& held) {
  const auto* role = call.policy.role(held.role);
  const auto place = place_of_role(call.home, held.organisation);
  if (!role) return refuse(Blame::input, "people.no-role", {{"parameter", "role"}});
  if (!place || std::ranges::find(role->held_at, place->kind) == role->held_at.end())
    return refuse(Blame::input, "people.not-held-there", {{"parameter", "organisation"}});
  const bool fits = role->purposes.empty() ? held.purpose.empty() : std::ranges::find(role->purposes, held.purpose) != role->purposes.end();
  if (!fits) return refuse(Blame::input, "people.no-purpose", {{"parameter", "purpose"}});
  if (held.until && *held.until < held.from) return refuse(Blame::input, "people.ends-before", {{"parameter", "until"}});
  return {};
}

Result<Answer> give_role(Call& call) {
  const auto person = asked_person(call);
  if (!person) return unknown(call);
  const auto place = place_typed(call.home, call.value("organisation"));
  const HeldRole held{.role = call.value("role"), .organisation = place ? place->id : std::string(), .purpose = call.value("purpose"),
                      .from = Date::parse(call.value("from")).value_or(call.today()), .until = Date::parse(call.value("until"))};
  if (auto sound = check_role(call, held); !sound) return std::unexpected(sound.error());
  if (auto apart = check_apart(call, *person, held); !apart) return std::unexpected(apart.error());
  store::Transaction transaction(call.home.ledger());
  store::give_role(call.home.ledger(), person->id, held);
  record(call, "give-role", person->id, held.role + " " + held.organisation + " " + held.purpose);
  transaction.commit();
  return Answer(Target{"person", call.value("id"), ""});
}

bool is_last_administrator(Call& call, const Person& person) {
  if (!holds_today(call, person, administrator)) return false;
  const auto people = store::people(call.home.ledger());
  return std::ranges::none_of(people, [&](const Person& other) { return other.id != person.id && !other.ended && holds_today(call, other, administrator); });
}

// From today on: yesterday is its last day, so that the very next request is refused (SEC-4).
Result<Answer> end_role(Call& call) {
  const auto person = asked_person(call);
  if (!person) return unknown(call);
  const auto number = call.value("role-number");
  const auto held = std::ranges::find(person->roles, number, [](const HeldRole& each) { return std::to_string(each.id); });
  if (held == person->roles.end()) return unknown(call);
  if (held->until && *held->until < call.today()) return refuse(Blame::input, "people.ended-before", {{"parameter", ""}});
  if (held->role == administrator && is_last_administrator(call, *person)) return refuse(Blame::input, "people.last-administrator", {{"parameter", ""}});
  store::Transaction transaction(call.home.ledger());
  store::end_role(call.home.ledger(), held->id, Date::from_days(call.today().days() - 1));
  record(call, "end-role", person->id, held->role + " " + held->organisation + " " + held->purpose);
  transaction.commit();
  return Answer(Target{"person", call.value("id"), ""});
}

// For somebody who lost the password, or the telephone with the codes as well. Ends the sessions that are open.
Result<Answer> new_link(Call& call) {
  const auto person = asked_person(call);
  if (!person || person->ended) return unknown(call);
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  if (call.value("reset") == "codes") {
    auto credentials = store::credentials(ledger, person->id);
    credentials.code_secret.clear();
    credentials.code_step = 0;
    store::set_credentials(ledger, person->id, credentials);
  }
  store::end_sessions(ledger, person->id);
  record(call, "new-link", person->id, call.value("reset"));
  transaction.commit();
  return Answer(invitation_page(*person, call.accounts.invite(person->id, call.at, store::MailKind::new_link), call.mails));
}

Result<Answer> end_person(Call& call) {
  const auto person = asked_person(call);
  if (!person) return unknown(call);
  if (is_last_administrator(call, *person)) return refuse(Blame::input, "people.last-administrator", {{"parameter", ""}});
  store::Transaction transaction(call.home.ledger());
  store::end_person(call.home.ledger(), person->id);
  store::end_sessions(call.home.ledger(), person->id);
  record(call, "end-person", person->id);
  transaction.commit();
  return Answer(Target{"person", call.value("id"), ""});
}

}  // namespace people_operation

std::vector<Operation> people_operations() {
  using namespace people_operation;
  return {{.name = "see-account", .noun = "account", .of_object = false, .organisation = nobody_in_particular, .run = see_account},
          {.name = "change-account", .noun = "change-account", .effect = Effect::changes, .of_object = false,
           .parameters = account_parameters, .organisation = nobody_in_particular, .run = change_account},
          {.name = "see-people", .noun = "people", .of_object = false, .organisation = nobody_in_particular, .run = see_people},
          {.name = "see-person", .noun = "person", .organisation = nobody_in_particular, .run = see_person},
          {.name = "invite-person", .noun = "invite-person", .effect = Effect::changes, .of_object = false,
           .parameters = person_parameters, .organisation = nobody_in_particular, .run = invite},
          {.name = "give-role", .noun = "give-role", .effect = Effect::changes, .parameters = role_parameters,
           .organisation = nobody_in_particular, .run = give_role},
          {.name = "end-role", .noun = "end-role", .effect = Effect::changes, .parameters = end_parameters,
           .organisation = nobody_in_particular, .run = end_role},
          {.name = "new-link", .noun = "new-link", .effect = Effect::changes, .parameters = link_parameters,
           .organisation = nobody_in_particular, .run = new_link},
          {.name = "end-person", .noun = "end-person", .effect = Effect::changes, .organisation = nobody_in_particular, .run = end_person}};
}

}  // namespace potensial::service
