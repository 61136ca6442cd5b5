#include "insight/expected_covariates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "stats/quantile.hpp"

namespace potensial::insight {
namespace {

namespace covariate {

constexpr double middle_month = 5.5;
constexpr double first_arrival_band = 12, second_arrival_band = 36;  // months

class Columns {
 public:
  explicit Columns(const Cohort& cohort) : cohort_(cohort) {}

  std::vector<double>& add(std::string name) {
    made_.names.push_back(std::move(name));
    return made_.columns.emplace_back(cohort_.size(), 0.0);
  }
  // A column of 0 and 1 for each key but the first met in order.
  template <class Key>
  void add_levels(const std::string& name, const std::map<Key, std::vector<std::uint32_t>>& levels) {
    std::size_t number = 0;
    for (const auto& [key, rows] : levels) {
      if (number++ == 0) continue;
      auto& column = add(fmt::format("{}.{}", name, number));
      for (std::uint32_t row : rows) column[row] = 1;
    }
  }
  Covariates take() { return std::move(made_); }
  const Cohort& cohort() const { return cohort_; }

 private:
  const Cohort& cohort_;
  Covariates made_;
};

using Flags = std::vector<std::uint8_t>;

Flags without_earlier(std::size_t size, std::span<const EarlierColumn> earlier) {
  Flags none(size, 1);
  for (const auto& each : earlier)
    for (std::size_t row = 0; row < size; ++row)
      if (!std::isnan(each.z[row])) none[row] = 0;
  return none;
}

int arrival_band(double months) {
  if (std::isnan(months)) return 0;
  return months < first_arrival_band ? 1 : months < second_arrival_band ? 2 : 3;
}

// Years for all; for the stratum without earlier results, its cells of year and arrival.
void add_years_and_stratum(Columns& columns, const Flags& none) {
  std::map<AcademicYear, std::vector<std::uint32_t>> years;
  std::map<std::pair<AcademicYear, int>, std::vector<std::uint32_t>> stratum;
  const Cohort& cohort = columns.cohort();
  for (std::uint32_t row = 0; row < cohort.size(); ++row) {
    if (none[row])
      stratum[{cohort.year[row], arrival_band(cohort.months_since_arrival[row])}].push_back(row);
    else
      years[cohort.year[row]].push_back(row);
  }
  if (!years.empty() && !stratum.empty()) stratum[{AcademicYear{-1}, -1}] = {};  // those with results are the base
  columns.add_levels("year", years);
  columns.add_levels("no-earlier", stratum);
}

// A missing result among known others is a cell of its own.
void add_cells(Columns& columns, const EarlierColumn& earlier, const Flags& none) {
  const auto& level = earlier.level.empty() ? earlier.z : earlier.level;
  std::map<double, std::vector<std::uint32_t>> cells;
  for (std::uint32_t row = 0; row < none.size(); ++row)
    if (!none[row]) cells[std::isnan(earlier.z[row]) ? -HUGE_VAL : level[row]].push_back(row);
  columns.add_levels(earlier.indicator, cells);
}

double cubed_above(double x, double knot) { return x > knot ? (x - knot) * (x - knot) * (x - knot) : 0; }

void add_cubic(Columns& columns, const EarlierColumn& earlier) {
  constexpr std::array quartiles{0.25, 0.50, 0.75};
  auto knots = stats::quantiles(earlier.z, quartiles);
  knots.erase(std::unique(knots.begin(), knots.end()), knots.end());
  const auto add = [&](int term, auto&& of) {
    auto& column = columns.add(fmt::format("{}.{}", earlier.indicator, term));
    for (std::size_t row = 0; row < column.size(); ++row)
      if (!std::isnan(earlier.z[row])) column[row] = of(earlier.z[row]);
  };
  add(1, [](double z) { return z; });
  add(2, [](double z) { return z * z; });
  add(3, [](double z) { return z * z * z; });
  for (std::size_t knot = 0; knot < knots.size(); ++knot)
    add(int(4 + knot), [at = knots[knot]](double z) { return cubed_above(z, at); });
}

void add_missing(Columns& columns, const EarlierColumn& earlier, const Flags& none) {
  bool any = false;
  for (std::size_t row = 0; row < none.size(); ++row) any |= !none[row] && std::isnan(earlier.z[row]);
  if (!any) return;
  auto& column = columns.add(earlier.indicator + ".missing");
  for (std::size_t row = 0; row < none.size(); ++row) column[row] = !none[row] && std::isnan(earlier.z[row]);
}

void add_age(Columns& columns, const Flags& none) {
  const auto& month = columns.cohort().month_of_birth;
  auto& column = columns.add("age");
  for (std::size_t row = 0; row < column.size(); ++row)
    if (!none[row] && !std::isnan(month[row])) column[row] = (middle_month - month[row]) / 12;
}

void add_circumstance(Columns& columns, const CharacteristicColumn& characteristic, const Flags& none) {
  std::map<std::uint8_t, std::vector<std::uint32_t>> levels;
  for (std::uint32_t row = 0; row < none.size(); ++row)
    if (!none[row]) levels[characteristic.level[row]].push_back(row);
  columns.add_levels(characteristic.definition.id, levels);
}

}  // namespace covariate
}  // namespace

Covariates covariates(const Cohort& cohort, std::span<const EarlierColumn> earlier,
                      std::span<const std::string> circumstances) {
  covariate::Columns columns(cohort);
  auto known_none = covariate::without_earlier(cohort.size(), earlier);
  // Where the stage has no earlier results at all, everybody shares the year, age and circumstances.
  const auto none = earlier.empty() ? covariate::Flags(cohort.size(), 0) : known_none;
  covariate::add_years_and_stratum(columns, none);
  for (const auto& each : earlier) {
    if (each.kind == EarlierResult::levels) {
      covariate::add_cells(columns, each, none);
    } else {
      covariate::add_cubic(columns, each);
      covariate::add_missing(columns, each, none);
    }
  }
  covariate::add_age(columns, none);
  for (const auto& id : circumstances)
    if (const auto* characteristic = cohort.characteristic(id))
      covariate::add_circumstance(columns, *characteristic, none);
  Covariates made = columns.take();
  made.no_earlier = std::move(known_none);
  return made;
}

}  // namespace potensial::insight
