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
  auto parts = integer_table({"load", "year"}), learners = integer_table({"load", "year", "learner"});
  parts.columns.push_back(ValueColumn::of("section", ColumnType::text));
  learners.columns.push_back(ValueColumn::of("section", ColumnType::text));
  for (const auto& part : current.superseded_parts) {
    parts.columns[0].push(part.load);
    parts.columns[1].push(std::int64_t{part.year.summer});
    parts.columns[2].push(std::string_view(part.section));
  }
  for (const auto& each : current.superseded_learners) {
    learners.columns[0].push(each.load);
    learners.columns[1].push(std::int64_t{each.year.summer});
    learners.columns[2].push(static_cast<std::int64_t>(each.learner));
    learners.columns[3].push(std::string_view(each.section));
  }
  auto read_as = integer_table({"learner", "load", "reads_as"});
  for (const auto& alias : aliases) {
    read_as.columns[0].push(alias.learner);
    read_as.columns[1].push(alias.load);
    read_as.columns[2].push(alias.reads_as);
  }
  if (auto made = facts.create("superseded parts", parts); !made) return made;
  if (auto made = facts.create("superseded learners", learners); !made) return made;
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

// Further conditions where parts of loads no longer count; such files carry the column `section`.
std::string narrower_conditions(const CurrentFacts& current) {
  std::string conditions;
  if (!current.superseded_parts.empty())
    conditions += " AND NOT EXISTS (SELECT 1 FROM \"superseded parts\" p WHERE p.load = f.load AND p.year = f.year "
                  "AND p.section = f.section)";
  if (!current.superseded_learners.empty())
    conditions += " AND NOT EXISTS (SELECT 1 FROM \"superseded learners\" x WHERE x.load = f.load AND x.year = f.year "
                  "AND x.section = f.section AND x.learner = f.learner)";
  return conditions;
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
                  "SELECT coalesce(s.reads_as, m.reads_as, f.learner) AS learner, CAST(f.year AS BIGINT) AS year, f.load, "
                  "CAST(f.\"row\" AS BIGINT) AS \"row\"{} "
                  "FROM read_parquet($1, union_by_name = true, hive_partitioning = false) f "
                  "LEFT JOIN \"learner aliases\" m ON m.learner = f.learner AND m.load = 0 "
                  "LEFT JOIN \"learner aliases\" s ON s.learner = f.learner AND s.load = f.load "
                  "WHERE f.load IN (SELECT unnest($2)) AND f.year BETWEEN $3 AND $4 "
                  "AND NOT EXISTS (SELECT 1 FROM \"replaced rows\" r WHERE r.load = f.load AND r.learner = f.learner){}",
                  rows_table(collection), column_list(columns, *stored), narrower_conditions(current)),
      {current.files, current.loads, std::int64_t{from.summer}, std::int64_t{to.summer}});
  if (!made) return std::unexpected(made.error());
  return true;
}

}  // namespace potensial::store
