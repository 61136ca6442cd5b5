#include "store/school_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace {

struct ShareCount {
  double learners = 0;
  std::vector<double> recorded, at_first;
};

Result<std::vector<const Characteristic*>> characteristics_named(const CohortDefinitions& definitions, std::span<const std::string> ids) {
  std::vector<const Characteristic*> found;
  for (const auto& id : ids) {
    const auto at = std::ranges::find(definitions.characteristics, id, &Characteristic::id);
    if (at == definitions.characteristics.end())
      return refuse(Blame::input, "cohort.unknown-characteristic", {{"characteristic", id}});
    found.push_back(&*at);
  }
  return found;
}

Result<std::set<std::string>> census_columns(DuckdbExpressions& expressions, std::span<const Characteristic* const> characteristics) {
  std::set<std::string> columns(columns_of_registration.begin(), columns_of_registration.end());
  columns.insert("small_area");
  for (const auto* characteristic : characteristics) {
    auto named = expressions.columns(characteristic->expression);
    if (!named) return named;
    columns.merge(*named);
  }
  columns.erase("area_decile");
  return columns;
}

std::string list_of(std::set<std::string> columns) {
  for (const auto* dropped : columns_of_registration) columns.erase(dropped);
  std::string list;
  for (const auto& column : columns) list += ", " + quoted_identifier(column);
  return list;
}

// Rows of learners of statutory age on roll.
std::string of_statutory_age() {
  return fmt::format("FROM {} r WHERE TRY_CAST(nc_year AS INTEGER) BETWEEN 1 AND 11 AND {}", rows_table("census"), on_roll("r"));
}

// One row per school, year and combination of what the characteristics read, with the learners of it.
Result<FactTable> combinations_by_school(DuckdbConnection& facts, const std::set<std::string>& columns) {
  return facts.query(fmt::format("SELECT school, year, count(*) AS learners{} {} GROUP BY ALL ORDER BY ALL", list_of(columns), of_statutory_age()));
}

Result<FactTable> learners_of_school(DuckdbConnection& facts, const std::set<std::string>& columns, const std::string& school) {
  return facts.query(fmt::format("SELECT year, learner{} {} AND school = $1 ORDER BY year DESC, learner", list_of(columns), of_statutory_age()), {school});
}

LearnerShare learner_share(const FactTable& table, const ValueColumn& level, const std::string& first, std::size_t row) {
  const bool recorded = level.has(row);
  return {static_cast<LearnerId>(table.find("learner")->integers()[row]), AcademicYear{static_cast<std::int16_t>(table.find("year")->integers()[row])},
          recorded, recorded && level.texts()[row] == first};
}

// The rows of the census, each learner at the main registration. False when none has been loaded.
Result<bool> make_main_registrations(DuckdbConnection& facts, const CurrentFacts& census, std::span<const LearnerAlias> aliases,
                                     const std::set<std::string>& columns, AcademicYear from, AcademicYear to) {
  const auto made = make_rows_table(facts, census, aliases, {"census", {}, columns, from, to, {}, {}});
  if (!made || !*made) return made;
  if (auto kept = keep_main_registrations(facts); !kept) return std::unexpected(kept.error());
  return true;
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
