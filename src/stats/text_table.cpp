#include "stats/text_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/csv.hpp"

namespace potensial::stats {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

Result<TextTable> table_with_header(CsvCells& records) {
  TextTable table;
  if (!records.next()) return refuse(Blame::file, "method.no-header");
  for (const auto name : records.cells()) {
    if (name.empty() || table.find(name)) return refuse(Blame::file, "method.column-name", {{"name", std::string(name)}});
    table.columns.push_back({std::string(name), {}});
  }
  return table;
}

void append(TextTable& table, const std::vector<std::string_view>& cells) {
  for (std::size_t j = 0; j < cells.size(); ++j) table.columns[j].cells.emplace_back(cells[j]);
  ++table.rows;
}

}  // namespace

const TextColumn* TextTable::find(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &TextColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

Result<TextTable> read_text_table(std::string_view csv) {
  CsvCells records(without_mark(csv));
  auto table = table_with_header(records);
  if (!table) return table;
  while (records.next()) {
    if (records.cells().size() != table->columns.size())
      return refuse(Blame::file, "method.cells-in-row",
                    {{"line", std::to_string(records.line())},
                     {"cells", std::to_string(records.cells().size())},
                     {"columns", std::to_string(table->columns.size())}});
    append(*table, records.cells());
  }
  if (const auto line = records.unterminated())
    return refuse(Blame::file, "method.open-quote", {{"line", std::to_string(*line)}});
  return table;
}

double number_in(std::string_view cell) {
  if (cell.starts_with('+')) cell.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value))
    return std::numeric_limits<double>::quiet_NaN();
  return value;
}

std::vector<double> numbers_in(const TextColumn& column) {
  std::vector<double> numbers;
  numbers.reserve(column.cells.size());
  std::ranges::transform(column.cells, std::back_inserter(numbers), number_in);
  return numbers;
}

}  // namespace potensial::stats
