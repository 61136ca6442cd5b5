// YAML text to trees of named values.
//
// Scalars keep their text exactly (`N` and `08` stay what they are; null is empty text), members keep their
// order. Refused with file and line: text that is no YAML, a member named twice, a member name that is no
// scalar, a document that is not a list. Pure functions, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/definition.hpp"

namespace potensial::catalogue {

struct YamlEntry {
  Node node;
  int line = 0;  // of its first member, from 1
};

// The entries of a document that is one list; an empty document has none.
Result<std::vector<YamlEntry>> yaml_entries(std::string_view yaml, std::string_view file);

// A document that is one set of named values, also as JSON; an empty document has none. Refuses "catalogue.no-members" for others.
Result<Node> yaml_members(std::string_view yaml, std::string_view file);

}  // namespace potensial::catalogue
