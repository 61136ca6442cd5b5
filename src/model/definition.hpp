// A definition: a checked tree of named values, as the catalogue holds it (dated, bilingual, sourced).
//
// `catalogue` reads YAML into definitions and checks what all must have; each area turns definitions
// of its own kind into its own types. A definition in use is never edited; a new version is added.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "model/text.hpp"

namespace potensial {

// A value of the tree: a scalar kept as its text, a list, or named members in the order written.
struct Node {
  using List = std::vector<Node>;
  using Members = std::vector<std::pair<std::string, Node>>;
  std::variant<std::string, List, Members> value;

  const Node* find(std::string_view name) const;            // member, or nullptr
  std::string text(std::string_view name, std::string_view otherwise = "") const;  // scalar member
  std::optional<double> number(std::string_view name) const;
  std::optional<Text> bilingual(std::string_view name) const;  // member with `en` and `cy`
  const List& list(std::string_view name) const;            // member list; empty when absent
  const std::string* scalar() const { return std::get_if<std::string>(&value); }
};

struct Definition {
  std::string kind;      // "indicator", "code-set", "characteristic", "key-stage", "profile", ...
  std::string id;
  int version = 1;
  Text name;
  std::string source;    // where it is written down
  std::optional<Date> from, to;  // first and last day it is valid; open when absent
  Node body;             // everything of the entry, the common members included
  std::string file;      // for messages

  bool valid_on(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

}  // namespace potensial
