#include "insight/expected_standard.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "insight/expected_covariates.hpp"
#include "stats/mixed_model.hpp"
#include "stats/quantile.hpp"

namespace potensial::insight {
namespace {

namespace expected {

constexpr double like_learners_range = 1.28;  // 80% of a normal distribution
constexpr double tenth_percentile = -1.2815515655446004, quarter = -0.6744897501960817;
constexpr std::size_t tenths = 10, least_for_tenths = 200;

using stats::MixedModelFit;
using stats::MixedModelInput;

// Codes that the kernel's factors point to; they live as long as the fit.
struct Levels {
  std::vector<std::uint32_t> school, school_year, authority;
  std::vector<AcademicYear> years;
  std::size_t schools = 0, authorities = 0;  // that have an outcome
};

std::size_t distinct(const std::vector<std::uint32_t>& codes, std::span<const double> outcome) {
  std::vector<std::uint32_t> used;
  for (std::size_t row = 0; row < codes.size(); ++row)
    if (!std::isnan(outcome[row])) used.push_back(codes[row]);
  std::sort(used.begin(), used.end());
  return std::size_t(std::unique(used.begin(), used.end()) - used.begin());
}

std::vector<AcademicYear> years_of(const Cohort& cohort, std::span<const double> outcome) {
  std::vector<AcademicYear> years;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (!std::isnan(outcome[row])) years.push_back(cohort.year[row]);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

Levels levels_of(const Cohort& cohort, std::span<const double> outcome) {
  Levels levels;
  levels.years = years_of(cohort, outcome);
  levels.school = cohort.school;
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    const auto year = std::lower_bound(levels.years.begin(), levels.years.end(), cohort.year[row]);
    const bool known = year != levels.years.end() && *year == cohort.year[row];
    levels.school_year.push_back(
        known ? std::uint32_t(std::size_t(year - levels.years.begin()) * cohort.schools.size() + cohort.school[row])
              : stats::kNoLevel);
    levels.authority.push_back(cohort.school_authority[cohort.school[row]]);
  }
  levels.schools = distinct(levels.school, outcome);
  levels.authorities = distinct(levels.authority, outcome);
  return levels;
}

MixedModelInput input_of(const Cohort& cohort, std::span<const double> outcome, const Covariates& covariates,
                         const Levels& levels) {
  MixedModelInput input{.y = outcome};
  for (std::size_t column = 0; column < covariates.names.size(); ++column)
    input.fixed.push_back({covariates.names[column], covariates.columns[column]});
  input.factors.push_back({"school", levels.school, cohort.schools.size()});
  if (levels.years.size() > 1)
    input.factors.push_back({"school-year", levels.school_year, cohort.schools.size() * levels.years.size()});
  if (levels.authorities > 1 && levels.authorities < levels.schools)
    input.factors.push_back({"authority", levels.authority, cohort.authorities.size()});
  return input;
}

const stats::RandomFactor* factor(const MixedModelFit& fit, std::string_view name) {
  for (const auto& each : fit.random)
    if (each.name == name) return &each;
  return nullptr;
}

double variance(const stats::RandomFactor* random) { return random ? random->covariance[0] : 0; }

// The earlier result about its national mean, 0 where it is not known.
std::vector<double> centred_slope(std::span<const EarlierColumn> earlier) {
  std::vector<double> slope = earlier.front().z;
  double sum = 0, n = 0;
  for (double z : slope)
    if (!std::isnan(z)) sum += z, n += 1;
  for (double& z : slope) z = std::isnan(z) ? 0 : z - sum / std::max(n, 1.0);
  return slope;
}

struct Fitted {
  MixedModelFit fit;
  bool slope_kept = false, slope_singular = false;
  double slope_fall = 0;
};

// The slope stays only when it earns its place and its fit is not on the boundary.
void try_slope(Fitted& fitted, MixedModelInput input, const std::vector<double>& slope, double threshold) {
  input.factors[0].slopes.push_back({"earlier", slope});
  auto with_slope = stats::fit_mixed_model(input);
  if (!with_slope) return;
  fitted.slope_fall = fitted.fit.criterion - with_slope->criterion;
  fitted.slope_singular = with_slope->singular && !fitted.fit.singular;
  if (fitted.slope_fall <= threshold || fitted.slope_singular) return;
  fitted.fit = std::move(*with_slope);
  fitted.slope_kept = true;
}

// Sums of residuals less the authority's part: what a school, or its one year, shows by itself.
struct RawMean {
  std::size_t learners = 0;
  double sum = 0;
  double mean() const { return learners ? sum / double(learners) : no_figure; }
};

template <class Code>
std::vector<RawMean> raw_means(std::size_t levels, std::span<const double> residual, Code code) {
  std::vector<RawMean> means(levels);
  for (std::size_t row = 0; row < residual.size(); ++row)
    if (!std::isnan(residual[row])) {
      means[code(row)].learners += 1;
      means[code(row)].sum += residual[row];
    }
  return means;
}

double reliability(double n, double between, double within) {
  return between > 0 ? n / (n + within / between) : 0;
}

void take_school_effects(ExpectedStandard& standard, const Cohort& cohort, const Fitted& fitted,
                         std::span<const double> slope) {
  const auto* schools = factor(fitted.fit, "school");
  const std::size_t terms = schools->terms.size();
  const auto raw = raw_means(cohort.schools.size(), standard.residual, [&](std::size_t row) { return cohort.school[row]; });
  standard.schools.assign(cohort.schools.size(), {});
  const double low = terms > 1 ? stats::quantile(slope, 0.10) : 0, high = terms > 1 ? stats::quantile(slope, 0.90) : 0;
  for (std::size_t school = 0; school < raw.size(); ++school) {
    if (raw[school].learners == 0) continue;
    SchoolEffect& effect = standard.schools[school];
    effect.learners = raw[school].learners;
    effect.estimate = schools->effects[school * terms];
    effect.se = schools->comparative_se[school * terms];
    effect.raw = raw[school].mean();
    effect.reliability = reliability(double(effect.learners), standard.school_variance, standard.learner_variance);
    if (terms < 2) continue;
    effect.at_low_prior = effect.estimate + low * schools->effects[school * terms + 1];
    effect.at_high_prior = effect.estimate + high * schools->effects[school * terms + 1];
  }
}

// A year of a school, by its part of the learners that are judged together.
struct YearPart {
  double weight = 1;
  std::size_t learners = 0;
};

// The mean over years of u_s + u_st. Given u_s, each u_st is the year's mean shrunk by B = tau_t / (tau_t + sigma2/n), so
// Var(mean - predicted) = (sum w (1 - B))^2 Var(u_s) + sum w^2 B sigma2 / n.
double years_se(const ExpectedStandard& standard, double school_se, std::span<const YearPart> years) {
  double left = 0, own = 0;
  for (const auto& year : years) {
    const double sampling = standard.learner_variance / double(year.learners);
    const double kept = standard.school_year_variance / (standard.school_year_variance + sampling);
    left += year.weight * (1 - kept);
    own += year.weight * year.weight * kept * sampling;
  }
  return std::sqrt(left * left * school_se * school_se + own);
}

// Of the mean over years: schools differ by u_s, and by what of u_st does not even out.
double years_reliability(const ExpectedStandard& standard, std::span<const YearPart> years) {
  double between = standard.school_variance, learners = 0;
  for (const auto& year : years) {
    between += standard.school_year_variance * year.weight * year.weight;
    learners += double(year.learners);
  }
  return reliability(learners, between, standard.learner_variance);
}

void take_school_years(ExpectedStandard& standard, const Cohort& cohort, const Fitted& fitted, const Levels& levels) {
  const auto* years = factor(fitted.fit, "school-year");
  standard.school_years.assign(levels.years.size(), standard.schools);
  if (!years) return;
  const std::size_t schools = cohort.schools.size();
  const auto raw = raw_means(schools * levels.years.size(), standard.residual,
                             [&](std::size_t row) { return levels.school_year[row]; });
  for (std::size_t year = 0; year < levels.years.size(); ++year)
    for (std::size_t school = 0; school < schools; ++school) {
      const RawMean& own = raw[year * schools + school];
      SchoolEffect& effect = standard.school_years[year][school];
      effect = {};
      if (own.learners == 0) continue;
      const SchoolEffect& all = standard.schools[school];
      effect.learners = own.learners;
      effect.raw = own.mean();
      effect.estimate = all.estimate + years->effects[year * schools + school];
      const YearPart alone{1, own.learners};
      effect.se = years_se(standard, all.se, std::span(&alone, 1));
      effect.reliability = years_reliability(standard, std::span(&alone, 1));
    }
}

std::vector<const SchoolEffect*> effects_between(const ExpectedStandard& standard, std::uint32_t school, AcademicYear from, AcademicYear to) {
  std::vector<const SchoolEffect*> effects;
  for (std::size_t year = 0; year < standard.school_years.size(); ++year)
    if (from <= standard.years[year] && standard.years[year] <= to && standard.school_years[year][school].learners > 0)
      effects.push_back(&standard.school_years[year][school]);
  return effects;
}

SchoolEffect together(const ExpectedStandard& standard, double school_se, std::span<const SchoolEffect* const> years) {
  SchoolEffect effect{.estimate = 0, .raw = 0};
  for (const auto* year : years) effect.learners += year->learners;
  std::vector<YearPart> parts;
  for (const auto* year : years) {
    const double weight = double(year->learners) / double(effect.learners);
    parts.push_back({weight, year->learners});
    effect.estimate += weight * year->estimate;
    effect.raw += weight * year->raw;
  }
  effect.se = years_se(standard, school_se, parts);
  effect.reliability = years_reliability(standard, parts);
  return effect;
}

void take_authorities(ExpectedStandard& standard, const Cohort& cohort, const Fitted& fitted, const Levels& levels) {
  const auto* authorities = factor(fitted.fit, "authority");
  if (!authorities) return;
  const auto raw = raw_means(cohort.authorities.size(), standard.residual,
                             [&](std::size_t row) { return levels.authority[row]; });
  standard.authorities.assign(raw.size(), {});
  for (std::size_t each = 0; each < raw.size(); ++each)
    if (raw[each].learners > 0)
      standard.authorities[each] = {authorities->effects[each], authorities->comparative_se[each], raw[each].mean(),
                                    no_figure, raw[each].learners, no_figure, no_figure};
}

void take_variances(ExpectedStandard& standard, const MixedModelFit& fit) {
  standard.learner_variance = fit.residual_variance;
  standard.school_variance = variance(factor(fit, "school"));
  standard.school_year_variance = variance(factor(fit, "school-year"));
  standard.authority_variance = variance(factor(fit, "authority"));
  const auto share = [&](std::string_view name) {
    const auto* random = factor(fit, name);
    return random ? random->variance_share : 0;
  };
  standard.partition = {share("authority"), share("school"), share("school-year"), fit.residual_share};
}

Result<void> fit_levels(ExpectedStandard& standard, const Cohort& cohort, const MixedModelInput& input,
                        const Levels& levels, std::span<const EarlierColumn> earlier) {
  auto plain = stats::fit_mixed_model(input);
  if (!plain) return std::unexpected(plain.error());
  Fitted fitted{std::move(*plain)};
  std::vector<double> slope;
  if (!earlier.empty() && standard.model.slope_criterion > 0) {
    slope = centred_slope(earlier);
    try_slope(fitted, input, slope, standard.model.slope_criterion);
  }
  standard.slope_kept = fitted.slope_kept;
  standard.slope_fall = fitted.slope_fall;
  standard.singular = fitted.fit.singular || fitted.slope_singular;
  standard.expected = stats::fixed_part(input, fitted.fit);
  take_variances(standard, fitted.fit);
  for (std::size_t row = 0; row < standard.expected.size(); ++row)
    standard.residual[row] = input.y[row] - standard.expected[row];
  take_school_effects(standard, cohort, fitted, slope);
  take_school_years(standard, cohort, fitted, levels);
  take_authorities(standard, cohort, fitted, levels);
  return {};
}

// Too few schools for levels: least squares, no school effects.
Result<void> fit_flat(ExpectedStandard& standard, const MixedModelInput& input) {
  auto fit = stats::fit_linear_model({.y = input.y, .columns = input.fixed});
  if (!fit) return std::unexpected(fit.error());
  standard.multilevel = false;
  standard.learner_variance = fit->sigma2;
  standard.expected.assign(input.y.size(), fit->estimates[0]);
  for (std::size_t kept = 1; kept < fit->names.size(); ++kept) {
    const auto column = std::find_if(input.fixed.begin(), input.fixed.end(),
                                     [&](const auto& each) { return each.name == fit->names[kept]; });
    for (std::size_t row = 0; row < standard.expected.size(); ++row)
      standard.expected[row] += fit->estimates[kept] * column->values[row];
  }
  for (std::size_t row = 0; row < standard.expected.size(); ++row)
    standard.residual[row] = input.y[row] - standard.expected[row];
  return {};
}

std::vector<std::uint32_t> by_expectation(const ExpectedStandard& standard) {
  std::vector<std::uint32_t> rows(standard.expected.size());
  std::iota(rows.begin(), rows.end(), 0u);
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return standard.expected[a] < standard.expected[b];
  });
  return rows;
}

double root_mean_square(const ExpectedStandard& standard, std::span<const std::uint32_t> rows) {
  double squares = 0, n = 0;
  for (std::uint32_t row : rows)
    if (!std::isnan(standard.residual[row])) squares += standard.residual[row] * standard.residual[row], n += 1;
  return n > 0 ? std::sqrt(squares / n) : no_figure;
}

// SD of residuals within tenths of the expectation, so that a range is as wide as learners there differ.
void take_spread(ExpectedStandard& standard) {
  const auto rows = by_expectation(standard);
  const std::size_t parts = rows.size() < least_for_tenths ? 1 : tenths;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = rows.size() * part / parts, end = rows.size() * (part + 1) / parts;
    const std::span<const std::uint32_t> own(rows.data() + begin, end - begin);
    const double spread = root_mean_square(standard, own);
    for (std::uint32_t row : own) standard.spread[row] = spread;
  }
}

}  // namespace expected
}  // namespace

ExpectedModel without_own_circumstances(ExpectedModel model, std::span<const std::string> defining,
                                        std::span<const CharacteristicColumn> characteristics) {
  std::vector<std::string> leaving(defining.begin(), defining.end());
  for (const auto& each : characteristics)
    if (std::find(defining.begin(), defining.end(), each.definition.id) != defining.end())
      leaving.insert(leaving.end(), each.definition.proxies.begin(), each.definition.proxies.end());
  std::erase_if(model.circumstances, [&](const std::string& id) {
    return std::find(leaving.begin(), leaving.end(), id) != leaving.end();
  });
  return model;
}

SchoolEffect effect_over(const ExpectedStandard& standard, std::uint32_t school, AcademicYear from, AcademicYear to) {
  const auto years = expected::effects_between(standard, school, from, to);
  if (years.empty()) return {};
  return years.size() == 1 ? *years.front() : expected::together(standard, standard.schools[school].se, years);
}

Result<ExpectedStandard> expected_standard(const Cohort& cohort, std::span<const double> outcome,
                                           std::span<const EarlierColumn> earlier, const ExpectedModel& model) {
  ExpectedStandard standard;
  standard.model = model;
  standard.residual.assign(cohort.size(), no_figure);
  standard.spread.assign(cohort.size(), no_figure);
  Covariates fixed = covariates(cohort, earlier, model.circumstances);
  const expected::Levels levels = expected::levels_of(cohort, outcome);
  const auto input = expected::input_of(cohort, outcome, fixed, levels);
  const auto fitted = levels.schools > 1 ? expected::fit_levels(standard, cohort, input, levels, earlier)
                                         : expected::fit_flat(standard, input);
  if (!fitted) return std::unexpected(fitted.error());
  standard.years = levels.years;
  standard.no_earlier = std::move(fixed.no_earlier);
  if (model.circumstances.empty()) standard.covariates = std::move(fixed.columns);
  expected::take_spread(standard);
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (!std::isnan(outcome[row])) {
      ++standard.learners;
      standard.without_earlier += standard.no_earlier[row];
    }
  return standard;
}

LearnerStanding learner_standing(const ExpectedStandard& standard, std::span<const double> outcome, std::size_t row) {
  LearnerStanding standing;
  standing.attained = outcome[row];
  if (standard.no_earlier[row]) {
    standing.reason = Reason::no_earlier_result;
    return standing;
  }
  standing.expected = standard.expected[row];
  standing.low = standing.expected - expected::like_learners_range * standard.spread[row];
  standing.high = standing.expected + expected::like_learners_range * standard.spread[row];
  if (std::isnan(standing.attained)) {
    standing.reason = Reason::no_outcome;
    return standing;
  }
  standing.word = standing.attained < standing.low    ? RangeWord::below
                  : standing.attained > standing.high ? RangeWord::above
                                                      : RangeWord::within;
  const double place = standard.residual[row] / standard.spread[row];
  if (place < expected::tenth_percentile)
    standing.verdict = Verdict::low;
  else if (place > expected::quarter)
    standing.verdict = Verdict::not_low;
  else
    standing.reason = Reason::interval_too_wide;
  return standing;
}

GroupResidual group_residual(const ExpectedStandard& standard, std::span<const std::uint32_t> members) {
  GroupResidual group;
  double residual = 0, expected = 0, variance = 0;
  for (std::uint32_t row : members) {
    if (std::isnan(standard.residual[row])) continue;
    ++group.learners;
    residual += standard.residual[row];
    expected += standard.expected[row];
    variance += standard.spread[row] * standard.spread[row];
  }
  if (group.learners == 0) return group;
  const double n = double(group.learners);
  group.estimate = residual / n;
  group.expected = expected / n;
  group.attained = group.expected + group.estimate;
  group.se = std::sqrt(variance) / n;
  return group;
}

}  // namespace potensial::insight
