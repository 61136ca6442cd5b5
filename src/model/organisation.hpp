// Organisations and their dated, many-to-many memberships (COL-01). Value types, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/text.hpp"

namespace potensial {

// Classes stand in no list of organisations: they follow from the newest census (school_class.hpp).
enum class OrganisationKind { nation, consortium, authority, cluster, working_family, school, school_class, agency, study, other };
std::optional<OrganisationKind> organisation_kind(std::string_view word);  // "authority", ...
std::string_view word(OrganisationKind kind);

struct Organisation {
  std::string id;       // "W92000004", "681", "6812001", "cynnal", "star-tennessee"; schools: authority + establishment
  OrganisationKind kind = OrganisationKind::other;
  Text name;
  std::string authority;            // of a school or cluster, else empty
  std::string phase;                // of a school: nursery, primary, secondary, middle, special, pru
  std::string language_category;    // of a school: WM, DS, TR, EW, EM, AB, BB, CB, CH
  std::string governance, faith;
  std::optional<Date> opened, closed;
  std::string predecessor;          // id of the school whose history continues here
  std::string source;
  bool provisional = false;         // entered by an import that met an unknown school
  std::vector<std::string> codes;   // how other files name it: statistical code, number of the finance tables
};

struct Membership {
  std::string member, body;         // organisation ids
  std::optional<Date> from, to;     // first and last day; open when absent
  std::string source;               // where it is written

  bool holds_on(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

}  // namespace potensial
