// Bars from zero, and rows of shares that make a whole, told apart by patterns.
#include <algorithm>

#include "report/chart_cells.hpp"
#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"
#include "report/chart_scale.hpp"

namespace potensial::report {
namespace bar_detail {

constexpr std::size_t most_amounts = 2;
constexpr double label_down = 17, bar_down = 24, bar_height = 18, space_below = 12;

struct Bars {
  std::size_t row;
  std::vector<double> amounts;
};

// Rows of which every amount is there: a single hidden cell must not be guessed from a width.
std::vector<Bars> whole_rows(const Chart& chart, const Table& table, std::size_t most) {
  const auto series = series_of(chart, table, most);
  std::vector<Bars> rows;
  for (std::size_t row = 0; row < table.rows.size() && !series.empty(); ++row) {
    Bars bars{row, {}};
    for (const auto& each : series)
      if (const auto amount = amount_at(table, row, each.column)) bars.amounts.push_back(*amount);
    if (bars.amounts.size() == series.size()) rows.push_back(std::move(bars));
  }
  return rows;
}

std::vector<std::string> legend(const Chart& chart, const Table& table, std::size_t most, const Words& words) {
  std::vector<std::string> names;
  for (const auto& each : series_of(chart, table, most)) names.push_back(words.say(table.columns[each.column].title));
  return names.size() > 1 ? names : std::vector<std::string>{};
}

Range range_of(const std::vector<Bars>& rows, double full) {
  Range range{0, full};
  for (const auto& row : rows)
    for (const double amount : row.amounts) range.with(amount);
  return range;
}

std::string amounts_said(const Table& table, const Chart& chart, const Bars& bars, const Words& words) {
  std::string text;
  for (const auto& each : series_of(chart, table, most_amounts))
    text += (text.empty() ? ": " : "; ") + words.say(table.rows[bars.row].cells[each.column].value);
  return text;
}

}  // namespace bar_detail

Drawing bar_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns) {
  const auto rows = bar_detail::whole_rows(chart, table, bar_detail::most_amounts);
  if (rows.empty()) return {};
  const Range range = bar_detail::range_of(rows, chart.full);
  const double span = std::max(range.greatest - range.least, 1e-12);
  const auto along = [&](double value) { return 1 + 98 * (value - range.least) / span; };
  Drawing drawing{svg_patterns(patterns), 4, rows.size(), bar_detail::legend(chart, table, bar_detail::most_amounts, words), true};
  for (const auto& row : rows) {
    const std::string name = label_at(table, row.row, words) + bar_detail::amounts_said(table, chart, row, words);
    const auto [label, below] = svg_label({0, drawing.height + bar_detail::label_down}, name);
    drawing.body += label;
    double y = drawing.height + below + bar_detail::bar_down;
    const double first = y;
    for (int i = 0; i < static_cast<int>(row.amounts.size()); ++i, y += bar_detail::bar_height + 2) {
      const double value = row.amounts[static_cast<std::size_t>(i)];
      drawing.body += svg_bar(along(std::min(0.0, value)), along(std::max(0.0, value)), y, bar_detail::bar_height,
                              pattern_fill(patterns, i), i);
    }
    drawing.body += svg_rule({along(0), first - 4}, {along(0), y + 2}, "zero");
    drawing.height = y + bar_detail::space_below;
  }
  return drawing;
}

Drawing distribution_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns) {
  const auto most = static_cast<std::size_t>(pattern_count());
  const auto rows = bar_detail::whole_rows(chart, table, most);
  if (rows.empty()) return {};
  Drawing drawing{svg_patterns(patterns), 4, 0, bar_detail::legend(chart, table, most, words), true};
  for (const auto& row : rows) {
    double whole = 0, before = 0;
    for (const double share : row.amounts) whole += std::max(0.0, share);
    if (whole <= 0) continue;
    const auto [label, below] = svg_label({0, drawing.height + bar_detail::label_down}, label_at(table, row.row, words));
    drawing.body += label;
    drawing.height += below;
    for (int i = 0; i < static_cast<int>(row.amounts.size()); ++i) {
      const double after = before + std::max(0.0, row.amounts[static_cast<std::size_t>(i)]);
      drawing.body += svg_bar(100 * before / whole, 100 * after / whole, drawing.height + bar_detail::bar_down,
                              bar_detail::bar_height, pattern_fill(patterns, i), i % 2);
      before = after;
    }
    ++drawing.rows;
    drawing.height += bar_detail::bar_down + bar_detail::bar_height + bar_detail::space_below;
  }
  return drawing;
}

}  // namespace potensial::report
