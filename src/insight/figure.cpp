#include "insight/figure.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "insight/cohort_group.hpp"
#include "insight/learners_page.hpp"
#include "insight/searched_table.hpp"

namespace potensial::insight {
namespace counted_figure {

constexpr std::string_view family_prefix = "family:";

std::size_t known(std::span<const double> values, std::span<const std::uint32_t> rows) {
  return std::size_t(std::ranges::count_if(rows, [&](std::uint32_t row) { return !std::isnan(values[row]); }));
}

double mean_of(std::span<const double> values, std::span<const std::uint32_t> rows) {
  double sum = 0, n = 0;
  for (const auto row : rows)
    if (!std::isnan(values[row])) sum += values[row], n += 1;
  return n > 0 ? sum / n : no_figure;
}

// Of those who stand in a comparison.
double mean_of_those(std::span<const double> compared, std::span<const double> values, std::span<const std::uint32_t> rows) {
  std::vector<std::uint32_t> those;
  std::ranges::copy_if(rows, std::back_inserter(those), [&](std::uint32_t row) { return !std::isnan(compared[row]); });
  return mean_of(values, those);
}

std::size_t expected_of(const std::optional<ExpectedStandard>& standard, std::span<const std::uint32_t> rows) {
  return standard ? known(standard->residual, rows) : 0;
}

Rows rows_with_start(const IndicatorStandards& standards, std::span<const std::uint32_t> rows) {
  return standards.same_start ? with_a_start(standards, Rows(rows.begin(), rows.end())) : Rows();
}

}  // namespace counted_figure

FigureCounts figure_counts(const Cohort& cohort, const IndicatorStandards& standards, std::span<const std::uint32_t> rows) {
  using namespace counted_figure;
  FigureCounts counts;
  const auto& attained = cohort.outcome(standards.indicator.id)->attained;
  counts.learners = rows.size();
  counts.counted = std::size_t(std::ranges::count_if(rows, [&](std::uint32_t row) { return attained[row] >= 0; }));
  counts.attained = std::size_t(std::ranges::count_if(rows, [&](std::uint32_t row) { return attained[row] == 1; }));
  counts.with_result = known(standards.outcome, rows);
  counts.mean = mean_of(standards.outcome, rows);
  counts.same_start = expected_of(standards.same_start, rows);
  const auto started = rows_with_start(standards, rows);
  counts.with_start = expected_of(standards.same_start, started);
  if (standards.same_start) counts.mean_with_start = mean_of_those(standards.same_start->residual, standards.outcome, started);
  counts.circumstances = expected_of(standards.circumstances, rows);
  counts.previous = standards.previous ? known(standards.previous->progress, rows) : 0;
  if (standards.previous) counts.mean_previous = mean_of_those(standards.previous->progress, standards.previous->now, rows);
  return counts;
}

FigureCounts counts_of_each_once(const Cohort& cohort, const IndicatorStandards& standards, std::span<const std::uint32_t> rows,
                                 std::span<const Condition> conditions) {
  const auto once = each_learner_once(cohort, Rows(rows.begin(), rows.end()));
  return figure_counts(cohort, standards, group_rows(cohort, once, conditions, AcademicYear{0}, AcademicYear{9999}));
}

Target figure_link(std::string place, const std::string& indicator, std::span<const Condition> conditions) {
  Target target{"figure", std::move(place), "", {{"indicator", indicator}}};
  if (!conditions.empty()) target.query.emplace_back("group", group_words(conditions));
  return target;
}

Target in_years(Target figure, AcademicYear since, AcademicYear year) {
  if (since < year) figure.query.emplace_back("since", std::to_string(since.summer));
  figure.query.emplace_back("year", std::to_string(year.summer));
  return figure;
}

Target in_years(Target figure, std::span<const AcademicYear> years) {
  return years.empty() ? figure : in_years(std::move(figure), years.front(), years.back());
}

std::string place_of_family(const std::string& family) { return std::string(counted_figure::family_prefix) + family; }

std::string_view family_at(std::string_view place) {
  return place.starts_with(counted_figure::family_prefix) ? place.substr(counted_figure::family_prefix.size()) : std::string_view();
}

Target leaving_out(Target figure, const std::string& school) {
  figure.query.emplace_back("without", school);
  return figure;
}

Target described_figure(const DescribedFigureAddress& figure) {
  Target target{"figure", figure.place, "", {{"of", std::string(figure.of)}}};
  const auto ask = [&](const char* name, std::string value) {
    if (!value.empty()) target.query.emplace_back(name, std::move(value));
  };
  ask("stage", figure.stage);
  ask("indicator", figure.indicator);
  ask("group", group_words(figure.conditions));
  ask("item", figure.item);
  target = in_years(std::move(target), figure.since, figure.year);
  if (figure.defined.summer && figure.defined != figure.year) target.query.emplace_back("defined", std::to_string(figure.defined.summer));
  return target;
}

}  // namespace potensial::insight
