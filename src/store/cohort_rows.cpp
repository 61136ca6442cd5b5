#include "store/cohort_rows.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "store/fact_files.hpp"

namespace potensial::store {
namespace {

Result<std::set<std::string>> stored_columns(DuckdbConnection& facts, const std::vector<std::string>& files) {
  const auto described = facts.query("SELECT DISTINCT name FROM parquet_schema($1) WHERE name IS NOT NULL", {files});
  if (!described) return std::unexpected(described.error());
  const auto& names = described->columns.front().texts();
  return std::set<std::string>(names.begin(), names.end());
}

// A view of the facts in which every wanted column stands; those no file carries are absent in every row.
Result<void> make_whole_view(DuckdbConnection& facts, std::string_view collection, std::string_view view,
                             const std::set<std::string>& wanted, const std::set<std::string>& stored) {
  std::string missing;
  for (const auto& column : wanted)
    if (!stored.contains(column)) missing += fmt::format(", CAST(NULL AS VARCHAR) AS {}", quoted_identifier(column));
  return facts.run(fmt::format("CREATE OR REPLACE VIEW {} AS SELECT *{} FROM {}", facts_view(collection), missing, quoted_identifier(view)));
}

std::string qualified(const std::set<std::string>& columns, std::string_view table) {
  std::string list;
  for (const auto& column : columns) list += fmt::format("{}{}.{}", list.empty() ? "" : ", ", table, quoted_identifier(column));
  return list;
}

// What makes two rows one fact, of what the files carry. Only transfer files tell what a return tells as well; without
// them every row stands.
std::set<std::string> key_told_twice(const CurrentFacts& current, std::span<const std::string> key, const std::set<std::string>& stored) {
  std::set<std::string> told;
  if (!current.transfers.empty())
    std::ranges::copy_if(key, std::inserter(told, told.end()), [&](const std::string& column) { return stored.contains(column); });
  return told;
}

// Of several rows with one key the first in `order` stays. Few keys stand twice, so only their rows are ranked.
Result<void> keep_first_rows(DuckdbConnection& facts, const std::string& table, const std::set<std::string>& key, std::string_view order) {
  std::string names, same;
  for (const auto& column : key) {
    const auto name = quoted_identifier(column);
    names += (names.empty() ? "" : ", ") + name;
    same += (same.empty() ? "" : " AND ") + fmt::format("t.{0} IS NOT DISTINCT FROM d.{0}", name);
  }
  return facts.run(fmt::format(
      "DELETE FROM {0} WHERE rowid IN (SELECT t.rowid FROM {0} t JOIN (SELECT {1} FROM {0} GROUP BY {1} HAVING count(*) > 1) d ON {2} "
      "QUALIFY row_number() OVER (PARTITION BY {3} ORDER BY {4}) > 1)",
      table, names, same, qualified(key, "t"), order));
}

}  // namespace

ValueColumn area_deciles(const ValueColumn& small_area, const std::map<std::string, std::int64_t>& deciles) {
  auto column = ValueColumn::of("area_decile", ColumnType::integer);
  for (std::size_t row = 0; row < small_area.size(); ++row) {
    const auto at = small_area.has(row) ? deciles.find(small_area.texts()[row]) : deciles.end();
    if (at == deciles.end()) column.push_absent();
    else column.push(at->second);
  }
  return column;
}

std::string facts_view(std::string_view collection) { return quoted_identifier(fmt::format("facts of {}", collection)); }

std::string rows_table(std::string_view collection) { return quoted_identifier(fmt::format("rows of {}", collection)); }

Result<bool> make_rows_table(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases,
                             const RowsWanted& wanted) {
  if (current.files.empty()) return false;
  const auto view = fmt::format("current facts of {}", wanted.collection);
  if (auto made = create_facts_view(facts, view, current, aliases); !made) return std::unexpected(made.error());
  const auto stored = stored_columns(facts, current.files);
  if (!stored) return std::unexpected(stored.error());
  if (auto made = make_whole_view(facts, wanted.collection, view, wanted.columns, *stored); !made) return std::unexpected(made.error());
  const auto key = key_told_twice(current, wanted.key, *stored);
  std::set<std::string> columns{"learner", "load", "precedence"};
  columns.insert(wanted.columns.begin(), wanted.columns.end());
  columns.insert(key.begin(), key.end());
  columns.erase("year");
  std::vector<DuckdbParameter> parameters{std::int64_t{wanted.from.summer}, std::int64_t{wanted.to.summer}};
  parameters.insert(parameters.end(), wanted.parameters.begin(), wanted.parameters.end());
  const auto table = rows_table(wanted.collection);
  const auto made = facts.run(
      fmt::format("CREATE OR REPLACE TABLE {} AS SELECT CAST(f.year AS BIGINT) AS year, CAST(f.\"row\" AS BIGINT) AS \"row\", {} "
                  "FROM {} f WHERE f.year BETWEEN $1 AND $2{}{}",
                  table, qualified(columns, "f"), facts_view(wanted.collection), wanted.learners.empty() ? "" : " AND f.learner IN ",
                  wanted.learners),
      parameters);
  if (!made) return std::unexpected(made.error());
  if (!key.empty())
    if (auto kept = keep_first_rows(facts, table, key, "t.precedence DESC, t.\"row\""); !kept) return std::unexpected(kept.error());
  return true;
}

std::string census_day_of(std::string_view r) {
  constexpr auto day = AcademicYear{}.census_day();
  return fmt::format("make_date(CAST({}.year AS BIGINT), {}, {})", r, day.month(), day.day());
}

std::string on_roll(std::string_view r) {
  return fmt::format("(coalesce({0}.enrolment_status, 'C') IN ('C', 'M') AND ({0}.leaving_date IS NULL OR CAST({0}.leaving_date AS DATE) > {1}))",
                     r, census_day_of(r));
}

Result<void> keep_main_registrations(DuckdbConnection& facts) {
  return keep_first_rows(facts, rows_table("census"), {"learner", "year"},
                         fmt::format("{} DESC, t.enrolment_status = 'M' DESC NULLS LAST, CAST(t.entry_date AS DATE) DESC NULLS LAST, "
                                     "t.school, t.load DESC, t.\"row\"", on_roll("t")));
}

}  // namespace potensial::store
