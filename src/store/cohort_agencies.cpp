#include "store/cohort_agencies.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace {

std::string column_name(std::string agency) {
  std::ranges::replace(agency, '-', '_');
  return agency;
}

// (authority, column) and the first school year reported.
using Reported = std::map<std::pair<std::string, std::string>, std::int64_t>;

Result<Reported> reported_since(DuckdbConnection& facts) {
  const auto rows = facts.query(fmt::format("SELECT authority, agency, min(year) AS since FROM {} WHERE authority IS NOT NULL "
                                            "GROUP BY authority, agency", facts_view(agency_collection)));
  if (!rows) return std::unexpected(rows.error());
  Reported since;
  for (std::size_t row = 0; row < rows->rows(); ++row)
    since[{rows->columns[0].texts()[row], column_name(rows->columns[1].texts()[row])}] = rows->columns[2].integers()[row];
  return since;
}

// Column and place.
using Held = std::set<std::pair<std::string, std::size_t>>;

Result<Held> held_on_census_day(DuckdbConnection& facts) {
  const auto rows = facts.query(
      fmt::format("SELECT DISTINCT r.agency, p.place FROM {0} r JOIN population p ON p.learner = r.learner "
                  "WHERE (r.\"from\" IS NULL OR CAST(r.\"from\" AS DATE) <= {1}) "
                  "AND (r.\"to\" IS NULL OR CAST(r.\"to\" AS DATE) >= {1})", rows_table(agency_collection), census_day_of("p")));
  if (!rows) return std::unexpected(rows.error());
  Held held;
  for (std::size_t row = 0; row < rows->rows(); ++row)
    held.emplace(column_name(rows->columns[0].texts()[row]), static_cast<std::size_t>(rows->columns[1].integers()[row]));
  return held;
}

ValueColumn column_of(const std::string& name, const Cohort& cohort, const Held& held, const Reported& reported) {
  auto column = ValueColumn::of(name, ColumnType::text);
  for (std::size_t place = 0; place < cohort.size(); ++place) {
    const auto since = reported.find({cohort.authorities[cohort.school_authority[cohort.school[place]]], name});
    if (held.contains({name, place})) column.push(std::string_view("Y"));
    else if (since != reported.end() && since->second <= cohort.year[place].summer) column.push(std::string_view("N"));
    else column.push_absent();
  }
  return column;
}

}  // namespace

std::set<std::string> agency_row_columns() { return {"agency", "authority", "from", "to"}; }

std::set<std::string> agency_column_names(const CohortDefinitions& definitions) {
  std::set<std::string> names;
  const auto agencies = std::ranges::find(definitions.code_sets, agency_collection, &CodeSet::id);
  if (agencies != definitions.code_sets.end())
    for (const auto& code : agencies->codes) names.insert(column_name(code.code));
  return names;
}

Result<std::vector<ValueColumn>> agency_columns(DuckdbConnection& facts, const Cohort& cohort, const std::set<std::string>& wanted) {
  const auto reported = reported_since(facts);
  if (!reported) return std::unexpected(reported.error());
  const auto held = held_on_census_day(facts);
  if (!held) return std::unexpected(held.error());
  std::vector<ValueColumn> columns;
  for (const auto& name : wanted) columns.push_back(column_of(name, cohort, *held, *reported));
  return columns;
}

}  // namespace potensial::store
