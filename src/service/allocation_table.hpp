// An analyst's CSV file as what an allocation formula needs. The first column names the receivers, each once; further
// columns are bases of parts, "last-year" is what each received last year. Columns nobody asks for may hold anything.
//
// A basis cell is a number from 0 with at most six decimals; the column is scaled by its most decimals, so that it stays
// exact. A cell of last-year is an amount of money, or empty for a receiver that is new. Receivers keep the order of
// the file. Refuses those of text_table.hpp; and with `line` and `column`: "allocation.no-name", "allocation.same-name",
// "allocation.not-a-number", "allocation.not-money"; "method.unknown-column"; "allocation.too-large" beyond 64 bits.
// Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/pence.hpp"
#include "stats/text_table.hpp"

namespace potensial::service {

struct BasisColumn {
  std::string name;
  std::vector<std::int64_t> units;  // one for each receiver: the value × 10^decimals
  int decimals = 0;
};

// "1,234.50": units of a basis as a person reads them.
std::string basis_text(std::int64_t units, int decimals);

class AllocationTable {
 public:
  static Result<AllocationTable> read(std::string_view csv);

  const std::vector<std::string>& receivers() const { return table_.columns.front().cells; }
  // All but the receivers and last-year, in the order of the file.
  std::vector<std::string> basis_names() const;
  bool has(std::string_view column) const { return table_.find(column) != nullptr; }
  Result<BasisColumn> basis(const std::string& name) const;
  // Nothing when the table has no such column.
  Result<std::vector<std::optional<Pence>>> last_year() const;

 private:
  AllocationTable(stats::TextTable table, std::vector<std::uint64_t> lines) : table_(std::move(table)), lines_(std::move(lines)) {}
  Result<void> check_receivers() const;
  std::unexpected<Refusal> refuse_cell(const char* code, const stats::TextColumn& column, std::size_t row) const;

  stats::TextTable table_;
  std::vector<std::uint64_t> lines_;  // of the file, from 1
};

}  // namespace potensial::service
