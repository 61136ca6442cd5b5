#include "insight/norm_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/judgement.hpp"
#include "stats/normal_distribution.hpp"

namespace potensial::insight {
namespace {

namespace norms {

constexpr double most_skewness = 1;

double mid_rank_score(double below, double equal, double all) {
  return stats::normal_quantile((below + equal / 2) / all);
}

std::vector<NormCategory> categories(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::vector<NormCategory> found;
  for (std::size_t begin = 0; begin < values.size();) {
    const auto end = static_cast<std::size_t>(
        std::upper_bound(values.begin() + static_cast<std::ptrdiff_t>(begin), values.end(), values[begin]) -
        values.begin());
    found.push_back({values[begin], begin, end - begin,
                     mid_rank_score(double(begin), double(end - begin), double(values.size()))});
    begin = end;
  }
  return found;
}

void describe(YearNorm& norm, const std::vector<double>& values) {
  norm.learners = values.size();
  const double n = double(values.size());
  for (double value : values) norm.mean += value / n;
  double second = 0, third = 0;
  for (double value : values) {
    const double deviation = value - norm.mean;
    second += deviation * deviation / n;
    third += deviation * deviation * deviation / n;
  }
  norm.sd = std::sqrt(second);
  norm.skewness = second > 0 ? third / (second * norm.sd) : 0;
}

NormMethod method(Scale scale, double skewness) {
  switch (scale) {
    case Scale::ordered:
    case Scale::share: return NormMethod::normal_score;
    case Scale::points:
    case Scale::score:
      return std::abs(skewness) > most_skewness ? NormMethod::normal_score : NormMethod::standardised;
    case Scale::yes_no:
    case Scale::rate: break;
  }
  return NormMethod::unchanged;
}

YearNorm norm_of(AcademicYear year, std::vector<double> values, Scale scale) {
  YearNorm norm;
  norm.year = year;
  describe(norm, values);
  norm.method = method(scale, norm.skewness);
  if (norm.method == NormMethod::normal_score) norm.categories = categories(std::move(values));
  return norm;
}

double ranked_score(const YearNorm& norm, double value) {
  const auto at = std::lower_bound(norm.categories.begin(), norm.categories.end(), value,
                                   [](const NormCategory& each, double sought) { return each.value < sought; });
  if (at != norm.categories.end() && at->value == value) return at->score;
  const double all = double(norm.learners);
  const double below = at == norm.categories.end() ? all : double(at->below);
  return stats::normal_quantile(std::clamp(below / all, 0.5 / all, 1 - 0.5 / all));
}

}  // namespace norms
}  // namespace

double YearNorm::score(double value) const {
  if (std::isnan(value) || learners == 0) return no_figure;
  switch (method) {
    case NormMethod::unchanged: return value;
    case NormMethod::standardised: return sd > 0 ? (value - mean) / sd : 0;
    case NormMethod::normal_score: return norms::ranked_score(*this, value);
  }
  return no_figure;
}

const YearNorm* NormTable::of(AcademicYear year) const {
  for (const auto& each : years)
    if (each.year == year) return &each;
  return nullptr;
}

NormTable norm_table(const OutcomeColumn& column, std::span<const AcademicYear> year, Scale scale,
                     std::string population) {
  std::map<AcademicYear, std::vector<double>> values;
  for (std::size_t row = 0; row < column.value.size(); ++row)
    if (!std::isnan(column.value[row])) values[year[row]].push_back(column.value[row]);
  NormTable table{column.indicator, std::move(population), {}};
  for (auto& [each, of_year] : values) table.years.push_back(norms::norm_of(each, std::move(of_year), scale));
  return table;
}

std::vector<double> standard_scores(const NormTable& table, const OutcomeColumn& column,
                                    std::span<const AcademicYear> year) {
  std::vector<double> scores(column.value.size(), no_figure);
  const YearNorm* norm = nullptr;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    if (!norm || norm->year != year[row]) norm = table.of(year[row]);
    if (norm) scores[row] = norm->score(column.value[row]);
  }
  return scores;
}

}  // namespace potensial::insight
