// A collection: one kind of facts, its columns and its key. Definitions in catalogue/collections/.
// The same definition drives the import's checks, the Parquet schema and the completeness page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/column.hpp"
#include "model/text.hpp"

namespace potensial {

struct CollectionColumn {
  std::string name;
  Text title;
  ColumnType type = ColumnType::text;
  std::string codes;                     // id of a code set, or empty
  bool required = false;                 // a row without it is rejected
  bool identity = false;                 // goes to the identity store, never into a fact (upn, surname, dob ...)
  std::optional<double> least, greatest; // range of numbers
};

struct Collection {
  std::string id;
  Text name;
  std::vector<std::string> key;          // columns that name a row within a load ("learner" among them)
  std::vector<CollectionColumn> columns;
  std::string section;                   // column whose values are sent and replaced apart ("stage"); empty: none

  const CollectionColumn* find(std::string_view column) const {
    for (const auto& each : columns)
      if (each.name == column) return &each;
    return nullptr;
  }
};

}  // namespace potensial
