#include "insight/national_third.hpp"

#include <cmath>
#include <limits>

#include "stats/quantile.hpp"

namespace potensial::insight {
namespace third_of_learners {

struct Spread {
  double mean = 0, deviation = 0;
};

Spread spread_of(const std::vector<double>& column, std::span<const std::size_t> rows) {
  double n = 0, sum = 0, squares = 0;
  for (const auto row : rows)
    if (!std::isnan(column[row])) n += 1, sum += column[row];
  const double mean = n > 0 ? sum / n : 0;
  for (const auto row : rows)
    if (!std::isnan(column[row])) squares += (column[row] - mean) * (column[row] - mean);
  return {mean, n > 1 ? std::sqrt(squares / n) : 0};
}

// Mean of the results known, in standard deviations; NaN without any.
std::vector<double> places(std::span<const std::vector<double>* const> results, std::span<const std::size_t> rows) {
  std::vector<double> sums(rows.size(), 0), known(rows.size(), 0);
  for (const auto* column : results) {
    const auto spread = spread_of(*column, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double value = (*column)[rows[i]];
      if (std::isnan(value) || spread.deviation == 0) continue;
      sums[i] += (value - spread.mean) / spread.deviation;
      known[i] += 1;
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) sums[i] = known[i] > 0 ? sums[i] / known[i] : std::numeric_limits<double>::quiet_NaN();
  return sums;
}

constexpr double close = 1e-9;  // equal results summed in another order

Third third_of(double place, double middle, double upper) {
  return place >= upper - close ? Third::upper : place >= middle - close ? Third::middle : Third::lower;
}

}  // namespace third_of_learners

ThirdRule third_rule(const Definition& definition) {
  ThirdRule rule;
  if (const auto* numbers = definition.body.find("numbers")) {
    rule.middle_from = numbers->number("middle-from").value_or(rule.middle_from);
    rule.upper_from = numbers->number("upper-from").value_or(rule.upper_from);
  }
  return rule;
}

std::vector<std::optional<Third>> national_thirds(const Cohort& cohort, std::span<const std::vector<double>* const> results, AcademicYear year,
                                                  const ThirdRule& rule) {
  namespace own = third_of_learners;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (cohort.year[row] == year) rows.push_back(row);
  const auto places = own::places(results, rows);
  std::vector<double> known;
  for (const double place : places)
    if (!std::isnan(place)) known.push_back(place);
  std::vector<std::optional<Third>> thirds(cohort.size());
  if (known.empty()) return thirds;
  const double middle = stats::quantile(known, rule.middle_from), upper = stats::quantile(known, rule.upper_from);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!std::isnan(places[i])) thirds[rows[i]] = own::third_of(places[i], middle, upper);
  return thirds;
}

}  // namespace potensial::insight
