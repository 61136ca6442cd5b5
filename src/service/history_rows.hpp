// The rows of a CSV file of history, each cell by the name of its column. The first line must be the columns, in their order.
//
// Refusals (Blame::file), each with `file`: "money.table-columns" {columns}; with `line`: "money.table-cells" {columns: how many
// there must be}; and for a cell of another kind than asked for "money.table-cell" {column, cell}. Those of base/file.hpp. A value;
// const use is thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/financial_year.hpp"
#include "model/pence.hpp"

namespace potensial::service {

class HistoryRow {
 public:
  HistoryRow(const std::string& file, const std::vector<std::string>& columns, std::uint64_t line, std::vector<std::string> cells)
      : file_(&file), columns_(&columns), line_(line), cells_(std::move(cells)) {}

  const std::string& text(std::string_view column) const;   // of a column that the file has
  bool has(std::string_view column) const { return !text(column).empty(); }
  Result<std::int64_t> whole(std::string_view column) const;
  Result<double> number(std::string_view column) const;
  Result<Date> day(std::string_view column) const;
  Result<Pence> money(std::string_view column) const;
  Result<FinancialYear> year(std::string_view column) const;
  std::unexpected<Refusal> refused(std::string_view column) const;
  std::uint64_t line() const { return line_; }             // of the file, the columns being line 1

 private:
  const std::string* file_;
  const std::vector<std::string>* columns_;
  std::uint64_t line_;
  std::vector<std::string> cells_;
};

// Rows point into it: it is neither copied nor moved.
class HistoryTable {
 public:
  HistoryTable(const std::filesystem::path& path, std::string_view columns);
  HistoryTable(const HistoryTable&) = delete;
  HistoryTable& operator=(const HistoryTable&) = delete;

  bool is_there() const { return std::filesystem::exists(path_); }
  Result<void> read();
  const std::vector<HistoryRow>& rows() const { return rows_; }

 private:
  std::filesystem::path path_;
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<HistoryRow> rows_;
};

}  // namespace potensial::service
