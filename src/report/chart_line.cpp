// Lines along the first column, a mark at each value, intervals as whiskers, cut where a definition changed.
#include <algorithm>
#include <array>

#include "report/chart_cells.hpp"
#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"
#include "report/chart_scale.hpp"

namespace potensial::report {
namespace line_detail {

constexpr std::size_t most_series = 4, most_labels = 5;
constexpr int most_ticks = 6;
constexpr double left = 12, width = 82, top = 36, plot_height = 180;
constexpr double break_label_up = 22;  // above the words of the highest tick
constexpr std::array shapes{Shape::square, Shape::ring, Shape::diamond, Shape::circle};

struct Plot {
  const Chart& chart;
  const Table& table;
  std::vector<Series> series;
  Axis axis;

  double along(std::size_t row) const {
    const double last = static_cast<double>(table.rows.size()) - 1;
    return last > 0 ? left + width * static_cast<double>(row) / last : left + width / 2;
  }
  double up(double value) const { return top + plot_height * (1 - axis.share(value)); }
  bool breaks_before(std::size_t row) const { return std::ranges::find(chart.breaks, row) != chart.breaks.end(); }
};

std::vector<double> values_drawn(const Chart& chart, const Table& table, const std::vector<Series>& series) {
  std::vector<double> values;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    for (const auto& each : series) {
      const auto value = amount_at(table, row, each.column);
      if (!value) continue;
      values.push_back(*value);
      if (const auto interval = each.interval ? interval_at(table, row, *each.interval) : std::nullopt)
        values.insert(values.end(), {interval->low, interval->high});
    }
  if (chart.from_zero && !values.empty()) values.push_back(0);
  return values;
}

std::string grid(const Plot& plot, const Words& words) {
  const Unit unit = unit_of(plot.table, plot.series[0].column);
  const bool differences = is_difference(unit);
  std::string text;
  for (const double tick : plot.axis.ticks) {
    const double y = plot.up(tick);
    text += svg_rule({0, y}, {100, y}, differences && tick == 0 ? "zero" : "grid");
    text += svg_quiet_text({0, y - 4}, tick_said(plot.axis, tick, unit));
  }
  for (const std::size_t row : plot.chart.breaks) {
    if (row == 0 || row >= plot.table.rows.size()) continue;
    const double x = (plot.along(row - 1) + plot.along(row)) / 2;
    text += svg_rule({x, top - break_label_up + 4}, {x, top + plot_height}, "break");
    text += svg_quiet_text({x, top - break_label_up}, words.say("chart.break"), Anchor::middle);
  }
  return text;
}

std::string whisker(const Plot& plot, std::size_t row, const Interval& interval, int series) {
  const double x = plot.along(row);
  return svg_rule({x, plot.up(interval.low)}, {x, plot.up(interval.high)}, "whisker-" + std::to_string(series + 1));
}

std::string curve(const Plot& plot, int series) {
  const Series& drawn = plot.series[static_cast<std::size_t>(series)];
  std::string lines, marks;
  for (std::size_t row = 0; row < plot.table.rows.size(); ++row) {
    const auto value = amount_at(plot.table, row, drawn.column);
    if (!value) continue;
    const Place here{plot.along(row), plot.up(*value)};
    const auto before = row > 0 && !plot.breaks_before(row) ? amount_at(plot.table, row - 1, drawn.column) : std::nullopt;
    if (before) lines += svg_line({plot.along(row - 1), plot.up(*before)}, here, series);
    if (const auto interval = drawn.interval ? interval_at(plot.table, row, *drawn.interval) : std::nullopt)
      lines += whisker(plot, row, *interval, series);
    marks += svg_mark(here, shapes[static_cast<std::size_t>(series)], series, 10);
  }
  return lines + marks;
}

// Counted from the newest, which is always named. A narrow window has room for half of the names.
std::string labels(const Plot& plot, const Words& words) {
  const std::size_t count = plot.table.rows.size();
  const std::size_t every = (count + most_labels - 1) / most_labels;
  std::string text;
  for (std::size_t row = 0; row < count; ++row) {
    const std::size_t back = count - 1 - row;
    if (back % every != 0) continue;
    const Place below{plot.along(row), top + plot_height + 20};
    const auto name = label_at(plot.table, row, words);
    text += back % (2 * every) == 0 ? svg_quiet_text(below, name, Anchor::middle) : svg_spare_text(below, name, Anchor::middle);
  }
  return text;
}

}  // namespace line_detail

Drawing line_chart(const Chart& chart, const Table& table, const Words& words) {
  auto series = series_of(chart, table, line_detail::most_series);
  const auto values = line_detail::values_drawn(chart, table, series);
  if (values.empty()) return {};
  const auto [least, greatest] = std::ranges::minmax(values);
  const line_detail::Plot plot{chart, table, std::move(series), axis_around(least, greatest, line_detail::most_ticks)};
  Drawing drawing{line_detail::grid(plot, words), line_detail::top + line_detail::plot_height + 28, table.rows.size(), {}, false};
  for (std::size_t i = 0; i < plot.series.size(); ++i) {
    drawing.body += line_detail::curve(plot, static_cast<int>(i));
    if (plot.series.size() > 1) drawing.legend.push_back(words.say(table.columns[plot.series[i].column].title));
  }
  drawing.body += line_detail::labels(plot, words);
  return drawing;
}

}  // namespace potensial::report
