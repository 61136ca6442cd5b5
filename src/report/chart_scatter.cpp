// Two amounts of each row against each other.
#include <algorithm>

#include "report/chart_cells.hpp"
#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"
#include "report/chart_scale.hpp"

namespace potensial::report {
namespace scatter_detail {

constexpr int most_ticks = 5;
constexpr double left = 12, width = 84, top = 42, plot_height = 240;

struct Point {
  double along, up;
  std::optional<Verdict> verdict;
};

std::vector<Point> points_of(const Chart& chart, const Table& table) {
  std::vector<Point> points;
  const auto series = series_of(chart, table, 2);
  for (std::size_t row = 0; row < table.rows.size() && series.size() == 2; ++row) {
    const auto along = amount_at(table, row, series[0].column), up = amount_at(table, row, series[1].column);
    if (along && up) points.push_back({*along, *up, verdict_at(table, row, chart.verdict)});
  }
  return points;
}

Axis axis_of(const std::vector<Point>& points, double Point::*which, bool from_zero) {
  Range range{points[0].*which, points[0].*which};
  for (const auto& point : points) range.with(point.*which);
  if (from_zero) range.with(0);
  return axis_around(range.least, range.greatest, most_ticks);
}

double x_of(const Axis& axis, double value) { return left + width * axis.share(value); }
double y_of(const Axis& axis, double value) { return top + plot_height * (1 - axis.share(value)); }

std::string grid(const Axis& along, const Axis& up, bool signed_along, bool signed_up) {
  std::string text;
  for (const double tick : up.ticks) {
    text += svg_rule({0, y_of(up, tick)}, {100, y_of(up, tick)}, signed_up && tick == 0 ? "zero" : "grid");
    text += svg_quiet_text({0, y_of(up, tick) - 4}, tick_text(up, tick, signed_up));
  }
  for (const double tick : along.ticks)
    text += svg_quiet_text({x_of(along, tick), top + plot_height + 20}, tick_text(along, tick, signed_along), Anchor::middle);
  return text;
}

}  // namespace scatter_detail

Drawing scatter_chart(const Chart& chart, const Table& table, const Words& words) {
  const auto points = scatter_detail::points_of(chart, table);
  if (points.empty()) return {};
  const Axis along = scatter_detail::axis_of(points, &scatter_detail::Point::along, chart.from_zero);
  const Axis up = scatter_detail::axis_of(points, &scatter_detail::Point::up, chart.from_zero);
  const auto series = series_of(chart, table, 2);
  const double bottom = scatter_detail::top + scatter_detail::plot_height;
  Drawing drawing{scatter_detail::grid(along, up, is_difference(unit_of(table, series[0].column)),
                                       is_difference(unit_of(table, series[1].column))), bottom + 48, points.size(), {}, false};
  drawing.body += svg_text({0, 14}, words.say(table.columns[series[1].column].title));
  drawing.body += svg_text({100, bottom + 42}, words.say(table.columns[series[0].column].title), Anchor::end);
  for (const auto& point : points)
    drawing.body += svg_mark({scatter_detail::x_of(along, point.along), scatter_detail::y_of(up, point.up)},
                             point.verdict ? shape_of(*point.verdict) : Shape::ring, 0, 11);
  return drawing;
}

}  // namespace potensial::report
