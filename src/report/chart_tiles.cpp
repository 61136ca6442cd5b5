// A map of tiles: each row of the table at its place, its figure printed in the tile, its verdict by shape and pattern.
#include <algorithm>

#include "report/chart_cells.hpp"
#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"

namespace potensial::report {
namespace tile_detail {

constexpr double tile_height = 68, gap_below = 6, name_down = 16, figure_down = 35, mark_down = 50, strip_height = 8;
constexpr int striped = 1, dotted = 2, empty = 5;  // patterns

int pattern_of(std::optional<Verdict> verdict) {
  if (verdict == Verdict::low) return striped;
  return verdict == Verdict::not_low ? empty : dotted;
}

bool is_drawn(const Chart& chart, const Table& table, const Tile& tile) {
  return !chart.values.empty() && amount_at(table, tile.row, chart.values.front()).has_value();
}

int columns_of(const std::vector<Tile>& tiles) {
  int columns = 1;
  for (const auto& tile : tiles) columns = std::max(columns, tile.column + 1);
  return columns;
}

struct Box {
  double from, to, y;
  double middle() const { return (from + to) / 2; }
};

std::string tile_at(const Box& at, const Tile& tile, const Chart& chart, const Table& table, const Words& words, const std::string& patterns) {
  const auto verdict = verdict_at(table, tile.row, chart.verdict);
  std::string text = svg_bar(at.from, at.to, at.y, tile_height - strip_height, pattern_fill(patterns, empty), 0) +
                     svg_bar(at.from, at.to, at.y + tile_height - strip_height, strip_height, pattern_fill(patterns, pattern_of(verdict)), 0) +
                     svg_inner_text({at.middle(), at.y + name_down}, words.say(verbatim(tile.short_name))) +
                     svg_inner_text({at.middle(), at.y + figure_down}, words.say(table.rows[tile.row].cells[chart.values.front()].value));
  if (verdict) text += svg_mark({at.middle(), at.y + mark_down - 1}, shape_of(*verdict), 0, 12);
  return text;
}

}  // namespace tile_detail

Drawing tile_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns) {
  const double width = 100.0 / tile_detail::columns_of(chart.tiles);
  Drawing drawing{svg_patterns(patterns), 0, 0, {}, true};
  for (const auto& tile : chart.tiles) {
    if (!tile_detail::is_drawn(chart, table, tile)) continue;
    const tile_detail::Box at{tile.column * width + 0.5, (tile.column + 1) * width - 0.5, tile.line * (tile_detail::tile_height + tile_detail::gap_below) + 1};
    drawing.body += tile_detail::tile_at(at, tile, chart, table, words, patterns);
    drawing.height = std::max(drawing.height, at.y + tile_detail::tile_height + tile_detail::gap_below);
    ++drawing.rows;
  }
  return drawing;
}

}  // namespace potensial::report
