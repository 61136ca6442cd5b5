#include "insight/exclusions_page.hpp"

#include <algorithm>

namespace potensial::insight {
namespace {

namespace exclusions_block {

constexpr std::size_t years_wanted = 3;

struct Kind {
  const char* name;
  ExclusionRate ExclusionRates::*rate;
};
constexpr Kind kinds[] = {{"describe.exclusions.brief", &ExclusionRates::fixed_up_to_five_days},
                          {"describe.exclusions.longer", &ExclusionRates::fixed_longer},
                          {"describe.exclusions.permanent", &ExclusionRates::permanent}};

Argument years_argument(const ExclusionsPageInput& input) { return one(years_phrase(input.pooled)); }

Quantity rate(const ExclusionRate& of) { return {of.per_thousand, Unit::per_thousand}; }

double fixed_term(const ExclusionRates& rates) {
  return rates.fixed_up_to_five_days.per_thousand + rates.fixed_longer.per_thousand;
}

std::size_t all_exclusions(const ExclusionRates& rates) {
  return rates.permanent.exclusions + rates.fixed_up_to_five_days.exclusions + rates.fixed_longer.exclusions;
}

Cell interval(const ExclusionRate& of) {
  if (of.learners == 0) return {};
  return {Interval{of.low, of.high, Unit::per_thousand}, {}};
}

std::vector<Block> key(const ExclusionsPageInput& input) {
  std::vector<Block> blocks{
      Sentence{phrase("describe.exclusions.key", {{"years", years_argument(input)},
                                                  {"fixed", Quantity{fixed_term(input.own), Unit::per_thousand}},
                                                  {"permanent", rate(input.own.permanent)}}),
               Weight::key}};
  if (input.scope.stands_beside())
    blocks.push_back(Sentence{phrase("describe.exclusions.against", {{"population", input.scope.population},
                                                                     {"fixed", Quantity{fixed_term(input.population), Unit::per_thousand}},
                                                                     {"permanent", rate(input.population.permanent)}}),
                              Weight::key});
  if (input.years.size() < years_wanted)
    blocks.push_back(Sentence{phrase("describe.exclusions.few-years", {{"n", std::int64_t(input.years.size())}}), Weight::body});
  return blocks;
}

DescribedFigureAddress figure_in(const ExclusionsPageInput& input, AcademicYear since, AcademicYear year) {
  return {.of = "exclusions", .place = input.scope.place(), .since = since, .year = year, .defined = input.scope.defined};
}

DescribedFigureAddress pooled_figure(const ExclusionsPageInput& input) { return figure_in(input, input.pooled.front(), input.pooled.back()); }

std::vector<Block> by_kind(const ExclusionsPageInput& input) {
  Table table{"exclusions-kinds", phrase("describe.exclusions.kinds", {{"years", years_argument(input)}}),
              {text_column("describe.column.kind"), number_column("describe.column.per-thousand"),
               number_column("insight.column.interval"), number_column("describe.column.exclusions")},
              {},
              phrase("describe.empty.exclusions")};
  if (input.scope.stands_beside()) table.columns.push_back(population_column(input.scope));
  for (const auto& kind : kinds) {
    const auto& own = input.own.*kind.rate;
    Row row{{opened(cell(phrase(kind.name)), described_figure(pooled_figure(input))), rate_cell(own.per_thousand), interval(own), count_cell(own.exclusions)}};
    if (input.scope.stands_beside()) row.cells.push_back(population_cell(rate_cell((input.population.*kind.rate).per_thousand), pooled_figure(input)));
    table.rows.push_back(std::move(row));
  }
  return headed(std::move(table));
}

std::vector<Block> over_time(const ExclusionsPageInput& input) {
  Table table{"exclusions-years", phrase("describe.exclusions.years"),
              {text_column("insight.column.school-year"), number_column("describe.column.fixed"),
               number_column("describe.column.permanent"), number_column("describe.column.days-lost"),
               number_column("describe.column.exclusions"), number_column("insight.column.learners")},
              {},
              phrase("describe.empty.exclusions")};
  if (input.scope.stands_beside())
    table.columns.push_back({phrase("describe.column.fixed-in", {{"population", input.scope.population}}), Align::number});
  for (const auto& each : input.years) {
    const auto figure = figure_in(input, each.year, each.year);
    Row row{{opened(year_cell(each.year), described_figure(figure)), rate_cell(fixed_term(each.own)), rate_cell(each.own.permanent.per_thousand),
             {Quantity{each.own.days_lost, Unit::score}, {}}, count_cell(all_exclusions(each.own)),
             count_cell(each.own.permanent.learners)}};
    if (input.scope.stands_beside()) row.cells.push_back(population_cell(rate_cell(fixed_term(each.population)), figure));
    table.rows.push_back(std::move(row));
  }
  auto blocks = headed(std::move(table));
  if (input.years.size() > 1) {
    auto chart = described_chart(ChartKind::line, "exclusions-years", phrase("describe.exclusions.years-chart"),
                                 phrase("describe.exclusions.years-description"),
                                 input.scope.stands_beside() ? std::vector<std::size_t>{1, 6} : std::vector<std::size_t>{1});
    chart.from_zero = true;
    blocks.push_back(std::move(chart));
  }
  return blocks;
}

double per_thousand(std::size_t count, std::size_t learners) {
  return learners ? 1000.0 * static_cast<double>(count) / static_cast<double>(learners) : no_figure;
}

std::vector<Block> by_reason(const ExclusionsPageInput& input) {
  Table table{"exclusions-reasons", phrase("describe.exclusions.reasons", {{"years", years_argument(input)}}),
              {text_column("insight.column.reason"), number_column("describe.column.per-thousand"),
               number_column("describe.column.exclusions"), number_column("describe.column.share-of-exclusions")},
              {},
              phrase("describe.empty.exclusions")};
  if (input.scope.stands_beside()) table.columns.push_back(population_column(input.scope));
  std::vector<std::pair<std::string, std::size_t>> reasons(input.own.by_reason.begin(), input.own.by_reason.end());
  std::ranges::stable_sort(reasons, [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [code, count] : reasons) {
    Row row{{opened(cell(exclusion_reason(input.reasons, code)), described_figure(pooled_figure(input))), rate_cell(per_thousand(count, input.own.permanent.learners)), count_cell(count),
             percent_cell(static_cast<double>(count) / static_cast<double>(all_exclusions(input.own)))}};
    if (input.scope.stands_beside()) {
      const auto beside = input.population.by_reason.find(code);
      row.cells.push_back(population_cell(rate_cell(per_thousand(beside == input.population.by_reason.end() ? 0 : beside->second,
                                                                 input.population.permanent.learners)),
                                          pooled_figure(input)));
    }
    table.rows.push_back(std::move(row));
  }
  return headed(std::move(table));
}

Table rates_table(std::string id, Phrase title, Column first) {
  return {std::move(id), std::move(title),
          {std::move(first), number_column("describe.column.brief"), number_column("insight.column.interval"),
           number_column("describe.column.longer"), number_column("describe.column.permanent"),
           number_column("describe.column.exclusions"), number_column("describe.column.learner-years")},
          {},
          phrase("describe.empty.exclusions")};
}

Row rates_row(Cell first, Cell learners, const ExclusionRates& rates) {
  return {{std::move(first), rate_cell(rates.fixed_up_to_five_days.per_thousand), interval(rates.fixed_up_to_five_days),
           rate_cell(rates.fixed_longer.per_thousand), rate_cell(rates.permanent.per_thousand),
           count_cell(all_exclusions(rates)), std::move(learners)}};
}

Row group_row(const ExclusionsPageInput& input, const ExclusionsOfGroup& of) {
  auto figure = pooled_figure(input);
  figure.conditions = {of.group.condition};
  return rates_row(opened(text_cell(of.group.level), described_figure(figure)), count_cell(of.rates.permanent.learners), of.rates);
}

Row part_row(const ExclusionsPageInput& input, const ExclusionsOfPart& of) {
  auto figure = pooled_figure(input);
  figure.place = of.organisation;
  return rates_row(organisation_cell(input.names, of.organisation), opened(count_cell(of.rates.permanent.learners), described_figure(figure)), of.rates);
}

std::vector<Block> of_groups(const ExclusionsPageInput& input) {
  auto table = rates_table("exclusions-groups", phrase("describe.exclusions.groups", {{"years", years_argument(input)}}),
                           text_column("insight.column.group"));
  for (const auto& each : input.groups) table.rows.push_back(group_row(input, each));
  const bool drawn = !table.rows.empty();
  auto blocks = headed(std::move(table));
  if (drawn)
    blocks.push_back(described_chart(ChartKind::interval, "exclusions-groups", phrase("describe.exclusions.groups-chart"),
                                     phrase("describe.exclusions.groups-description"), {1, 2}));
  return blocks;
}

std::vector<Block> of_parts(const ExclusionsPageInput& input) {
  if (input.parts.empty()) return {};
  auto table = rates_table("exclusions-parts", phrase("describe.exclusions.parts", {{"years", years_argument(input)}}),
                           text_column("describe.column.organisation"));
  table.by_name = true;
  for (const auto& each : input.parts) table.rows.push_back(part_row(input, each));
  auto blocks = headed(std::move(table));
  blocks.push_back(Sentence{phrase("describe.order"), Weight::note});
  return blocks;
}

}  // namespace exclusions_block
}  // namespace

Phrase exclusion_reason(const CodeSet* reasons, const std::string& code) {
  const auto* found = reasons ? reasons->find(code) : nullptr;
  if (found) return verbatim(found->name);
  return code.empty() ? phrase("describe.exclusions.no-reason") : verbatim(code);
}

Page exclusions_page(const ExclusionsPageInput& input) {
  Page page = described_frame(input.scope, "exclusions");
  auto& blocks = page.blocks;
  if (input.years.empty()) {
    blocks.push_back(Sentence{phrase("describe.empty.exclusions"), Weight::key});
    return page;
  }
  append(blocks, exclusions_block::key(input));
  append(blocks, exclusions_block::by_kind(input));
  append(blocks, exclusions_block::over_time(input));
  append(blocks, exclusions_block::by_reason(input));
  append(blocks, exclusions_block::of_groups(input));
  append(blocks, exclusions_block::of_parts(input));
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("exclusions"));
  return page;
}

}  // namespace potensial::insight
