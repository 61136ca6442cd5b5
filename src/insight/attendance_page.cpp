#include "insight/attendance_page.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::insight {
namespace {

namespace attendance_block {

Quantity percent(double share) { return {share * 100, Unit::percent}; }

std::vector<Block> key(const AttendancePageInput& input) {
  const auto& now = input.years.back();
  std::vector<Block> blocks{
      Sentence{phrase("describe.attendance.key", {{"year", now.year},
                                                  {"absence", percent(now.own.absence())},
                                                  {"authorised", percent(now.own.authorised)},
                                                  {"unauthorised", percent(now.own.unauthorised)}}),
               Weight::key},
      Sentence{phrase("describe.attendance.persistent", {{"share", percent(now.own.persistent)},
                                                         {"n", std::int64_t(now.own.learners)},
                                                         {"definition", input.persistent}}),
               Weight::key}};
  if (input.scope.stands_beside())
    blocks.push_back(Sentence{phrase("describe.attendance.against", {{"population", input.scope.population},
                                                                     {"absence", percent(now.population.absence())},
                                                                     {"persistent", percent(now.population.persistent)}}),
                              Weight::key});
  if (now.own.without_sessions > 0)
    blocks.push_back(Sentence{phrase("describe.attendance.without", {{"n", std::int64_t(now.own.without_sessions)}}), Weight::note});
  return blocks;
}

std::vector<std::size_t> definition_changes(const AttendancePageInput& input) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 1; row < input.years.size(); ++row)
    if (input.years[row].definition_version != input.years[row - 1].definition_version) rows.push_back(row);
  return rows;
}

DescribedFigureAddress figure_in(const AttendancePageInput& input, AcademicYear year) {
  return {.of = "attendance", .place = input.scope.place(), .since = year, .year = year, .defined = input.scope.defined};
}

std::vector<Block> over_time(const AttendancePageInput& input) {
  Table table{"attendance-years", phrase("describe.attendance.years"),
              {text_column("insight.column.school-year"), number_column("describe.column.absence"),
               number_column("describe.column.authorised"), number_column("describe.column.unauthorised"),
               number_column("describe.column.persistent"), number_column("insight.column.learners")},
              {},
              phrase("describe.empty.attendance", {{"year", input.scope.year}})};
  if (input.scope.stands_beside()) {
    table.columns.push_back({phrase("describe.column.absence-in", {{"population", input.scope.population}}), Align::number});
    table.columns.push_back({phrase("describe.column.persistent-in", {{"population", input.scope.population}}), Align::number});
  }
  for (const auto& each : input.years) {
    const auto figure = figure_in(input, each.year);
    Row row{{opened(year_cell(each.year), described_figure(figure)), percent_cell(each.own.absence()), percent_cell(each.own.authorised),
             percent_cell(each.own.unauthorised), percent_cell(each.own.persistent), count_cell(each.own.learners)}};
    if (input.scope.stands_beside()) {
      row.cells.push_back(population_cell(percent_cell(each.population.absence()), figure));
      row.cells.push_back(population_cell(percent_cell(each.population.persistent), figure));
    }
    table.rows.push_back(std::move(row));
  }
  auto blocks = headed(std::move(table));
  if (input.years.size() > 1) {
    auto chart = described_chart(ChartKind::line, "attendance-years", phrase("describe.attendance.years-chart"),
                                 phrase("describe.attendance.years-description"), {1, 4});
    chart.breaks = definition_changes(input);
    chart.from_zero = true;
    blocks.push_back(std::move(chart));
  }
  return blocks;
}

Phrase class_phrase(const AttendancePageInput& input, const std::string& letter) {
  const auto* code = input.codes ? input.codes->find(letter) : nullptr;
  return phrase(code && code->group == "unauthorised" ? "describe.column.unauthorised" : "describe.column.authorised");
}

std::vector<std::pair<std::string, double>> reasons(const AttendanceRate& rate) {
  std::vector<std::pair<std::string, double>> all(rate.by_code.begin(), rate.by_code.end());
  std::ranges::stable_sort(all, [](const auto& a, const auto& b) { return a.second > b.second; });
  return all;
}

std::vector<Block> by_reason(const AttendancePageInput& input) {
  Table table{"attendance-reasons", phrase("describe.attendance.reasons", {{"year", input.scope.year}}),
              {text_column("insight.column.reason"), number_column("describe.column.share-of-sessions"),
               number_column("describe.column.share-of-absence"), text_column("describe.column.class")},
              {},
              phrase("describe.empty.reasons")};
  if (input.scope.stands_beside()) table.columns.push_back(population_column(input.scope));
  const auto& now = input.years.back();
  for (const auto& [letter, share] : reasons(now.own)) {
    auto figure = figure_in(input, now.year);
    figure.item = letter;
    Row row{{opened(cell(absence_reason(input.codes, letter)), described_figure(figure)), percent_cell(share),
             percent_cell(now.own.absence() > 0 ? share / now.own.absence() : no_figure), cell(class_phrase(input, letter))}};
    if (input.scope.stands_beside()) {
      const auto beside = now.population.by_code.find(letter);
      row.cells.push_back(population_cell(percent_cell(beside == now.population.by_code.end() ? no_figure : beside->second), figure));
    }
    table.rows.push_back(std::move(row));
  }
  return headed(std::move(table));
}

Table rates_table(std::string id, Phrase title, Column first, Phrase when_empty) {
  return {std::move(id), std::move(title),
          {std::move(first), number_column("describe.column.absence"), number_column("describe.column.authorised"),
           number_column("describe.column.unauthorised"), number_column("describe.column.persistent"),
           number_column("insight.column.interval"), number_column("insight.column.learners")},
          {},
          std::move(when_empty)};
}

Row rates_row(Cell first, Cell learners, const AttendanceRate& rate) {
  return {{std::move(first), percent_cell(rate.absence()), percent_cell(rate.authorised), percent_cell(rate.unauthorised),
           percent_cell(rate.persistent), share_interval_cell(rate.persistent_low, rate.persistent_high),
           std::move(learners)}};
}

Row group_row(const AttendancePageInput& input, const AttendanceOfGroup& of) {
  auto figure = figure_in(input, input.scope.year);
  figure.conditions = {of.group.condition};
  return rates_row(opened(text_cell(of.group.level), described_figure(figure)), count_cell(of.rate.learners), of.rate);
}

Row part_row(const AttendancePageInput& input, const AttendanceOfPart& of) {
  auto figure = figure_in(input, input.scope.year);
  figure.place = of.organisation;
  return rates_row(organisation_cell(input.names, of.organisation), opened(count_cell(of.rate.learners), described_figure(figure)), of.rate);
}

std::vector<Block> of_groups(const AttendancePageInput& input, std::span<const AttendanceOfGroup> groups, const char* id,
                             const char* title, const char* empty) {
  auto table = rates_table(id, phrase(title, {{"year", input.scope.year}}), text_column("insight.column.group"), phrase(empty));
  for (const auto& each : groups) table.rows.push_back(group_row(input, each));
  const bool drawn = !table.rows.empty();
  auto blocks = headed(std::move(table));
  if (drawn)
    blocks.push_back(described_chart(ChartKind::interval, id, phrase("describe.attendance.groups-chart"),
                                     phrase("describe.attendance.groups-description"), {4, 5}));
  return blocks;
}

std::vector<Block> of_parts(const AttendancePageInput& input) {
  if (input.parts.empty()) return {};
  auto table = rates_table("attendance-parts", phrase("describe.attendance.parts", {{"year", input.scope.year}}),
                           text_column("describe.column.organisation"), phrase("describe.empty.attendance", {{"year", input.scope.year}}));
  table.by_name = true;
  for (const auto& each : input.parts) table.rows.push_back(part_row(input, each));
  auto blocks = headed(std::move(table));
  blocks.push_back(Sentence{phrase("describe.order"), Weight::note});
  return blocks;
}

}  // namespace attendance_block
}  // namespace

Phrase absence_reason(const CodeSet* codes, const std::string& letter) {
  const auto* code = codes ? codes->find(letter) : nullptr;
  return code ? phrase("describe.attendance.reason", {{"code", letter}, {"name", code->name}}) : verbatim(letter);
}

Page attendance_page(const AttendancePageInput& input) {
  Page page = described_frame(input.scope, "attendance");
  auto& blocks = page.blocks;
  if (input.years.empty()) {
    blocks.push_back(Sentence{phrase("describe.empty.attendance", {{"year", input.scope.year}}), Weight::key});
    return page;
  }
  append(blocks, attendance_block::key(input));
  append(blocks, attendance_block::over_time(input));
  append(blocks, attendance_block::by_reason(input));
  append(blocks, attendance_block::of_groups(input, input.groups, "attendance-groups", "describe.attendance.groups",
                                             "describe.empty.groups"));
  append(blocks, attendance_block::of_groups(input, input.areas, "attendance-areas", "describe.attendance.areas",
                                             "describe.empty.areas"));
  append(blocks, attendance_block::of_parts(input));
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("attendance"));
  return page;
}

}  // namespace potensial::insight
