#include "store/school_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "store/statutory_census.hpp"

namespace potensial::store {
namespace {

struct ShareCount {
  double learners = 0;
  std::vector<double> recorded, at_first;
};

// One row per school, year and combination of what the characteristics read, with the learners of it.
Result<FactTable> combinations_by_school(DuckdbConnection& facts, const std::set<std::string>& columns) {
  return facts.query(fmt::format("SELECT school, year, count(*) AS learners{} {} GROUP BY ALL ORDER BY ALL", columns_beside_registration(columns), of_statutory_age()));
}

Result<FactTable> learners_of_school(DuckdbConnection& facts, const std::set<std::string>& columns, const std::string& school) {
  return facts.query(fmt::format("SELECT year, learner{} {} AND school = $1 ORDER BY year DESC, learner", columns_beside_registration(columns), of_statutory_age()), {school});
}

LearnerShare learner_share(const FactTable& table, const ValueColumn& level, const std::string& first, std::size_t row) {
  const bool recorded = level.has(row);
  return {static_cast<LearnerId>(table.find("learner")->integers()[row]), AcademicYear{static_cast<std::int16_t>(table.find("year")->integers()[row])},
          recorded, recorded && level.texts()[row] == first};
}

using CountsBySchool = std::map<std::pair<std::string, std::int64_t>, ShareCount>;

void count_levels(CountsBySchool& counts, const FactTable& table, const ValueColumn& level, const std::string& first, std::size_t which) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!level.has(row)) continue;
    auto& count = counts[{table.find("school")->texts()[row], table.find("year")->integers()[row]}];
    const auto learners = static_cast<double>(table.find("learners")->integers()[row]);
    count.recorded[which] += learners;
    if (level.texts()[row] == first) count.at_first[which] += learners;
  }
}

CountsBySchool learners_by_school(const FactTable& table, std::size_t characteristics) {
  CountsBySchool counts;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    auto& count = counts[{table.find("school")->texts()[row], table.find("year")->integers()[row]}];
    count.learners += static_cast<double>(table.find("learners")->integers()[row]);
    count.recorded.resize(characteristics);
    count.at_first.resize(characteristics);
  }
  return counts;
}

std::vector<SchoolYearShares> shares_of(const CountsBySchool& counts) {
  std::vector<SchoolYearShares> shares;
  for (const auto& [key, count] : counts) {
    auto& each = shares.emplace_back(key.first, AcademicYear{static_cast<std::int16_t>(key.second)}, count.learners);
    each.recorded = count.recorded;
    each.at_first = count.at_first;
    for (std::size_t i = 0; i < count.recorded.size(); ++i)
      each.share.push_back(count.recorded[i] > 0 ? count.at_first[i] / count.recorded[i] : std::numeric_limits<double>::quiet_NaN());
  }
  return shares;
}

}  // namespace

Result<std::vector<SchoolYearShares>> school_shares(DuckdbConnection& facts, DuckdbExpressions& expressions,
                                                    const CurrentFacts& census, std::span<const LearnerAlias> aliases,
                                                    const CohortDefinitions& definitions,
                                                    std::span<const std::string> ids, AcademicYear from, AcademicYear to) {
  const auto characteristics = characteristics_named(definitions, ids);
  if (!characteristics) return std::unexpected(characteristics.error());
  const auto columns = census_columns(expressions, *characteristics);
  if (!columns) return std::unexpected(columns.error());
  const auto made = make_main_registrations(facts, census, aliases, *columns, from, to);
  if (!made) return std::unexpected(made.error());
  if (!*made) return std::vector<SchoolYearShares>{};
  auto table = combinations_by_school(facts, *columns);
  if (!table) return std::unexpected(table.error());
  table->columns.push_back(area_deciles(*table->find("small_area"), definitions.area_decile));
  auto counts = learners_by_school(*table, characteristics->size());
  for (std::size_t i = 0; i < characteristics->size(); ++i) {
    const auto& each = *(*characteristics)[i];
    const auto level = expressions.evaluate(each.expression, *table, each.id, ColumnType::text);
    if (!level) return std::unexpected(level.error());
    count_levels(counts, *table, *level, each.levels.front().code, i);
  }
  return shares_of(counts);
}

Result<std::vector<LearnerShare>> learner_shares(DuckdbConnection& facts, DuckdbExpressions& expressions, const CurrentFacts& census,
                                                 std::span<const LearnerAlias> aliases, const CohortDefinitions& definitions, const SharesOfSchool& asked) {
  const auto characteristics = characteristics_named(definitions, std::span(&asked.characteristic, 1));
  if (!characteristics) return std::unexpected(characteristics.error());
  const auto& characteristic = *characteristics->front();
  const auto columns = census_columns(expressions, *characteristics);
  if (!columns) return std::unexpected(columns.error());
  const auto made = make_main_registrations(facts, census, aliases, *columns, asked.from, asked.to);
  if (!made) return std::unexpected(made.error());
  if (!*made) return std::vector<LearnerShare>{};
  auto table = learners_of_school(facts, *columns, asked.school);
  if (!table) return std::unexpected(table.error());
  table->columns.push_back(area_deciles(*table->find("small_area"), definitions.area_decile));
  const auto level = expressions.evaluate(characteristic.expression, *table, characteristic.id, ColumnType::text);
  if (!level) return std::unexpected(level.error());
  std::vector<LearnerShare> learners;
  for (std::size_t row = 0; row < table->rows(); ++row) learners.push_back(learner_share(*table, *level, characteristic.levels.front().code, row));
  return learners;
}

}  // namespace potensial::store
