#include "insight/indicator_standards.hpp"

#include <algorithm>

namespace potensial::insight {
namespace {

namespace standards {

const Indicator* defined(std::span<const Indicator> definitions, const std::string& id) {
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [&](const Indicator& each) { return each.id == id; });
  return found == definitions.end() ? nullptr : &*found;
}

std::optional<EarlierColumn> earlier_column(const Cohort& cohort, const std::string& id,
                                            std::span<const Indicator> definitions, const std::string& population) {
  const Indicator* definition = defined(definitions, id);
  const OutcomeColumn* column = cohort.prior(id);
  if (!definition || !column) return std::nullopt;
  const NormTable norm = norm_table(*column, cohort.year, definition->scale, population);
  return EarlierColumn{id, earlier_kind(definition->scale), standard_scores(norm, *column, cohort.year), column->value};
}

// The predecessor first: its slope is the one that may vary between schools.
std::vector<std::string> earlier_ids(const Indicator& indicator) {
  std::vector<std::string> ids = indicator.priors;
  const auto own = std::find(ids.begin(), ids.end(), indicator.previous);
  if (own != ids.end()) std::rotate(ids.begin(), own, own + 1);
  return ids;
}

std::optional<ExpectedStandard> if_fitted(Result<ExpectedStandard> fitted) {
  if (!fitted) return std::nullopt;
  return std::move(*fitted);
}

ExpectedModel circumstances_model(const StandardsRequest& request) {
  return {"1B", 1, request.circumstances, request.slope_criterion};
}

}  // namespace standards
}  // namespace

EarlierResult earlier_kind(Scale scale) {
  return scale == Scale::ordered || scale == Scale::yes_no ? EarlierResult::levels : EarlierResult::scores;
}

Result<IndicatorStandards> indicator_standards(const Cohort& cohort, const Indicator& indicator,
                                               std::span<const Indicator> definitions,
                                               const StandardsRequest& request) {
  const OutcomeColumn* column = cohort.outcome(indicator.id);
  if (!column) return refuse(Blame::input, "insight.no-such-outcome", {{"indicator", indicator.id}});
  IndicatorStandards made;
  made.indicator = indicator;
  made.norm = norm_table(*column, cohort.year, indicator.scale, request.population);
  made.outcome = standard_scores(made.norm, *column, cohort.year);
  for (const auto& id : standards::earlier_ids(indicator))
    if (auto earlier = standards::earlier_column(cohort, id, definitions, request.population))
      made.earlier.push_back(std::move(*earlier));
  if (const auto before = standards::earlier_column(cohort, indicator.previous, definitions, request.population))
    made.previous = previous_standard(made.outcome, before->z, cohort.year, before->kind);
  made.same_start = standards::if_fitted(
      expected_standard(cohort, made.outcome, made.earlier, {"1A", 1, {}, request.slope_criterion}));
  if (request.only_same_start) return made;
  ExpectedModel circumstances = standards::circumstances_model(request);
  // A slope that learners from the same start do not show is not sought among like circumstances.
  if (made.same_start && !made.same_start->slope_kept) circumstances.slope_criterion = 0;
  made.circumstances = standards::if_fitted(expected_standard(cohort, made.outcome, made.earlier, circumstances));
  return made;
}

Result<ExpectedStandard> standard_without(const Cohort& cohort, const IndicatorStandards& standards,
                                          std::span<const std::string> defining, const StandardsRequest& request) {
  ExpectedModel model = without_own_circumstances(standards::circumstances_model(request), defining,
                                                  cohort.characteristics);
  model.slope_criterion = 0;
  return expected_standard(cohort, standards.outcome, standards.earlier, model);
}

}  // namespace potensial::insight
