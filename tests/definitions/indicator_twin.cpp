#include "definitions/indicator_twin.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "catalogue/code_sets.hpp"
#include "catalogue/collections.hpp"

namespace potensial::tests {
namespace {

struct Picked {
  double number = 0;
  bool has_number = false;
  std::string code;
};

Collection collection_of_day(const catalogue::Catalogue& definitions, const std::string& id, Date day) {
  const auto* found = definitions.on("collection", id, day);
  if (!found) throw std::runtime_error("no collection " + id);
  return catalogue::read_collection(*found).value();
}

void push_text(ValueColumn& column, const std::string& text) {
  if (text.empty()) column.push_absent();
  else if (column.type == ColumnType::text) column.push(std::string_view(text));
  else if (column.type == ColumnType::real) column.push(std::stod(text));
  else if (column.type == ColumnType::integer) column.push(static_cast<std::int64_t>(std::stoll(text)));
  else throw std::runtime_error("an example needs text or numbers in " + column.name);
}

FactTable table_of(const Node::List& rows, const Collection& collection) {
  FactTable table{collection.id, {}};
  for (const auto& column : collection.columns) table.columns.push_back(ValueColumn::of(column.name, column.type));
  for (const auto& row : rows) {
    if (row.text("collection") != collection.id) continue;
    for (auto& column : table.columns) push_text(column, row.text(column.name));
  }
  return table;
}

std::optional<double> number_of_code(const ResultItem& item, const Collection& collection, const std::string& code,
                                     const catalogue::Catalogue& definitions, Date day) {
  const auto id = item.codes.empty() ? collection.find(item.code_column)->codes : item.codes;
  const auto set = catalogue::read_code_set(*definitions.on("code-set", id, day)).value();
  const auto* found = set.find(code);
  if (!found) throw std::runtime_error("code " + code + " is not in " + id);
  return found->number;
}

class Twin {
 public:
  Twin(const catalogue::Catalogue& definitions, Date day, ExpressionEvaluator& evaluator)
      : definitions_(definitions), day_(day), evaluator_(evaluator) {}

  std::vector<Picked> pick(const ResultItem& item, const Node::List& rows) {
    const auto collection = collection_of_day(definitions_, item.collection, day_);
    const auto table = table_of(rows, collection);
    const auto wanted = evaluate(item.where.empty() ? "true" : item.where, table, ColumnType::boolean);
    std::vector<Picked> picked;
    for (std::size_t row = 0; row < table.rows(); ++row)
      if (wanted.has(row) && wanted.integers()[row]) picked.push_back(one(item, collection, table, row));
    return picked;
  }

  ValueColumn evaluate(const std::string& expression, const FactTable& table, ColumnType type) {
    auto answer = evaluator_.evaluate(expression, table, "answer", type);
    if (!answer) throw std::runtime_error(expression + ": " + answer.error().code);
    return std::move(*answer);
  }

 private:
  Picked one(const ResultItem& item, const Collection& collection, const FactTable& table, std::size_t row) {
    Picked picked;
    if (!item.code_column.empty()) picked.code = table.find(item.code_column)->texts()[row];
    std::optional<double> number;
    if (item.of.empty()) {
      number = number_of_code(item, collection, picked.code, definitions_, day_);
    } else {
      const auto of = evaluate(item.of, table, ColumnType::real);
      if (of.has(row)) number = of.reals()[row];
    }
    picked.has_number = number.has_value();
    picked.number = number.value_or(0);
    return picked;
  }

  const catalogue::Catalogue& definitions_;
  Date day_;
  ExpressionEvaluator& evaluator_;
};

// `reported`: whether anything of the item's collection was.
std::optional<double> aggregate(const ResultItem& item, const std::vector<Picked>& picked, bool reported) {
  std::vector<double> numbers;
  for (const auto& each : picked)
    if (each.has_number) numbers.push_back(each.number);
  if (numbers.empty() && item.aggregate == "count" && reported) return 0;
  if (numbers.empty()) return std::nullopt;
  std::ranges::sort(numbers, std::greater{});
  if (item.aggregate == "max") return numbers.front();
  if (item.aggregate == "count") return static_cast<double>(numbers.size());
  if (item.aggregate == "mean") return std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
  const auto taken = item.aggregate == "best" ? std::min<std::size_t>(static_cast<std::size_t>(item.take), numbers.size()) : numbers.size();
  return std::accumulate(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(taken), 0.0);
}

void add_item(FactTable& table, const ResultItem& item, const std::vector<Picked>& picked, bool reported) {
  table.columns.push_back(ValueColumn::of(item.name, ColumnType::real));
  const auto number = aggregate(item, picked, reported);
  if (number) table.columns.back().push(*number);
  else table.columns.back().push_absent();
  if (item.code_column.empty()) return;
  table.columns.push_back(ValueColumn::of(item.name + "_code", ColumnType::text));
  if (picked.empty()) table.columns.back().push_absent();
  else table.columns.back().push(std::string_view(picked.front().code));
}

}  // namespace

Result<Reading> read_learner(const Indicator& indicator, const Node::List& rows, const catalogue::Catalogue& catalogue,
                             Date day, ExpressionEvaluator& evaluator) try {
  Twin twin(catalogue, day, evaluator);
  FactTable items{"items", {}};
  for (const auto& item : indicator.items) {
    const auto of_collection = [&](const Node& row) { return row.text("collection") == item.collection; };
    add_item(items, item, twin.pick(item, rows), std::ranges::any_of(rows, of_collection));
  }
  const auto yes = [&](const std::string& expression) {
    const auto answer = twin.evaluate(expression, items, ColumnType::boolean);
    return answer.has(0) && answer.integers()[0] != 0;
  };
  Reading reading;
  const auto value = twin.evaluate(indicator.value, items, ColumnType::real);
  if (value.has(0)) reading.value = value.reals()[0];
  if (!indicator.attained.empty()) reading.attained = yes(indicator.attained);
  if (!indicator.counted.empty()) reading.counted = yes(indicator.counted);
  return reading;
} catch (const std::runtime_error& fault) {
  return refuse(Blame::fault, fault.what());
}

}  // namespace potensial::tests
