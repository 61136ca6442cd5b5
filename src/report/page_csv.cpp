#include "report/page_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "report/flat_table.hpp"
#include "report/readers_order.hpp"

namespace potensial::report {
namespace csv_detail {

constexpr std::string_view line_end = "\r\n";
constexpr std::array<std::string_view, 11> formula_starts{"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

std::string cell_text(const FlatCell& cell) {
  if (const auto* quantity = std::get_if<Quantity>(&cell)) return fmt::format("{}", quantity->value);
  return csv_text(std::get<std::string>(cell));
}

template <class Cells, class Write>
std::string line_of(const Cells& cells, Write write) {
  std::string line;
  for (const auto& cell : cells) line += (&cell == &cells.front() ? "" : ",") + write(cell);
  return line.append(line_end);
}

std::string lines_of(const std::vector<std::string>& texts) {
  std::string lines;
  for (const auto& text : texts) lines += csv_text(text).append(line_end);
  return lines;
}

std::string table_text(const FlatTable& table) {
  std::string text = std::string(line_end) + csv_text(table.title).append(line_end) + line_of(table.titles, csv_text);
  for (const auto& row : table.rows) text += line_of(row, cell_text);
  return text + lines_of(table.notes);
}

}  // namespace csv_detail

std::string csv_text(const std::string& text) {
  const bool formula = std::ranges::any_of(csv_detail::formula_starts, [&](auto start) { return text.starts_with(start); });
  const std::string harmless = formula ? "'" + text : text;
  if (harmless.find_first_of(",\"\r\n") == std::string::npos) return harmless;
  std::string quoted = "\"";
  for (const char c : harmless) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string page_csv(const Page& page, const Words& words) {
  std::string text = "\uFEFF" + csv_detail::lines_of(head_lines(page, words));
  const auto sorted = in_readers_order(page, words);
  for (const auto* table : tables_of(sorted.blocks)) text += csv_detail::table_text(flat_table(*table, words));
  return text;
}

}  // namespace potensial::report
