// A rectangular table of text cells held in memory by columns, as an analyst's CSV file gives it.
//
// read_text_table: UTF-8 CSV (RFC 4180, a byte order mark is passed over) whose first record names the columns.
// Refuses: no header, a column name that is empty or stands twice, a record with another number of cells, and a
// quote that is never closed; each with its line. Cells equal to "" or "NA" count as missing. Plain values.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace potensial::stats {

struct TextColumn {
  std::string name;
  std::vector<std::string> cells;
};

struct TextTable {
  std::vector<TextColumn> columns;
  std::size_t rows = 0;

  const TextColumn* find(std::string_view name) const;  // null when there is none
};

Result<TextTable> read_text_table(std::string_view csv);

inline bool is_missing(std::string_view cell) { return cell.empty() || cell == "NA"; }
// The finite number a cell holds; NaN when it holds none or is missing. "." is the decimal sign whatever the locale.
double number_in(std::string_view cell);
std::vector<double> numbers_in(const TextColumn& column);

}  // namespace potensial::stats
