#include "service/group_learners.hpp"

#include <algorithm>

#include "insight/searched_table.hpp"
#include "service/learner_names.hpp"
#include "service/support_study.hpp"

namespace potensial::service {
namespace group_of_school {

std::unexpected<Refusal> unknown(const GroupOfSchool& asked) {
  return refuse(Blame::input, "page.unknown", {{"noun", "learners"}, {"id", asked.school}});
}

// Of a level in the list of a characteristic; of the characteristic itself where the level is "never recorded".
std::optional<Text> name_of_condition(const Cohort& cohort, const Condition& condition) {
  const auto* column = cohort.characteristic(condition.characteristic);
  if (!column) return std::nullopt;
  if (condition.level.empty()) return column->definition.name;
  const auto found = std::ranges::find(column->definition.levels, condition.level, &CharacteristicLevel::code);
  return found == column->definition.levels.end() ? std::nullopt : std::optional(found->name);
}

insight::LearnerOutcome outcome_of_row(const StageStudy& study, const insight::IndicatorStandards& standards, std::size_t row) {
  insight::LearnerOutcome outcome;
  outcome.indicator = standards.indicator;
  outcome.year = study.cohort.year[row];
  outcome.school = study.cohort.schools[study.cohort.school[row]];
  if (standards.same_start) outcome.standing = insight::learner_standing(*standards.same_start, standards.outcome, row);
  if (standards.previous) {
    outcome.earlier = standards.previous->before[row];
    outcome.previous_expected = standards.previous->expected[row];
  }
  const auto& column = *study.cohort.outcome(standards.indicator.id);
  outcome.result = column.value[row];
  const auto attained = column.attained[row];
  if (attained >= 0 && !standards.indicator.is_measure()) outcome.reached = attained == 1;
  return outcome;
}

Result<void> add_support(Home& home, insight::LearnersPageInput& input) {
  const auto spells = support_in(home, input.year);
  if (!spells) return std::unexpected(spells.error());
  for (auto& learner : input.learners) {
    for (const auto& spell : std::ranges::equal_range(**spells, learner.learner, {}, &SupportSpell::learner)) {
      auto given = given_by(home, spell);
      if (!given) return std::unexpected(given.error());
      learner.support.push_back(std::move(*given));
    }
  }
  input.funds = names_of_funds(home);
  return {};
}

}  // namespace group_of_school

std::optional<std::vector<Condition>> named_conditions(const Cohort& cohort, std::string_view group) {
  auto conditions = insight::conditions_of(group);
  if (!conditions) return std::nullopt;
  for (auto& condition : *conditions) {
    auto name = group_of_school::name_of_condition(cohort, condition);
    if (!name) return std::nullopt;
    condition.name = std::move(*name);
  }
  return conditions;
}

void add_outcomes(OutcomesOf& outcomes, const StageStudy& study) {
  for (std::size_t row = 0; row < study.cohort.size(); ++row) {
    const auto known = outcomes.find(study.cohort.learner[row]);
    if (known == outcomes.end()) continue;
    for (const auto& standards : study.standards) known->second.push_back(group_of_school::outcome_of_row(study, standards, row));
  }
}

Result<insight::LearnersPageInput> group_learners(Home& home, const StagePages& stage, const GroupOfSchool& asked,
                                                  std::span<const FieldGroup> fields) {
  const auto& study = stage.study;
  const auto school = stage.school_number(asked.school);
  const auto* standards = study.of(asked.indicator);
  auto conditions = named_conditions(study.cohort, asked.group);
  const auto opens = [&](FieldGroup field) { return std::ranges::find(fields, field) != fields.end(); };
  const bool told = opens(FieldGroup::attainment) && (asked.group.empty() || opens(FieldGroup::characteristics));
  if (!school || !standards || !conditions || !told) return group_of_school::unknown(asked);
  const bool named = opens(FieldGroup::name);
  insight::LearnersPageInput input{.school = asked.school, .indicator = standards->indicator, .conditions = std::move(*conditions),
                                   .group = asked.group, .year = study.to, .learners = {}, .names = {}};
  const std::uint32_t schools[] = {*school};
  const auto here = insight::rows_in_schools(study.cohort, schools, study.to, study.to);
  for (const auto row : insight::group_rows(study.cohort, here, input.conditions, study.to, study.to)) {
    const auto learner = study.cohort.learner[row];
    input.learners.push_back({learner, named ? name_of_learner(home, learner) : std::string(), group_of_school::outcome_of_row(study, *standards, row)});
  }
  if (opens(FieldGroup::characteristics))
    if (auto added = group_of_school::add_support(home, input); !added) return std::unexpected(added.error());
  return input;
}

}  // namespace potensial::service
