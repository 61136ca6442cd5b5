#include "insight/cohort_group.hpp"

#include <algorithm>

namespace potensial::insight {
namespace {

namespace grouping {

struct Test {
  const CharacteristicColumn* column = nullptr;
  std::uint8_t level = 0;

  bool met(std::uint32_t row) const { return column && column->level[row] == level; }
};

Test test_of(const Cohort& cohort, const Condition& condition) {
  const auto* column = cohort.characteristic(condition.characteristic);
  if (!column) return {};
  const auto& levels = column->definition.levels;
  if (condition.level.empty()) return {column, std::uint8_t(levels.size())};
  const auto level = std::find_if(levels.begin(), levels.end(),
                                  [&](const CharacteristicLevel& each) { return each.code == condition.level; });
  if (level == levels.end()) return {};
  return {column, std::uint8_t(level - levels.begin())};
}

}  // namespace grouping
}  // namespace

std::vector<Condition> single_conditions(const Cohort& cohort) {
  std::vector<Condition> conditions;
  for (const auto& column : cohort.characteristics) {
    if (!column.definition.searched) continue;
    for (const auto& level : column.definition.levels)
      conditions.push_back({column.definition.id, level.code, level.name});
  }
  return conditions;
}

std::vector<std::uint8_t> group_marks(const Cohort& cohort, std::span<const Condition> conditions) {
  std::vector<std::uint8_t> marks(cohort.size(), 1);
  for (const auto& condition : conditions) {
    const auto test = grouping::test_of(cohort, condition);
    for (std::uint32_t row = 0; row < cohort.size(); ++row) marks[row] &= test.met(row);
  }
  return marks;
}

Rows group_rows(const Cohort& cohort, std::span<const Condition> conditions, AcademicYear from, AcademicYear to) {
  const auto marks = group_marks(cohort, conditions);
  Rows rows;
  for (std::uint32_t row = 0; row < cohort.size(); ++row)
    if (marks[row] && from <= cohort.year[row] && cohort.year[row] <= to) rows.push_back(row);
  return rows;
}

Rows group_rows(const Cohort& cohort, std::span<const std::uint32_t> rows, std::span<const Condition> conditions,
                AcademicYear from, AcademicYear to) {
  std::vector<grouping::Test> tests;
  for (const auto& condition : conditions) tests.push_back(grouping::test_of(cohort, condition));
  const auto belongs = [&](std::uint32_t row) {
    return from <= cohort.year[row] && cohort.year[row] <= to &&
           std::ranges::all_of(tests, [&](const auto& test) { return test.met(row); });
  };
  Rows own;
  std::ranges::copy_if(rows, std::back_inserter(own), belongs);
  return own;
}

std::vector<Rows> by_school(const Cohort& cohort, std::span<const std::uint32_t> rows) {
  std::vector<Rows> schools(cohort.schools.size());
  for (std::uint32_t row : rows) schools[cohort.school[row]].push_back(row);
  return schools;
}

Rows stable_only(const Cohort& cohort, std::span<const std::uint32_t> rows) {
  Rows stable;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(stable),
               [&](std::uint32_t row) { return cohort.stable[row] != 0; });
  return stable;
}

std::size_t not_recorded(const CharacteristicColumn& characteristic, std::span<const std::uint32_t> rows) {
  return std::size_t(std::count_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return characteristic.level[row] >= characteristic.definition.levels.size();
  }));
}

}  // namespace potensial::insight
