#include "store/statutory_learners.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "store/statutory_census.hpp"

namespace potensial::store {
namespace statutory_rows {

constexpr const char* combinations = "\"combinations of statutory learners\"";

std::vector<std::string> read_by(const std::set<std::string>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns)
    if (std::ranges::find(columns_of_registration, column) == columns_of_registration.end()) names.push_back(column);
  return names;
}

// What the characteristics read, each combination once: their expressions are worked out for these alone.
Result<FactTable> make_combinations(DuckdbConnection& facts, const std::set<std::string>& columns) {
  const auto made = facts.run(fmt::format("CREATE OR REPLACE TABLE {} AS SELECT row_number() OVER () - 1 AS combination, d.* FROM (SELECT DISTINCT {} {}) d",
                                          combinations, columns_beside_registration(columns).substr(2), of_statutory_age()));
  if (!made) return std::unexpected(made.error());
  return facts.query(fmt::format("SELECT * FROM {} ORDER BY combination", combinations));
}

Result<FactTable> learners_with_combination(DuckdbConnection& facts, const std::set<std::string>& columns) {
  std::string same;
  for (const auto& column : read_by(columns))
    same += fmt::format("{}r.{} IS NOT DISTINCT FROM c.{}", same.empty() ? "" : " AND ", quoted_identifier(column), quoted_identifier(column));
  auto from = of_statutory_age();
  const auto where = from.find(" WHERE ");
  from.insert(where, fmt::format(" JOIN {} c ON {}", combinations, same));
  return facts.query(fmt::format("SELECT r.school, r.learner, TRY_CAST(r.nc_year AS BIGINT) AS year_group, c.combination {} AND r.school IS NOT NULL "
                                 "ORDER BY r.school, r.learner", from));
}

struct Bits {
  std::uint8_t recorded = 0, at_first = 0;
};

void add_level(std::vector<Bits>& bits, const ValueColumn& level, const std::string& first, std::size_t which) {
  for (std::size_t row = 0; row < bits.size(); ++row) {
    if (!level.has(row)) continue;
    bits[row].recorded |= static_cast<std::uint8_t>(1u << which);
    if (level.texts()[row] == first) bits[row].at_first |= static_cast<std::uint8_t>(1u << which);
  }
}

StatutoryLearners taken(const FactTable& table, const std::vector<Bits>& bits) {
  StatutoryLearners read;
  const auto& schools = table.find("school")->texts();
  const auto &learners = table.find("learner")->integers(), &groups = table.find("year_group")->integers(), &which = table.find("combination")->integers();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (read.schools.empty() || read.schools.back() != schools[row]) read.schools.push_back(schools[row]);
    const auto& own = bits[static_cast<std::size_t>(which[row])];
    read.learners.push_back({static_cast<LearnerId>(learners[row]), static_cast<std::uint32_t>(read.schools.size() - 1),
                             static_cast<std::uint8_t>(groups[row]), own.recorded, own.at_first});
  }
  return read;
}

}  // namespace statutory_rows

std::span<const StatutoryLearner> StatutoryLearners::of_place(std::uint32_t place) const {
  const auto found = std::ranges::equal_range(learners, place, {}, &StatutoryLearner::school);
  return {found.begin(), found.end()};
}

std::span<const StatutoryLearner> StatutoryLearners::of_school(std::string_view school) const {
  const auto at = std::ranges::lower_bound(schools, school);
  if (at == schools.end() || *at != school) return {};
  return of_place(static_cast<std::uint32_t>(at - schools.begin()));
}

Result<StatutoryLearners> statutory_learners(DuckdbConnection& facts, DuckdbExpressions& expressions, const CurrentFacts& census,
                                             std::span<const LearnerAlias> aliases, const CohortDefinitions& definitions,
                                             std::span<const std::string> ids, AcademicYear year) {
  const auto characteristics = characteristics_named(definitions, ids);
  if (!characteristics) return std::unexpected(characteristics.error());
  const auto columns = census_columns(expressions, *characteristics);
  if (!columns) return std::unexpected(columns.error());
  const auto made = make_main_registrations(facts, census, aliases, *columns, year, year);
  if (!made) return std::unexpected(made.error());
  if (!*made) return StatutoryLearners{};
  auto table = statutory_rows::make_combinations(facts, *columns);
  if (!table) return std::unexpected(table.error());
  table->columns.push_back(area_deciles(*table->find("small_area"), definitions.area_decile));
  std::vector<statutory_rows::Bits> bits(table->rows());
  for (std::size_t i = 0; i < characteristics->size(); ++i) {
    const auto& each = *(*characteristics)[i];
    const auto level = expressions.evaluate(each.expression, *table, each.id, ColumnType::text);
    if (!level) return std::unexpected(level.error());
    statutory_rows::add_level(bits, *level, each.levels.front().code, i);
  }
  const auto rows = statutory_rows::learners_with_combination(facts, *columns);
  if (!rows) return std::unexpected(rows.error());
  return statutory_rows::taken(*rows, bits);
}

}  // namespace potensial::store
