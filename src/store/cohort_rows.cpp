#include "store/cohort_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace potensial::store {
namespace {

FactTable integer_table(std::initializer_list<std::string_view> names) {
  FactTable table;
  for (const auto name : names) table.columns.push_back(ValueColumn::of(std::string(name), ColumnType::integer));
  return table;
}

Result<void> make_side_tables(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases) {
  auto replaced = integer_table({"load", "learner"});
  for (const auto& [load, learner] : current.replaced) {
    replaced.columns[0].push(load);
    replaced.columns[1].push(learner);
  }
  auto read_as = integer_table({"learner", "load", "reads_as"});
  for (const auto& alias : aliases) {
    read_as.columns[0].push(alias.learner);
    read_as.columns[1].push(alias.load);
    read_as.columns[2].push(alias.reads_as);
  }
  if (auto made = facts.create("replaced rows", replaced); !made) return made;
  return facts.create("learner aliases", read_as);
}

Result<std::set<std::string>> stored_columns(DuckdbConnection& facts, const std::vector<std::string>& files) {
  const auto described = facts.query(
      "SELECT DISTINCT name FROM parquet_schema($1) WHERE name IS NOT NULL", {files});
  if (!described) return std::unexpected(described.error());
  const auto& names = described->columns.front().texts();
  return std::set<std::string>(names.begin(), names.end());
}

std::string column_list(const std::set<std::string>& wanted, const std::set<std::string>& stored) {
  std::string list;
  for (const auto& column : wanted)
    list += stored.contains(column) ? fmt::format(", f.{}", quoted_identifier(column))
                                    : fmt::format(", CAST(NULL AS VARCHAR) AS {}", quoted_identifier(column));
  return list;
}

}  // namespace

std::string rows_table(std::string_view collection) { return quoted_identifier(fmt::format("rows of {}", collection)); }

Result<bool> make_rows_table(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases,
                             std::string_view collection, const std::set<std::string>& columns, AcademicYear from,
                             AcademicYear to) {
  if (current.files.empty()) return false;
  if (auto made = make_side_tables(facts, current, aliases); !made) return std::unexpected(made.error());
  const auto stored = stored_columns(facts, current.files);
  if (!stored) return std::unexpected(stored.error());
  const auto made = facts.run(
      fmt::format("CREATE OR REPLACE TABLE {} AS "
                  "SELECT coalesce(m.reads_as, f.learner) AS learner, CAST(f.year AS BIGINT) AS year, f.load, "
                  "CAST(f.\"row\" AS BIGINT) AS \"row\"{} "
                  "FROM read_parquet($1, union_by_name = true, hive_partitioning = false) f "
                  "LEFT JOIN \"learner aliases\" m ON m.learner = f.learner AND (m.load = 0 OR m.load = f.load) "
                  "WHERE f.load IN (SELECT unnest($2)) AND f.year BETWEEN $3 AND $4 "
                  "AND NOT EXISTS (SELECT 1 FROM \"replaced rows\" r WHERE r.load = f.load AND r.learner = f.learner)",
                  rows_table(collection), column_list(columns, *stored)),
      {current.files, current.loads, std::int64_t{from.summer}, std::int64_t{to.summer}});
  if (!made) return std::unexpected(made.error());
  return true;
}

}  // namespace potensial::store
