#include "store/row_loads.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace row_load {

constexpr std::string_view learner_years = "learner_years";

Result<void> place_learners(DuckdbConnection& facts, std::span<const LearnerYear> learners) {
  FactTable table{std::string(learner_years), {}};
  for (const auto* name : {"learner", "year", "place"}) table.columns.push_back(ValueColumn::of(name, ColumnType::integer));
  for (std::size_t place = 0; place < learners.size(); ++place) {
    table.columns[0].push(static_cast<std::int64_t>(learners[place].learner));
    table.columns[1].push(std::int64_t{learners[place].year.summer});
    table.columns[2].push(static_cast<std::int64_t>(place));
  }
  return facts.create(learner_years, table);
}

RowsWanted rows_wanted(const Collection& collection, std::span<const LearnerYear> learners) {
  const auto [from, to] = std::ranges::minmax(learners, {}, &LearnerYear::year);
  return {collection.id, collection.key, {}, from.year, to.year, fmt::format("(SELECT learner FROM {})", learner_years), {}};
}

}  // namespace row_load

Result<std::vector<LoadOfLearner>> loads_of_rows(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases,
                                                const Collection& collection, std::span<const LearnerYear> learners) {
  if (learners.empty()) return std::vector<LoadOfLearner>{};
  if (auto placed = row_load::place_learners(facts, learners); !placed) return std::unexpected(placed.error());
  const auto made = make_rows_table(facts, current, aliases, row_load::rows_wanted(collection, learners));
  if (!made) return std::unexpected(made.error());
  if (!*made) return std::vector<LoadOfLearner>{};
  const auto rows = facts.query(fmt::format("SELECT DISTINCT l.place AS place, CAST(r.load AS BIGINT) AS load FROM {} r JOIN {} l "
                                            "ON l.learner = r.learner AND l.year = r.year ORDER BY 1, 2",
                                            rows_table(collection.id), row_load::learner_years));
  if (!rows) return std::unexpected(rows.error());
  std::vector<LoadOfLearner> loads;
  for (std::size_t row = 0; row < rows->rows(); ++row)
    loads.push_back({static_cast<std::size_t>(rows->columns[0].integers()[row]), rows->columns[1].integers()[row]});
  return loads;
}

}  // namespace potensial::store
