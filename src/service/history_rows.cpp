#include "service/history_rows.hpp"

#include <algorithm>
#include <charconv>

#include "base/csv.hpp"
#include "base/file.hpp"

namespace potensial::service {
namespace history_row {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::vector<std::string> columns_of(std::string_view text) {
  CsvCells cells(text);
  cells.next();
  return {cells.cells().begin(), cells.cells().end()};
}

template <class Value>
std::optional<Value> parsed(const std::string& cell) {
  Value value{};
  const auto [stopped, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc{} && stopped == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

}  // namespace history_row

const std::string& HistoryRow::text(std::string_view column) const {
  const auto found = std::ranges::find(*columns_, column);
  return cells_.at(static_cast<std::size_t>(found - columns_->begin()));
}

std::unexpected<Refusal> HistoryRow::refused(std::string_view column) const {
  return refuse(Blame::file, "money.table-cell", {{"file", *file_}, {"line", std::to_string(line_)}, {"column", std::string(column)}, {"cell", text(column)}});
}

Result<std::int64_t> HistoryRow::whole(std::string_view column) const {
  const auto value = history_row::parsed<std::int64_t>(text(column));
  return value ? Result<std::int64_t>(*value) : refused(column);
}

Result<double> HistoryRow::number(std::string_view column) const {
  const auto value = history_row::parsed<double>(text(column));
  return value ? Result<double>(*value) : refused(column);
}

Result<Date> HistoryRow::day(std::string_view column) const {
  const auto value = Date::parse(text(column));
  return value ? Result<Date>(*value) : refused(column);
}

Result<Pence> HistoryRow::money(std::string_view column) const {
  const auto value = pence(text(column));
  return value ? value : refused(column);
}

Result<FinancialYear> HistoryRow::year(std::string_view column) const {
  const auto value = FinancialYear::parse(text(column));
  return value ? Result<FinancialYear>(*value) : refused(column);
}

HistoryTable::HistoryTable(const std::filesystem::path& path, std::string_view columns)
    : path_(path), file_(path.filename().string()), columns_(history_row::columns_of(columns)) {}

Result<void> HistoryTable::read() {
  const auto read = read_file(path_);
  if (!read) return std::unexpected(read.error());
  std::string_view text = *read;
  if (text.starts_with(history_row::byte_order_mark)) text.remove_prefix(history_row::byte_order_mark.size());
  CsvCells cells(text);
  std::string wanted;
  for (const auto& each : columns_) wanted += (wanted.empty() ? "" : ",") + each;
  if (!cells.next() || !std::ranges::equal(cells.cells(), columns_)) return refuse(Blame::file, "money.table-columns", {{"file", file_}, {"columns", wanted}});
  const auto uneven = [&](std::uint64_t line) {
    return refuse(Blame::file, "money.table-cells", {{"file", file_}, {"line", std::to_string(line)}, {"columns", std::to_string(columns_.size())}});
  };
  while (cells.next()) {
    if (cells.cells().size() != columns_.size()) return uneven(cells.line());
    rows_.emplace_back(file_, columns_, cells.line(), std::vector<std::string>(cells.cells().begin(), cells.cells().end()));
  }
  return cells.unterminated() ? uneven(*cells.unterminated()) : Result<void>{};
}

}  // namespace potensial::service
