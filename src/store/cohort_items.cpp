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

std::string listed(const std::set<std::string>& columns, std::string_view format, std::string_view separator) {
  std::string list;
  for (const auto& column : columns) {
    if (!list.empty()) list += separator;
    list += fmt::format(fmt::runtime(format), quoted_identifier(column));
  }
  return list;
}

std::string coded_table(std::string_view collection) { return quoted_identifier(fmt::format("coded rows of {}", collection)); }

std::string combinations_query(const std::string& collection, const std::set<std::string>& columns) {
  if (columns.empty()) return "SELECT CAST(1 AS BIGINT) AS combination";
  const auto names = listed(columns, "{}", ", ");
  return fmt::format("SELECT CAST(row_number() OVER (ORDER BY {0}) AS BIGINT) AS combination, {0} FROM (SELECT DISTINCT {0} FROM {1})",
                     names, rows_table(collection));
}

std::string coded_rows_query(const std::string& collection, const std::set<std::string>& columns) {
  return fmt::format("CREATE OR REPLACE TABLE {} AS SELECT r.learner, r.year, c.combination FROM {} r JOIN combinations c ON {}",
                     coded_table(collection), rows_table(collection),
                     columns.empty() ? "true" : listed(columns, "r.{0} IS NOT DISTINCT FROM c.{0}", " AND "));
}

std::string aggregate_of(const ResultItem& item) {
  if (item.aggregate == "sum") return "sum(l.number)";
  if (item.aggregate == "mean") return "avg(l.number)";
  if (item.aggregate == "count") return "CAST(count(*) AS DOUBLE)";
  if (item.aggregate == "best")
    return fmt::format("list_sum(list_slice(list_sort(list(l.number) FILTER (l.number IS NOT NULL), 'DESC'), 1, {}))", item.take);
  return "max(l.number)";
}

std::string item_query(const ResultItem& item, ResultYear year) {
  const bool same = year == ResultYear::same;
  return fmt::format(
      "SELECT p.place, CAST({} AS DOUBLE) AS number, coalesce(arg_max(l.code, l.number), min(l.code)) AS code FROM {} r "
      "JOIN item_lookup l ON l.combination = r.combination JOIN population p ON p.learner = r.learner AND r.year {} p.year "
      "GROUP BY p.place, r.year{}",
      aggregate_of(item), coded_table(item.collection), same ? "=" : "<",
      same ? "" : " QUALIFY r.year = max(r.year) OVER (PARTITION BY p.place)");
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

ValueColumn absent_texts(std::size_t rows) {
  auto column = ValueColumn::of("code", ColumnType::text);
  for (std::size_t row = 0; row < rows; ++row) column.push_absent();
  return column;
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

Result<void> ItemReader::take_rows(const std::string& collection, const std::set<std::string>& columns) {
  if (auto made = facts_.run("CREATE OR REPLACE TABLE combinations AS " + combinations_query(collection, columns)); !made) return made;
  if (auto made = facts_.run(coded_rows_query(collection, columns)); !made) return made;
  if (auto done = facts_.run("DROP TABLE " + rows_table(collection)); !done) return done;
  auto combinations = facts_.query("SELECT * FROM combinations ORDER BY combination");
  if (!combinations) return std::unexpected(combinations.error());
  combinations_.insert_or_assign(collection, std::move(*combinations));
  return {};
}

Result<FactTable> ItemReader::read(const ResultItem& item, ResultYear year, std::size_t learners) {
  auto answered = lookup(item, combinations_.at(item.collection));
  if (!answered) return std::unexpected(answered.error());
  if (answered->rows() == 0) return nothing_found(item, learners);
  if (auto made = facts_.create("item_lookup", *answered); !made) return std::unexpected(made.error());
  const auto found = facts_.query(item_query(item, year));
  if (!found) return std::unexpected(found.error());
  return by_place(item, *found, learners);
}

// The combinations that belong to the item, each with its number and its code.
Result<FactTable> ItemReader::lookup(const ResultItem& item, FactTable combinations) {
  const auto* codes = combinations.find(item.code_column);
  auto code = codes ? *codes : absent_texts(combinations.rows());
  code.name = "code";
  if (codes) combinations.columns.push_back(numbers_of(code, code_set_of(item, collections_, code_sets_)));
  const auto belongs = expressions_.evaluate(item.where.empty() ? "true" : item.where, combinations, "belongs", ColumnType::boolean);
  if (!belongs) return std::unexpected(belongs.error());
  const auto number = item_numbers(item, combinations);
  if (!number) return std::unexpected(number.error());
  std::vector<std::size_t> kept;
  for (std::size_t row = 0; row < combinations.rows(); ++row)
    if (belongs->has(row) && belongs->integers()[row]) kept.push_back(row);
  return FactTable{"item_lookup", {picked_rows(combinations.columns.front(), kept), picked_rows(*number, kept), picked_rows(code, kept)}};
}

Result<ValueColumn> ItemReader::item_numbers(const ResultItem& item, const FactTable& combinations) {
  if (!item.of.empty()) return expressions_.evaluate(item.of, combinations, "number", ColumnType::real);
  auto numbers = *combinations.find(code_number);
  numbers.name = "number";
  return numbers;
}

}  // namespace potensial::store
