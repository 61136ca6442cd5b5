// A square for each figure of a table, the figure printed in it; a pattern where it is above the threshold.
#include <algorithm>

#include "report/chart_cells.hpp"
#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"

namespace potensial::report {
namespace heat_detail {

constexpr std::size_t most_columns = 6;   // so that a figure fits its square at 320 px
constexpr int striped = 1, empty = 5;     // patterns
constexpr double head_height = 22, label_down = 17, square_down = 23, figure_height = 22, strip_height = 8, space_below = 10;

std::vector<std::size_t> drawn_columns(const Chart& chart, const Table& table) {
  std::vector<std::size_t> columns;
  for (const auto column : chart.values)
    if (column < table.columns.size() && columns.size() < most_columns) columns.push_back(column);
  return columns;
}

bool any_amount(const Table& table, std::size_t row, const std::vector<std::size_t>& columns) {
  return std::ranges::any_of(columns, [&](std::size_t column) { return amount_at(table, row, column).has_value(); });
}

// The note says which column each letter is.
std::string letter(std::size_t number) { return std::string(1, static_cast<char>('A' + number)); }

std::string heads(std::size_t columns) {
  std::string text;
  for (std::size_t i = 0; i < columns; ++i) text += svg_quiet_text({(i + 0.5) * 100.0 / double(columns), 14}, letter(i), Anchor::middle);
  return text;
}

struct Square {
  double from, to, y;
};

std::string square(const Square& at, const std::string& figure, bool above, const std::string& patterns) {
  return svg_bar(at.from, at.to, at.y, figure_height, pattern_fill(patterns, empty), 0) +
         svg_bar(at.from, at.to, at.y + figure_height, strip_height, pattern_fill(patterns, above ? striped : empty), 0) +
         svg_inner_text({(at.from + at.to) / 2, at.y + 16}, figure);
}

}  // namespace heat_detail

Drawing heat_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns) {
  const auto columns = heat_detail::drawn_columns(chart, table);
  Drawing drawing{svg_patterns(patterns) + heat_detail::heads(columns.size()), heat_detail::head_height, 0, {}, true};
  const double width = 100.0 / double(std::max<std::size_t>(columns.size(), 1));
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (!heat_detail::any_amount(table, row, columns)) continue;
    const auto [label, below] = svg_label({0, drawing.height + heat_detail::label_down}, label_at(table, row, words));
    drawing.body += label;
    const double y = drawing.height + below + heat_detail::square_down;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const auto amount = amount_at(table, row, columns[i]))
        drawing.body += heat_detail::square({double(i) * width + 0.4, double(i + 1) * width - 0.4, y}, words.say(table.rows[row].cells[columns[i]].value),
                                            *amount > chart.threshold, patterns);
    drawing.height = y + heat_detail::figure_height + heat_detail::strip_height + heat_detail::space_below;
    ++drawing.rows;
  }
  return drawing;
}

}  // namespace potensial::report
