#include "insight/standing_measure.hpp"

#include <algorithm>
#include <cmath>

#include "stats/quantile.hpp"

namespace potensial::insight {
namespace {

namespace measure {

using Members = std::span<const std::uint32_t>;

Evidence evidence_of(double estimate, double se, std::size_t learners, double delta) {
  Evidence evidence;
  evidence.estimate = estimate;
  evidence.se = se;
  evidence.learners = learners;
  evidence.delta = delta;
  return evidence;
}

Measured blocked(Reason reason) {
  Measured measured;
  measured.evidence.blocked = measured.stable.blocked = reason;
  measured.other_low.blocked = measured.other_high.blocked = reason;
  return measured;
}

void fill(Measured& measured, const Evidence& evidence) {
  measured.evidence = measured.stable = measured.other_low = measured.other_high = evidence;
  measured.figures.estimate = evidence.estimate;
  measured.figures.se = evidence.se;
  measured.figures.learners = evidence.learners;
}

void block(Measured& measured, Reason reason) {
  for (Evidence* each : {&measured.evidence, &measured.stable, &measured.other_low, &measured.other_high})
    if (each->blocked == Reason::none) each->blocked = reason;
}

void count(MeasuredRow& row, const MeasureContext& context, Members rows) {
  const auto* column = context.cohort.outcome(context.standards.indicator.id);
  row.learners = rows.size();
  for (std::uint32_t each : rows) {
    row.with_result += !std::isnan(context.standards.outcome[each]);
    row.counted += column->attained[each] >= 0;
    row.attained += column->attained[each] == 1;
  }
}

// The estimate with everybody missing at the group's 10th and at its 90th percentile.
void bound_missing(Judgement& figures, const MeasureContext& context, Members rows) {
  std::vector<double> known;
  for (std::uint32_t row : rows)
    if (!std::isnan(context.standards.outcome[row])) known.push_back(context.standards.outcome[row]);
  if (known.empty() || std::isnan(figures.reference)) return;
  const double missing = double(rows.size() - known.size()), n = double(known.size());
  const auto at = [&](double percentile) {
    return (n * figures.attained + missing * stats::quantile(known, percentile)) / (n + missing) - figures.reference;
  };
  figures.if_missing_low = at(0.10);
  figures.if_missing_high = at(0.90);
}

void check_outcomes(MeasuredRow& row, const MeasureContext& context, Members rows) {
  const double missing = rows.empty() ? 0 : double(row.learners - row.with_result) / double(row.learners);
  if (missing <= context.rule.most_outcome_missing || row.learners < context.rule.least_learners) return;
  for (auto& measured : row.of) {
    bound_missing(measured.figures, context, rows);
    block(measured, row.with_result == 0 ? Reason::no_outcome : Reason::outcome_missing);
  }
  block(row.same_start, Reason::outcome_missing);
}

// ---- one school

Measured whole_school(const std::optional<ExpectedStandard>& standard, const MeasureContext& context,
                      std::uint32_t school, Members rows) {
  const auto effect = standard ? effect_over(*standard, school, context.years.from, context.years.to) : SchoolEffect{};
  if (effect.learners == 0) return blocked(rows.empty() ? Reason::no_learners : Reason::not_in_model);
  Measured measured;
  fill(measured, evidence_of(effect.estimate, effect.se, effect.learners, context.standards.indicator.delta));
  const GroupResidual own = group_residual(*standard, rows);
  measured.figures.attained = own.attained;
  measured.figures.reference = own.expected;
  measured.figures.raw = effect.raw;
  measured.figures.reliability = effect.reliability;
  const GroupResidual stable = group_residual(*standard, stable_only(context.cohort, rows));
  if (stable.learners > 0) measured.stable.estimate += effect.reliability * (stable.estimate - own.estimate);
  return measured;
}

Measured group_in_school(const std::optional<ExpectedStandard>& standard, const MeasureContext& context, Members rows) {
  if (!standard) return blocked(Reason::not_in_model);
  const GroupResidual own = group_residual(*standard, rows);
  if (own.learners == 0) return blocked(rows.empty() ? Reason::no_learners : Reason::no_outcome);
  Measured measured;
  const double delta = context.standards.indicator.delta;
  fill(measured, evidence_of(own.estimate, own.se, own.learners, delta));
  measured.figures.attained = own.attained;
  measured.figures.reference = own.expected;
  const GroupResidual stable = group_residual(*standard, stable_only(context.cohort, rows));
  if (stable.learners >= context.rule.least_learners)
    measured.stable = evidence_of(stable.estimate, stable.se, stable.learners, delta);
  return measured;
}

void take_progress(Measured& measured, const Progress& own, const VerdictRule& rule) {
  measured.figures.attained = own.now;
  measured.figures.reference = own.expected;
  measured.figures.move = own.move;
  measured.figures.without_earlier = own.learners - own.with_earlier;
  measured.other_low.estimate = own.at_reliability(rule.low_reliability);
  measured.other_high.estimate = own.at_reliability(rule.high_reliability);
  if (own.learners >= rule.least_learners && double(own.with_earlier) < rule.least_with_earlier * double(own.learners))
    block(measured, Reason::earlier_result_missing);
}

Measured previous_in_school(const MeasureContext& context, Members rows) {
  if (!context.standards.previous) return blocked(Reason::no_earlier_result);
  const Progress own = progress(*context.standards.previous, rows);
  if (own.with_earlier == 0) return blocked(own.learners == 0 ? Reason::no_outcome : Reason::no_earlier_result);
  Measured measured;
  const double delta = context.standards.indicator.delta;
  fill(measured, evidence_of(own.estimate, own.se, own.with_earlier, delta));
  take_progress(measured, own, context.rule);
  const Progress stable = progress(*context.standards.previous, stable_only(context.cohort, rows));
  if (stable.with_earlier >= context.rule.least_learners)
    measured.stable = evidence_of(stable.estimate, stable.se, stable.with_earlier, delta);
  return measured;
}

ComparableEstimate against(const MeasureContext& context, const SchoolMean& own, const std::vector<std::uint32_t>& others) {
  return comparable_estimate(own, context.attained.means, others, context.attained.spread,
                             context.standards.indicator.scale == Scale::yes_no, context.rule);
}

Evidence evidence_of(const ComparableEstimate& estimate, double delta, const VerdictRule& rule) {
  Evidence evidence = evidence_of(estimate.estimate, estimate.se, estimate.learners, delta);
  if (!estimate.enough && estimate.learners >= rule.least_learners) evidence.blocked = Reason::too_few_comparators;
  return evidence;
}

// The same school with only the learners who were there throughout.
Evidence stable_comparable(const MeasureContext& context, std::uint32_t school, Members rows, const Evidence& all) {
  const Rows stable = stable_only(context.cohort, rows);
  if (stable.size() == rows.size() || stable.size() < context.rule.least_learners) return all;
  return evidence_of(against(context, school_mean(context.standards.outcome, stable), context.comparators.family[school]),
                     context.standards.indicator.delta, context.rule);
}

Measured comparable_in_school(const MeasureContext& context, std::uint32_t school, Members rows) {
  if (context.comparators.family_of[school] < 0) return blocked(Reason::no_family);
  const SchoolMean& own = context.attained.means[school];
  const auto family = against(context, own, context.comparators.family[school]);
  if (family.learners == 0) return blocked(rows.empty() ? Reason::no_learners : Reason::no_outcome);
  Measured measured;
  const double delta = context.standards.indicator.delta;
  fill(measured, evidence_of(family, delta, context.rule));
  measured.figures.attained = family.attained;
  measured.figures.reference = family.reference;
  measured.figures.raw = family.raw;
  measured.figures.reliability = family.reliability;
  measured.figures.schools = family.schools;
  measured.stable = stable_comparable(context, school, rows, measured.evidence);
  measured.other_low = evidence_of(against(context, own, context.comparators.nearest[school]), delta, context.rule);
  return measured;
}

// ---- an area

struct ClusteredMean {
  double mean = no_figure, se = no_figure;
  std::size_t learners = 0, schools = 0;
};

struct SumOfSchool {
  double learners = 0, sum = 0;
};

// `value`: of each row of `rows`.
ClusteredMean clustered_mean(const Cohort& cohort, std::span<const double> value, Members rows) {
  std::vector<SumOfSchool> schools(cohort.schools.size());
  ClusteredMean result;
  double sum = 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!std::isnan(value[i])) {
      auto& own = schools[cohort.school[rows[i]]];
      own.learners += 1;
      own.sum += value[i];
      sum += value[i];
      ++result.learners;
    }
  if (result.learners == 0) return result;
  result.mean = sum / double(result.learners);
  double squares = 0;
  for (const auto& own : schools) {
    const double score = own.sum - own.learners * result.mean;
    squares += score * score;
    result.schools += own.learners > 0;
  }
  const double k = double(result.schools);
  if (k > 1) result.se = std::sqrt(k / (k - 1) * squares) / double(result.learners);
  return result;
}

std::vector<double> values_at(std::span<const double> value, Members rows) {
  std::vector<double> some;
  some.reserve(rows.size());
  for (std::uint32_t row : rows) some.push_back(value[row]);
  return some;
}

ClusteredMean mean_of_area(const Cohort& cohort, std::span<const double> value, Members rows) {
  return clustered_mean(cohort, values_at(value, rows), rows);
}

void fill(Measured& measured, const ClusteredMean& mean, double delta) {
  Evidence evidence = evidence_of(mean.mean, mean.se, mean.learners, delta);
  if (mean.schools > 1) evidence.degrees = double(mean.schools) - 1;
  fill(measured, evidence);
  measured.figures.schools = mean.schools;
}

Measured expected_in_area(const std::optional<ExpectedStandard>& standard, const MeasureContext& context, Members rows) {
  if (!standard) return blocked(Reason::not_in_model);
  const ClusteredMean all = mean_of_area(context.cohort, standard->residual, rows);
  if (all.learners == 0) return blocked(rows.empty() ? Reason::no_learners : Reason::no_outcome);
  Measured measured;
  const double delta = context.standards.indicator.delta;
  fill(measured, all, delta);
  const GroupResidual own = group_residual(*standard, rows);
  measured.figures.attained = own.attained;
  measured.figures.reference = own.expected;
  const ClusteredMean stable = mean_of_area(context.cohort, standard->residual, stable_only(context.cohort, rows));
  if (stable.learners >= context.rule.least_learners)
    measured.stable = evidence_of(stable.mean, stable.se, stable.learners, delta);
  return measured;
}

Measured previous_in_area(const MeasureContext& context, Members rows) {
  if (!context.standards.previous) return blocked(Reason::no_earlier_result);
  const ClusteredMean all = mean_of_area(context.cohort, context.standards.previous->progress, rows);
  const Progress own = progress(*context.standards.previous, rows);
  if (all.learners == 0) return blocked(own.learners == 0 ? Reason::no_outcome : Reason::no_earlier_result);
  Measured measured;
  const double delta = context.standards.indicator.delta;
  fill(measured, all, delta);
  take_progress(measured, own, context.rule);
  const ClusteredMean stable =
      mean_of_area(context.cohort, context.standards.previous->progress, stable_only(context.cohort, rows));
  if (stable.learners >= context.rule.least_learners)
    measured.stable = evidence_of(stable.mean, stable.se, stable.learners, delta);
  return measured;
}

// What comparable schools attain, for each school with learners among the rows; none where too few are comparable.
std::vector<double> references_of_schools(const MeasureContext& context, Members rows,
                                          const std::vector<std::vector<std::uint32_t>>& others) {
  std::vector<std::uint8_t> here(context.cohort.schools.size(), 0);
  for (std::uint32_t row : rows) here[context.cohort.school[row]] = 1;
  std::vector<double> references(here.size(), no_figure);
  for (std::uint32_t school = 0; school < here.size(); ++school) {
    if (!here[school]) continue;
    const auto own = against(context, context.attained.means[school], others[school]);
    if (!std::isnan(own.raw) && own.schools >= context.rule.least_comparators) references[school] = own.reference;
  }
  return references;
}

// Each school's learners against its own comparators, over all learners.
Evidence comparable_mean(const MeasureContext& context, Members rows,
                         const std::vector<std::vector<std::uint32_t>>& others, Judgement* figures) {
  const auto references = references_of_schools(context, rows, others);
  std::vector<double> difference(rows.size(), no_figure);
  double reference = 0, attained = 0, n = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double own = references[context.cohort.school[rows[i]]], outcome = context.standards.outcome[rows[i]];
    if (std::isnan(own) || std::isnan(outcome)) continue;
    difference[i] = outcome - own;
    reference += own, attained += outcome, n += 1;
  }
  const ClusteredMean mean = clustered_mean(context.cohort, difference, rows);
  Measured measured;
  fill(measured, mean, context.standards.indicator.delta);
  if (figures && n > 0) {
    *figures = measured.figures;
    figures->attained = attained / n;
    figures->reference = reference / n;
  }
  return measured.evidence;
}

Measured comparable_in_area(const MeasureContext& context, Members rows, bool whole) {
  if (whole) return blocked(Reason::no_family);
  Judgement figures;
  const Evidence family = comparable_mean(context, rows, context.comparators.family, &figures);
  if (family.learners == 0) return blocked(Reason::no_family);
  Measured measured;
  fill(measured, family);
  measured.figures = figures;
  measured.other_low = comparable_mean(context, rows, context.comparators.nearest, nullptr);
  return measured;
}

bool definition_broken(const Indicator& indicator, const YearSpan& years) {
  return std::any_of(indicator.breaks.begin(), indicator.breaks.end(),
                     [&](AcademicYear change) { return years.from < change && change <= years.to; });
}

std::vector<AcademicYear> years_in(const Cohort& cohort, Members rows) {
  std::vector<AcademicYear> years;
  for (std::uint32_t row : rows)
    if (std::find(years.begin(), years.end(), cohort.year[row]) == years.end()) years.push_back(cohort.year[row]);
  std::sort(years.begin(), years.end());
  return years;
}

void finish(MeasuredRow& row, const MeasureContext& context, Members rows) {
  count(row, context, rows);
  check_outcomes(row, context, rows);
  if (definition_broken(context.standards.indicator, context.years)) {
    for (auto& each : row.of) block(each, Reason::definition_break);
    block(row.same_start, Reason::definition_break);
  }
  const auto years = years_in(context.cohort, rows);
  for (auto& each : row.of) each.figures.years = years;
  row.same_start.figures.years = years;
}

Measured& at(MeasuredRow& row, Comparison which) { return row.of[std::size_t(which)]; }

}  // namespace measure
}  // namespace

AttainedGroup attained_group(const Cohort& cohort, const IndicatorStandards& standards,
                             std::span<const std::uint32_t> members, const Comparators& comparators) {
  AttainedGroup group;
  group.means = school_means(standards.outcome, members, cohort.school, cohort.schools.size());
  // The floor is meant for national SDs: on a scale of its own it is that share of the learners' variance.
  const bool own_scale = standards.indicator.scale == Scale::yes_no || standards.indicator.scale == Scale::rate;
  group.spread = school_spread(group.means, comparators.family_of, own_scale ? 0 : least_school_variance);
  if (own_scale)
    group.spread.school = std::max(group.spread.school, least_school_variance * group.spread.learner);
  return group;
}

MeasuredRow measure_school(const MeasureContext& context, std::uint32_t school, std::span<const std::uint32_t> rows) {
  MeasuredRow row;
  measure::at(row, Comparison::expected) =
      context.everybody ? measure::whole_school(context.standards.circumstances, context, school, rows)
                        : measure::group_in_school(context.standards.same_start, context, rows);
  if (context.everybody) row.same_start = measure::whole_school(context.standards.same_start, context, school, rows);
  measure::at(row, Comparison::previous) = measure::previous_in_school(context, rows);
  measure::at(row, Comparison::comparable) = measure::comparable_in_school(context, school, rows);
  measure::finish(row, context, rows);
  return row;
}

MeasuredRow measure_area(const MeasureContext& context, std::span<const std::uint32_t> rows, bool whole) {
  MeasuredRow row;
  measure::at(row, Comparison::expected) = measure::expected_in_area(
      context.everybody ? context.standards.circumstances : context.standards.same_start, context, rows);
  if (context.everybody) row.same_start = measure::expected_in_area(context.standards.same_start, context, rows);
  measure::at(row, Comparison::previous) = measure::previous_in_area(context, rows);
  measure::at(row, Comparison::comparable) = measure::comparable_in_area(context, rows, whole);
  measure::finish(row, context, rows);
  return row;
}

}  // namespace potensial::insight
