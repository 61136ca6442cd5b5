// What a new generation of rows changes against the rows that were current under its key.
// Rows are compared by every stored value but the number of the load and of the source row. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/collection.hpp"
#include "model/column.hpp"

namespace potensial::service {

enum class RowChange : std::uint8_t { added, changed, unchanged };

struct RowComparison {
  std::vector<RowChange> rows;   // per row of the new table
  std::uint64_t removed = 0;     // old rows whose key does not come again
};

RowComparison compare_rows(const FactTable& fresh, const FactTable& old, const Collection& collection);

}  // namespace potensial::service
