// A grant as those who publish grants say it: who gave whom how much, when, for what and under which programme. Value types.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "model/pence.hpp"

namespace potensial {

struct GrantOrganisation {
  std::string id;        // with the register it is of: "GB-CHC-1015648"
  std::string name;
  std::string postcode = {};
};

struct GrantRecord {
  std::string id;        // among all publishers: "360G-ALWF-1978"
  std::string title, description;
  Pence awarded;         // pounds sterling
  std::optional<Pence> applied_for = {};
  Date award_date;
  GrantOrganisation recipient;  // the first, where several are named; without id and name: a person
  GrantOrganisation funder;
  std::string programme = {}, programme_code = {};
  std::optional<Date> starts = {}, ends = {};  // as planned
  std::string area_code = {}, area = {};       // where it helps: "W06000001"
  std::string source = {};                     // address
};

// Who publishes a file of grants.
struct GrantPublisher {
  std::string id, name;
  std::string website = {}, licence = {};      // addresses
};

}  // namespace potensial
