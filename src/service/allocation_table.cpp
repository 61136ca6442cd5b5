#include "service/allocation_table.hpp"

#include <algorithm>
#include <set>

#include "base/csv.hpp"

namespace potensial::service {
namespace allocation_table_detail {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF", last_year_name = "last-year";
constexpr int most_decimals = 6;

std::vector<std::uint64_t> lines_of(std::string_view csv) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  CsvCells records(csv);
  records.next();
  std::vector<std::uint64_t> lines;
  while (records.next()) lines.push_back(records.line());
  return lines;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

// Decimals of "12.50", 0 of "12"; nothing of what is no number from 0.
std::optional<int> decimals_of(std::string_view cell) {
  const auto point = cell.find('.');
  if (!all_digits(cell.substr(0, point))) return std::nullopt;
  if (point == std::string_view::npos) return 0;
  const auto decimals = cell.substr(point + 1);
  return all_digits(decimals) && decimals.size() <= most_decimals ? std::optional(static_cast<int>(decimals.size())) : std::nullopt;
}

std::optional<std::int64_t> units_of(std::string_view cell, int decimals) {
  std::string digits(cell);
  std::erase(digits, '.');
  digits.append(static_cast<std::size_t>(decimals - *decimals_of(cell)), '0');
  std::int64_t units = 0;
  for (const char digit : digits)
    if (__builtin_mul_overflow(units, 10, &units) || __builtin_add_overflow(units, digit - '0', &units)) return std::nullopt;
  return units;
}

}  // namespace allocation_table_detail

std::string basis_text(std::int64_t units, int decimals) {
  auto digits = std::to_string(units);
  const auto after = static_cast<std::size_t>(decimals);
  if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
  auto whole = digits.size() - after;
  if (after > 0) digits.insert(whole, ".");
  for (; whole > 3; whole -= 3) digits.insert(whole - 3, ",");
  return digits;
}

Result<AllocationTable> AllocationTable::read(std::string_view csv) {
  auto table = stats::read_text_table(csv);
  if (!table) return std::unexpected(table.error());
  AllocationTable read(std::move(*table), allocation_table_detail::lines_of(csv));
  if (auto checked = read.check_receivers(); !checked) return std::unexpected(checked.error());
  return read;
}

std::vector<std::string> AllocationTable::basis_names() const {
  std::vector<std::string> names;
  for (std::size_t j = 1; j < table_.columns.size(); ++j)
    if (table_.columns[j].name != allocation_table_detail::last_year_name) names.push_back(table_.columns[j].name);
  return names;
}

std::unexpected<Refusal> AllocationTable::refuse_cell(const char* code, const stats::TextColumn& column, std::size_t row) const {
  return refuse(Blame::file, code, {{"line", std::to_string(lines_[row])}, {"column", column.name}, {"cell", column.cells[row]}});
}

Result<void> AllocationTable::check_receivers() const {
  std::set<std::string_view> seen;
  for (std::size_t row = 0; row < table_.rows; ++row) {
    if (receivers()[row].empty()) return refuse_cell("allocation.no-name", table_.columns.front(), row);
    if (!seen.insert(receivers()[row]).second) return refuse_cell("allocation.same-name", table_.columns.front(), row);
  }
  return {};
}

Result<BasisColumn> AllocationTable::basis(const std::string& name) const {
  using namespace allocation_table_detail;
  const auto* column = table_.find(name);
  if (!column || column == &table_.columns.front()) return refuse(Blame::input, "method.unknown-column", {{"column", name}});
  BasisColumn basis{name, {}, 0};
  for (std::size_t row = 0; row < table_.rows; ++row) {
    const auto decimals = decimals_of(column->cells[row]);
    if (!decimals) return refuse_cell("allocation.not-a-number", *column, row);
    basis.decimals = std::max(basis.decimals, *decimals);
  }
  for (const auto& cell : column->cells) {
    const auto units = units_of(cell, basis.decimals);
    if (!units) return refuse(Blame::file, "allocation.too-large", {{"part", name}});
    basis.units.push_back(*units);
  }
  return basis;
}

Result<std::vector<std::optional<Pence>>> AllocationTable::last_year() const {
  std::vector<std::optional<Pence>> amounts;
  const auto* column = table_.find(allocation_table_detail::last_year_name);
  for (std::size_t row = 0; column && row < table_.rows; ++row) {
    const auto amount = pence(column->cells[row]);
    const bool is_new = stats::is_missing(column->cells[row]);
    if (!is_new && (!amount || amount->count < 0)) return refuse_cell("allocation.not-money", *column, row);
    amounts.push_back(is_new ? std::nullopt : std::optional(*amount));
  }
  return amounts;
}

}  // namespace potensial::service
