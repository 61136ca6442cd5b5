#include "store/person_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace person_rows {

// A row of `person`, as its columns are read and written.
struct PersonRow {
  long long id = 0;
  std::string name, mail, language;
  int ended = 0, chosen = 0, notices = 1;
};

std::string language_word(Language language) { return language == Language::cy ? "cy" : "en"; }

Person person_of(const PersonRow& row) {
  return {PersonId{row.id}, row.name, row.mail, row.language == "cy" ? Language::cy : Language::en, row.ended != 0, {}, row.chosen != 0, row.notices != 0};
}

std::vector<HeldRole> roles_of(Ledger& ledger, long long person) {
  HeldRole role;
  long long id = 0;
  std::string from, to;
  soci::statement rows = (ledger.session().prepare
                              << "SELECT id, role, organisation, purpose, valid_from, valid_to FROM held_role WHERE person = :p ORDER BY id",
                          soci::use(person), soci::into(id), soci::into(role.role), soci::into(role.organisation),
                          soci::into(role.purpose), soci::into(from), soci::into(to));
  std::vector<HeldRole> roles;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    role.id = id;
    role.from = day_of(from).value_or(Date());
    role.until = day_of(to);
    roles.push_back(role);
  }
  return roles;
}

template <class... Uses>
std::vector<Person> select_people(Ledger& ledger, std::string_view rest, const Uses&... uses) {
  PersonRow row;
  soci::details::prepare_temp_type query = ledger.session().prepare << "SELECT id, name, mail, language, ended, language_chosen, notices FROM person " << rest;
  query, soci::into(row.id), soci::into(row.name), soci::into(row.mail), soci::into(row.language), soci::into(row.ended), soci::into(row.chosen),
      soci::into(row.notices);
  ((query, soci::use(uses)), ...);
  soci::statement rows(query);
  std::vector<Person> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(person_of(row));
  for (auto& each : found) each.roles = roles_of(ledger, static_cast<long long>(each.id));
  return found;
}

template <class... Uses>
std::optional<Person> select_person(Ledger& ledger, std::string_view rest, const Uses&... uses) {
  auto found = select_people(ledger, rest, uses...);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

long long next_id(Ledger& ledger, const char* question) {
  long long newest = 0;
  ledger.session() << question, soci::into(newest);
  return newest + 1;
}

}  // namespace person_rows

std::optional<Person> person(Ledger& ledger, PersonId id) {
  const auto number = static_cast<long long>(id);
  return person_rows::select_person(ledger, "WHERE id = :i", number);
}

std::optional<Person> person_with_mail(Ledger& ledger, std::string_view mail) {
  const std::string address(mail);
  return person_rows::select_person(ledger, "WHERE mail = :m", address);
}

std::vector<Person> people(Ledger& ledger) { return person_rows::select_people(ledger, "ORDER BY name, id"); }

Credentials credentials(Ledger& ledger, PersonId id) {
  Credentials found;
  const auto number = static_cast<long long>(id);
  long long step = 0;
  ledger.session() << "SELECT password, code_secret, code_step FROM person WHERE id = :i", soci::into(found.password),
      soci::into(found.code_secret), soci::into(step), soci::use(number);
  found.code_step = step;
  return found;
}

Result<PersonId> add_person(Ledger& ledger, const Person& person) {
  if (person_with_mail(ledger, person.mail)) return refuse(Blame::input, "people.mail-known", {{"mail", person.mail}});
  const auto id = person_rows::next_id(ledger, "SELECT coalesce(max(id), 0) FROM person");
  const auto language = person_rows::language_word(person.language);
  const int ended = person.ended;
  ledger.session() << "INSERT INTO person (id, name, mail, language, password, code_secret, code_step, ended) "
                      "VALUES (:i, :n, :m, :l, '', '', 0, :e)",
      soci::use(id), soci::use(person.name), soci::use(person.mail), soci::use(language), soci::use(ended);
  return PersonId{id};
}

void set_credentials(Ledger& ledger, PersonId id, const Credentials& credentials) {
  const auto number = static_cast<long long>(id);
  const long long step = credentials.code_step;
  ledger.session() << "UPDATE person SET password = :p, code_secret = :c, code_step = :s WHERE id = :i", soci::use(credentials.password),
      soci::use(credentials.code_secret), soci::use(step), soci::use(number);
}

void choose_language(Ledger& ledger, PersonId id, Language language) {
  const auto number = static_cast<long long>(id);
  const auto word = person_rows::language_word(language);
  ledger.session() << "UPDATE person SET language = :l, language_chosen = 1 WHERE id = :i", soci::use(word), soci::use(number);
}

void choose_notices(Ledger& ledger, PersonId id, bool wanted) {
  const auto number = static_cast<long long>(id);
  const int notices = wanted;
  ledger.session() << "UPDATE person SET notices = :n WHERE id = :i", soci::use(notices), soci::use(number);
}

void end_person(Ledger& ledger, PersonId id) {
  const auto number = static_cast<long long>(id);
  ledger.session() << "UPDATE person SET ended = 1 WHERE id = :i", soci::use(number);
}

std::int64_t give_role(Ledger& ledger, PersonId id, const HeldRole& role) {
  const auto number = static_cast<long long>(id);
  const auto place = person_rows::next_id(ledger, "SELECT coalesce(max(id), 0) FROM held_role");
  const auto from = role.from.iso(), to = day_text(role.until);
  ledger.session() << "INSERT INTO held_role (id, person, role, organisation, purpose, valid_from, valid_to) "
                      "VALUES (:i, :p, :r, :o, :u, :f, :t)",
      soci::use(place), soci::use(number), soci::use(role.role), soci::use(role.organisation), soci::use(role.purpose), soci::use(from),
      soci::use(to);
  return place;
}

void end_role(Ledger& ledger, std::int64_t role, Date last_day) {
  const long long number = role;
  const auto day = last_day.iso();
  ledger.session() << "UPDATE held_role SET valid_to = :t WHERE id = :i", soci::use(day), soci::use(number);
}

}  // namespace potensial::store
