#include "insight/description_parts.hpp"

#include <cmath>
#include <iterator>

namespace potensial::insight {
namespace {

namespace described {

constexpr double hundred = 100;
constexpr std::size_t authority_digits = 3;  // of the number of a school

std::string noun_of(const std::string& organisation) {
  return organisation.size() > authority_digits ? "school" : "authority";
}

}  // namespace described
}  // namespace

Page described_frame(const DescribedScope& scope, const std::string& topic) {
  Page page;
  page.address = {topic, scope.organisation, ""};
  page.title = phrase("describe." + topic + ".title", {{"name", scope.name}});
  page.caption = scope.stage == Text{} ? phrase("describe.caption", {{"year", scope.year}})
                                       : phrase("describe.caption-stage", {{"stage", scope.stage}, {"year", scope.year}});
  page.section = "find";
  if (!scope.is_population || scope.organisation.empty()) page.trail = {{verbatim(scope.population), Target{"wales", "", ""}}};
  if (!scope.organisation.empty()) page.trail.push_back({verbatim(scope.name), Target{scope.noun, scope.organisation, ""}});
  page.invented = scope.invented;
  return page;
}

std::vector<Phrase> numbers_said(std::span<const std::int64_t> ascending) {
  std::vector<Phrase> said;
  for (auto first = ascending.begin(); first != ascending.end();) {
    auto last = first;
    while (std::next(last) != ascending.end() && *std::next(last) == *last + 1) ++last;
    said.push_back(verbatim(first == last ? std::to_string(*first) : std::to_string(*first) + "–" + std::to_string(*last)));
    first = std::next(last);
  }
  return said;
}

Details described_sources(const DescribedScope& scope) {
  List list;
  for (const auto& indicator : scope.indicators)
    list.items.push_back({phrase("insight.definition-link",
                                 {{"indicator", indicator.name}, {"version", std::int64_t(indicator.version)}}),
                          Target{"definition", indicator.id, ""}});
  list.items.push_back({phrase("insight.loads", {{"loads", numbers_said(scope.loads)}}), {}});
  return {phrase("insight.sources"), {std::move(list)}, false};
}

Sentence described_limits(const std::string& topic) { return {phrase("describe.does-not-show." + topic), Weight::note}; }

Phrase year_phrase(AcademicYear year) { return phrase("insight.years.one", {{"year", year}}); }
Cell year_cell(AcademicYear year) { return cell(year_phrase(year)); }

Cell share_interval_cell(double low, double high) {
  if (std::isnan(low) || std::isnan(high)) return {};
  return {Interval{low * described::hundred, high * described::hundred, Unit::percent}, {}};
}

Cell rate_cell(double per_thousand) {
  if (std::isnan(per_thousand)) return {};
  return {Quantity{per_thousand, Unit::per_thousand}, {}};
}

Cell text_cell(const Text& text) { return cell(verbatim(text)); }

Cell organisation_cell(const Names& names, const std::string& organisation) {
  return link_cell(name_of(names, organisation), Target{described::noun_of(organisation), organisation, ""});
}

Cell population_cell(Cell value, DescribedFigureAddress figure) {
  figure.place = DescribedScope::everybody;
  return opened(std::move(value), described_figure(figure));
}

Column population_column(const DescribedScope& scope) { return {verbatim(scope.population), Align::number}; }

Chart described_chart(ChartKind kind, const std::string& table, Phrase finding, Phrase description,
                      std::vector<std::size_t> values) {
  Chart chart;
  chart.kind = kind;
  chart.table = table;
  chart.finding = std::move(finding);
  chart.description = std::move(description);
  chart.values = std::move(values);
  return chart;
}

std::vector<Block> headed(Table table) {
  std::vector<Block> blocks{Heading{table.title, table.id + "-heading"}};
  blocks.push_back(std::move(table));
  return blocks;
}

}  // namespace potensial::insight
