#include "report/chart.hpp"

#include <fmt/format.h>

#include "report/chart_kinds.hpp"
#include "report/chart_mark.hpp"
#include "report/markup.hpp"

namespace potensial::report {
namespace chart_detail {

std::string prefix(const Table& table, const char* part) { return html_id(table.id) + part; }

Drawing drawing_of(const Chart& chart, const Table& table, const Words& words) {
  switch (chart.kind) {
    case ChartKind::interval: return interval_chart(chart, table, words);
    case ChartKind::line: return line_chart(chart, table, words);
    case ChartKind::bar: return bar_chart(chart, table, words, prefix(table, "-b"));
    case ChartKind::scatter: return scatter_chart(chart, table, words);
    case ChartKind::distribution: return distribution_chart(chart, table, words, prefix(table, "-d"));
    case ChartKind::heat: return heat_chart(chart, table, words, prefix(table, "-h"));
    case ChartKind::tiles: return tile_chart(chart, table, words, prefix(table, "-t"));
    case ChartKind::caterpillar: break;
  }
  return caterpillar_chart(chart, table, words);
}

std::string framed(const Chart& chart, const Drawing& drawing, const Words& words) {
  if (drawing.rows == 0) return "";
  return svg_open(drawing.height, words.say(chart.description)) + drawing.body + svg_close();
}

std::string sample(const Drawing& drawing, int series, const std::string& patterns) {
  constexpr Shape shapes[] = {Shape::square, Shape::ring, Shape::diamond, Shape::circle};
  const std::string body = drawing.patterns
                               ? svg_bar(2, 98, 2, 12, pattern_fill(patterns, series), series % 2)
                               : svg_line({0, 8}, {100, 8}, series) + svg_mark({50, 8}, shapes[series], series, 10);
  return R"(<svg class="pt-chart" width="36" height="16" aria-hidden="true">)" + body + svg_close();
}

std::string legend(const Drawing& drawing, const std::string& patterns) {
  if (drawing.legend.empty()) return "";
  std::string text = "<ul class=\"pt-legend\">";
  for (std::size_t i = 0; i < drawing.legend.size(); ++i)
    text += fmt::format("<li>{} {}</li>", sample(drawing, static_cast<int>(i), patterns), escape(drawing.legend[i]));
  return text + "</ul>\n";
}

std::string note(const Chart& chart, const Table& table, const Drawing& drawing, const Words& words) {
  std::string text = words.say(chart.note);
  if (drawing.rows < table.rows.size()) {
    if (!text.empty()) text += " ";
    text += words.say("chart.left-out", {{"n", std::to_string(table.rows.size() - drawing.rows)}});
  }
  return text.empty() ? "" : fmt::format("<p class=\"pt-note\">{}</p>\n", escape(text));
}

}  // namespace chart_detail

std::string svg_of(const Chart& chart, const Table& table, const Words& words) {
  return chart_detail::framed(chart, chart_detail::drawing_of(chart, table, words), words);
}

std::string figure_of(const Chart& chart, const Table& table, const Words& words) {
  const Drawing drawing = chart_detail::drawing_of(chart, table, words);
  const std::string svg = chart_detail::framed(chart, drawing, words);
  if (svg.empty()) return "";
  const std::string patterns = chart_detail::prefix(table, chart.kind == ChartKind::bar ? "-b" : "-d");
  return fmt::format("<figure class=\"pt-figure\"><figcaption>{}</figcaption>\n{}\n{}{}</figure>\n",
                     escape(words.say(chart.finding)), svg, chart_detail::legend(drawing, patterns),
                     chart_detail::note(chart, table, drawing, words));
}

}  // namespace potensial::report
