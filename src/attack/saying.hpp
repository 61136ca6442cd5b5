// One thing that a published file says of one cell, and what it amounts to: a count, a share within rounding, a mark.
//
// Numbers may have thousands commas or spaces and a per cent sign; "4.0 %" of a whole is read as what rounds to it,
// from half a unit of its last decimal below to as much above. Pure functions, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attack/manifest.hpp"

namespace potensial::attack {

struct Saying {
  std::string table;    // id
  Atoms atoms;
  std::string head;     // title of its column, name of its member or attribute
  std::string text;
  std::string source;   // file
  bool in_table = true; // false: beside the printed cells, in an attribute, a chart, a sentence
};

struct SaidCount {
  std::int64_t count = 0;
};
struct SaidShare {
  double low = 0, high = 1;
};
struct SaidMark {};        // hidden
struct SaidImpossible {};  // nobody can be there
using Said = std::variant<std::monostate, SaidCount, SaidShare, SaidMark, SaidImpossible>;

Said said(const Saying& saying, const Manifest& manifest);

// Cells that a text names by labels of the table, none of a variable twice; a variable it does not name is at its
// total. Nothing when a label is ambiguous or no label is found.
std::optional<Atoms> atoms_named(std::string_view text, const PublishedTable& table);
// The atoms of one label of a variable; nothing when there is no such label.
std::optional<std::set<std::string>> members_of(std::string_view label, const PublishedVariable& variable);
// The one number of a text, with its per cent sign if it has one; nothing when there are none or several.
std::optional<std::string> only_number(std::string_view text);

}  // namespace potensial::attack
