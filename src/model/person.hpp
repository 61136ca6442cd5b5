// People who sign in, and the roles they hold: what at which organisation, for what purpose, from when until when.
// Personal data of staff, not of learners. Value types, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/text.hpp"

namespace potensial {

enum class PersonId : std::int64_t {};

struct HeldRole {
  std::int64_t id = 0;
  std::string role;            // id of the catalogue
  std::string organisation;    // at which it is held
  std::string purpose;         // id of the catalogue; empty where the role sees no learner
  Date from;
  std::optional<Date> until;   // last day; open when absent

  bool holds_on(Date day) const { return from <= day && (!until || day <= *until); }
};

struct Person {
  PersonId id{};
  std::string name;
  std::string mail;            // in lower case; names the account
  Language language = Language::en;  // of mails and reports
  bool ended = false;          // may not sign in any more
  std::vector<HeldRole> roles; // all, past ones included, oldest first
  bool language_chosen = false;  // by the person; else it is what whoever invited them thought
  bool notices = true;         // mails about what waits for them; those about the account itself come always
};

// As the audit log names them: names alone are not unique.
inline std::string signature(const Person& person) { return person.name + " <" + person.mail + ">"; }

}  // namespace potensial
