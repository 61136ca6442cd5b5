#include "store/cohort_items.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace {

// What an expression may use beside the collection's columns: the number its code stands for.
constexpr std::string_view code_number = "code_number";

ValueColumn numbers_of(const ValueColumn& codes, const CodeSet* set) {
  auto numbers = ValueColumn::of(std::string(code_number), ColumnType::real);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    const auto* code = set && codes.has(row) ? set->find(codes.texts()[row]) : nullptr;
    if (code && code->number) numbers.push(*code->number);
    else numbers.push_absent();
  }
  return numbers;
}

std::string joined(const std::set<std::string>& columns, std::string_view separator) {
  std::string list;
  for (const auto& column : columns) list += (list.empty() ? "" : std::string(separator)) + quoted_identifier(column);
  return list;
}

// Every combination of the columns the item reads, as it stands in the rows.
Result<FactTable> combinations(ItemReader& reader, const ResultItem& item, const std::set<std::string>& columns) {
  if (columns.empty())
    return reader.facts.query(fmt::format("SELECT 1 AS one FROM {} LIMIT 1", rows_table(item.collection)));
  return reader.facts.query(
      fmt::format("SELECT DISTINCT {} FROM {}", joined(columns, ", "), rows_table(item.collection)));
}

Result<ValueColumn> item_numbers(ItemReader& reader, const ResultItem& item, const FactTable& table) {
  if (!item.of.empty()) return reader.expressions.evaluate(item.of, table, "item number", ColumnType::real);
  auto numbers = *table.find(code_number);
  numbers.name = "item number";
  return numbers;
}

// The lookup: a combination's columns, whether it belongs, its number and its code.
Result<FactTable> answered(ItemReader& reader, const ResultItem& item, FactTable table) {
  if (const auto* codes = table.find(item.code_column)) table.columns.push_back(numbers_of(*codes, code_set_of(item, reader.collections, reader.code_sets)));
  auto belongs = reader.expressions.evaluate(item.where.empty() ? "true" : item.where, table, "item belongs", ColumnType::boolean);
  if (!belongs) return std::unexpected(belongs.error());
  auto number = item_numbers(reader, item, table);
  if (!number) return std::unexpected(number.error());
  table.columns.push_back(std::move(*belongs));
  table.columns.push_back(std::move(*number));
  return table;
}

std::string aggregate_of(const ResultItem& item) {
  if (item.aggregate == "sum") return "sum(l.\"item number\")";
  if (item.aggregate == "count") return "CAST(count(*) AS DOUBLE)";
  if (item.aggregate == "best")
    return fmt::format("list_sum(list_slice(list_sort(list(l.\"item number\") FILTER (l.\"item number\" IS NOT NULL), 'DESC'), 1, {}))",
                       item.take);
  return "max(l.\"item number\")";
}

std::string lookup_condition(const std::set<std::string>& columns) {
  std::string condition = "l.\"item belongs\"";
  for (const auto& column : columns)
    condition += fmt::format(" AND r.{0} IS NOT DISTINCT FROM l.{0}", quoted_identifier(column));
  return condition;
}

std::string_view year_condition(ResultYear year) {
  return year == ResultYear::same ? "r.year = p.year" : "r.year < p.year";
}

std::string item_query(const ResultItem& item, const std::set<std::string>& columns, ResultYear year) {
  const auto code = item.code_column.empty()
                        ? std::string("CAST(NULL AS VARCHAR)")
                        : fmt::format("coalesce(arg_max(l.{0}, l.\"item number\"), min(l.{0}))", quoted_identifier(item.code_column));
  return fmt::format(
      "WITH found AS (SELECT p.place, r.*, r.year = max(r.year) OVER (PARTITION BY p.place) AS latest FROM {0} r "
      "JOIN item_lookup l ON {1} JOIN population p ON p.learner = r.learner AND {2}) "
      "SELECT r.place, CAST({3} AS DOUBLE) AS number, {4} AS code FROM found r JOIN item_lookup l ON {1} "
      "WHERE r.latest GROUP BY r.place",
      rows_table(item.collection), lookup_condition(columns), year_condition(year), aggregate_of(item), code);
}

// One row per learner by place; learners without a row have neither number nor code.
FactTable by_place(const ResultItem& item, const FactTable& found, std::size_t learners) {
  std::vector<std::int64_t> row_of(learners, -1);
  for (std::size_t row = 0; row < found.rows(); ++row)
    row_of[static_cast<std::size_t>(found.columns[0].integers()[row])] = static_cast<std::int64_t>(row);
  FactTable table{"items", {ValueColumn::of(item.name, ColumnType::real), ValueColumn::of(item.name + "_code", ColumnType::text)}};
  for (const auto row : row_of) {
    const auto at = static_cast<std::size_t>(row);
    if (row >= 0 && found.columns[1].has(at)) table.columns[0].push(found.columns[1].reals()[at]);
    else table.columns[0].push_absent();
    if (row >= 0 && found.columns[2].has(at)) table.columns[1].push(std::string_view(found.columns[2].texts()[at]));
    else table.columns[1].push_absent();
  }
  return table;
}

FactTable nothing_found(const ResultItem& item, std::size_t learners) {
  const FactTable none{"none", {ValueColumn::of("place", ColumnType::integer), ValueColumn::of("number", ColumnType::real),
                                ValueColumn::of("code", ColumnType::text)}};
  return by_place(item, none, learners);
}

}  // namespace

const CodeSet* code_set_of(const ResultItem& item, std::span<const Collection> collections, std::span<const CodeSet> sets) {
  auto id = item.codes;
  const auto collection = std::ranges::find(collections, item.collection, &Collection::id);
  if (id.empty() && collection != collections.end())
    if (const auto* column = collection->find(item.code_column)) id = column->codes;
  const auto set = std::ranges::find(sets, id, &CodeSet::id);
  return set == sets.end() ? nullptr : &*set;
}

Result<std::set<std::string>> item_columns(const ResultItem& item, DuckdbExpressions& expressions) {
  std::set<std::string> columns;
  for (const auto& expression : {item.where, item.of}) {
    if (expression.empty()) continue;
    auto named = expressions.columns(expression);
    if (!named) return std::unexpected(named.error());
    columns.merge(*named);
  }
  if (!item.code_column.empty()) columns.insert(item.code_column);
  columns.erase(std::string(code_number));
  return columns;
}

Result<FactTable> ItemReader::read(const ResultItem& item, ResultYear year) {
  const auto columns = item_columns(item, expressions);
  if (!columns) return std::unexpected(columns.error());
  auto table = combinations(*this, item, *columns);
  if (!table) return std::unexpected(table.error());
  if (table->rows() == 0) return nothing_found(item, learners);
  auto lookup = answered(*this, item, std::move(*table));
  if (!lookup) return std::unexpected(lookup.error());
  if (auto made = facts.create("item_lookup", *lookup); !made) return std::unexpected(made.error());
  const auto found = facts.query(item_query(item, *columns, year));
  if (!found) return std::unexpected(found.error());
  return by_place(item, *found, learners);
}

}  // namespace potensial::store
