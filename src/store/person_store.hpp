// People, the roles they hold and what proves who they are: hash of the password, secret of the one-time codes.
//
// Nothing is deleted: a role that ended keeps its last day, a person who left is marked. Writing functions are called
// inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

struct Credentials {
  std::string password;        // as base/secret.hpp hashes it; empty: none was set
  std::string code_secret;     // of base/one_time_code.hpp; empty: none was set
  std::int64_t code_step = 0;  // of the last code that was used
};

std::optional<Person> person(Ledger& ledger, PersonId id);
std::optional<Person> person_with_mail(Ledger& ledger, std::string_view mail);
std::vector<Person> people(Ledger& ledger);  // all, by name
Credentials credentials(Ledger& ledger, PersonId id);

// Refuses "people.mail-known". Gives the new id; roles of the argument are not written.
Result<PersonId> add_person(Ledger& ledger, const Person& person);
void set_credentials(Ledger& ledger, PersonId id, const Credentials& credentials);
void choose_language(Ledger& ledger, PersonId id, Language language);  // by the person
void choose_notices(Ledger& ledger, PersonId id, bool wanted);
void end_person(Ledger& ledger, PersonId id);

std::int64_t give_role(Ledger& ledger, PersonId id, const HeldRole& role);
void end_role(Ledger& ledger, std::int64_t role, Date last_day);

}  // namespace potensial::store
