// Dot and interval: one row below the other with its label above the mark, or many side by side by size.
#include <algorithm>

#include "report/chart_cells.hpp"
#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"
#include "report/chart_scale.hpp"

namespace potensial::report {
namespace interval_detail {

constexpr int most_ticks = 7;
constexpr double left = 4, width = 92;              // percent
constexpr double row_height = 46, label_down = 19, mark_down = 34, axis_down = 22;
constexpr double plot_height = 280, top = 20;       // of the caterpillar

struct Drawn {
  std::size_t row;
  double estimate;
  std::optional<Interval> interval;
  std::optional<Verdict> verdict;
};

std::vector<Drawn> drawn_rows(const Chart& chart, const Table& table) {
  const auto series = series_of(chart, table, 1);
  std::vector<Drawn> rows;
  for (std::size_t row = 0; row < table.rows.size() && !series.empty(); ++row) {
    const auto estimate = amount_at(table, row, series[0].column);
    if (!estimate) continue;
    const auto interval = series[0].interval ? interval_at(table, row, *series[0].interval) : std::nullopt;
    rows.push_back({row, *estimate, interval, verdict_at(table, row, chart.verdict)});
  }
  return rows;
}

Axis axis_of(const std::vector<Drawn>& rows, int most) {
  Range range{0, 0};  // zero is always drawn: differences are read against it
  for (const auto& each : rows) {
    range.with(each.estimate);
    if (each.interval) range.with(each.interval->low).with(each.interval->high);
  }
  return axis_around(range.least, range.greatest, most);
}

double along(const Axis& axis, double value) { return left + width * axis.share(value); }

Shape shape(const Drawn& drawn) { return drawn.verdict ? shape_of(*drawn.verdict) : Shape::circle; }

struct DrawnRow {
  std::string body;
  double height;
};

DrawnRow row_of(const Drawn& drawn, const std::string& name, const Axis& axis, double down) {
  auto [text, below] = svg_label({0, down + label_down}, name);
  const double y = down + mark_down + below;
  if (drawn.interval) text += svg_line({along(axis, drawn.interval->low), y}, {along(axis, drawn.interval->high), y}, 0);
  return {text + svg_mark({along(axis, drawn.estimate), y}, shape(drawn)), row_height + below};
}

std::string ticks_below(const Axis& axis, Unit unit, double y) {
  std::string text;
  for (const double tick : axis.ticks) text += svg_quiet_text({along(axis, tick), y}, tick_said(axis, tick, unit), Anchor::middle);
  return text;
}

double up(const Axis& axis, double value) { return top + plot_height * (1 - axis.share(value)); }

std::string grid_left(const Axis& axis, Unit unit) {
  std::string text;
  for (const double tick : axis.ticks) {
    text += svg_rule({0, up(axis, tick)}, {100, up(axis, tick)}, tick == 0 ? "zero" : "grid");
    text += svg_quiet_text({0, up(axis, tick) - 4}, tick_said(axis, tick, unit));
  }
  return text;
}

std::string column_of(const Drawn& drawn, const Axis& axis, double x, double size) {
  std::string text;
  if (drawn.interval) text += svg_line({x, up(axis, drawn.interval->low)}, {x, up(axis, drawn.interval->high)}, 0);
  return text + svg_mark({x, up(axis, drawn.estimate)}, shape(drawn), 0, size);
}

}  // namespace interval_detail

Drawing interval_chart(const Chart& chart, const Table& table, const Words& words) {
  const auto rows = interval_detail::drawn_rows(chart, table);
  if (rows.empty()) return {};
  const Axis axis = interval_detail::axis_of(rows, interval_detail::most_ticks);
  std::string marks;
  double bottom = 0;
  for (const auto& each : rows) {
    const auto [body, height] = interval_detail::row_of(each, label_at(table, each.row, words), axis, bottom);
    marks += body;
    bottom += height;
  }
  const double zero = interval_detail::along(axis, 0);
  return {svg_rule({zero, 4}, {zero, bottom + 6}, "zero") + marks +
              interval_detail::ticks_below(axis, unit_of(table, chart.values.front()), bottom + interval_detail::axis_down),
          bottom + 2 * interval_detail::axis_down, rows.size(), {}, false};
}

Drawing caterpillar_chart(const Chart& chart, const Table& table, const Words&) {
  auto rows = interval_detail::drawn_rows(chart, table);
  if (rows.empty()) return {};
  std::ranges::stable_sort(rows, {}, &interval_detail::Drawn::estimate);
  const Axis axis = interval_detail::axis_of(rows, interval_detail::most_ticks);
  const double count = static_cast<double>(rows.size());
  const double size = count > 100 ? 5 : count > 40 ? 8 : 11;
  Drawing drawing{interval_detail::grid_left(axis, unit_of(table, chart.values.front())), interval_detail::top + interval_detail::plot_height + 10, rows.size(), {}, false};
  double place = 0.5;
  for (const auto& each : rows) drawing.body += interval_detail::column_of(each, axis, 12 + 86 * place++ / count, size);
  return drawing;
}

}  // namespace potensial::report
