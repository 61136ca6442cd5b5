#include "service/group_learners.hpp"

#include <algorithm>

#include "store/identity_store.hpp"

namespace potensial::service {
namespace group_of_school {

std::unexpected<Refusal> unknown(const GroupOfSchool& asked) {
  return refuse(Blame::input, "page.unknown", {{"noun", "learners"}, {"id", asked.school}});
}

// One condition as rows are tested: the column, and the level's number in it; an empty level is "never recorded".
struct Test {
  const CharacteristicColumn* column;
  std::size_t level;
  Text name;
};

std::optional<Test> test_of(const Cohort& cohort, const Condition& condition) {
  const auto* column = cohort.characteristic(condition.characteristic);
  if (!column) return std::nullopt;
  const auto& levels = column->definition.levels;
  if (condition.level.empty()) return Test{column, levels.size(), column->definition.name};
  const auto found = std::ranges::find(levels, condition.level, &CharacteristicLevel::code);
  if (found == levels.end()) return std::nullopt;
  return Test{column, static_cast<std::size_t>(found - levels.begin()), found->name};
}

std::optional<std::vector<Test>> tests_of(const Cohort& cohort, std::vector<Condition>& conditions) {
  std::vector<Test> tests;
  for (auto& condition : conditions) {
    auto test = test_of(cohort, condition);
    if (!test) return std::nullopt;
    condition.name = test->name;
    tests.push_back(std::move(*test));
  }
  return tests;
}

bool belongs(const std::vector<Test>& tests, std::size_t row) {
  return std::ranges::all_of(tests, [row](const Test& test) { return test.column->level[row] == test.level; });
}

std::string name_of_learner(Home& home, LearnerId learner) {
  const auto identity = store::learner_identity(home.ledger(), learner);
  return identity ? identity->forename + " " + identity->surname : std::string();
}

}  // namespace group_of_school

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

Result<insight::LearnersPageInput> group_learners(Home& home, const StagePages& stage, const GroupOfSchool& asked,
                                                  std::span<const FieldGroup> fields) {
  const auto& study = stage.study;
  const auto school = stage.school_number(asked.school);
  const auto* standards = study.of(asked.indicator);
  auto conditions = insight::conditions_of(asked.group);
  const auto tests = conditions ? group_of_school::tests_of(study.cohort, *conditions) : std::nullopt;
  const auto opens = [&](FieldGroup field) { return std::ranges::find(fields, field) != fields.end(); };
  const bool told = opens(FieldGroup::attainment) && (asked.group.empty() || opens(FieldGroup::characteristics));
  if (!school || !standards || !tests || !told) return group_of_school::unknown(asked);
  const bool named = opens(FieldGroup::name);
  insight::LearnersPageInput input{.school = asked.school, .indicator = standards->indicator, .conditions = std::move(*conditions),
                                   .group = asked.group, .year = study.to, .learners = {}, .names = {}};
  for (std::size_t row = 0; row < study.cohort.size(); ++row) {
    if (study.cohort.school[row] != *school || study.cohort.year[row] != study.to || !group_of_school::belongs(*tests, row)) continue;
    const auto learner = study.cohort.learner[row];
    input.learners.push_back({learner, named ? group_of_school::name_of_learner(home, learner) : std::string(), outcome_of_row(study, *standards, row)});
  }
  return input;
}

}  // namespace potensial::service
