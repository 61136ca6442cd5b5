#include "service/import_comparison.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>

namespace potensial::service {
namespace {

void append_number(std::string& text, std::uint64_t number) {
  text.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append_value(std::string& text, const ValueColumn* column, std::size_t row) {
  if (!column || !column->has(row)) {
    text += '\0';
    return;
  }
  text += '\1';
  if (column->type == ColumnType::text) {
    append_number(text, column->texts()[row].size());
    text += column->texts()[row];
  } else if (column->type == ColumnType::real) {
    append_number(text, std::bit_cast<std::uint64_t>(column->reals()[row]));
  } else {
    append_number(text, static_cast<std::uint64_t>(column->integers()[row]));
  }
}

// Keys and values of a table's rows as texts that are equal exactly when the values are.
class RowTexts {
 public:
  RowTexts(const FactTable& table, const Collection& collection) {
    for (const char* name : {"section", "learner", "year"}) values_.push_back(table.find(name));
    for (const auto& column : collection.columns)
      if (!column.identity && column.name != "year") values_.push_back(table.find(column.name));
    for (const auto& name : collection.key) key_.push_back(table.find(name));
  }
  std::string key(std::size_t row) const { return text_of(key_, row); }
  std::string value(std::size_t row) const { return text_of(values_, row); }

 private:
  static std::string text_of(const std::vector<const ValueColumn*>& columns, std::size_t row) {
    std::string text;
    for (const auto* column : columns) append_value(text, column, row);
    return text;
  }
  std::vector<const ValueColumn*> key_, values_;
};

using OldRows = std::unordered_map<std::string, std::vector<std::string>>;  // key -> values, most often one

OldRows old_rows(const FactTable& old, const Collection& collection) {
  const RowTexts texts(old, collection);
  OldRows rows;
  rows.reserve(old.rows());
  for (std::size_t row = 0; row < old.rows(); ++row) rows[texts.key(row)].push_back(texts.value(row));
  return rows;
}

// What is left under the key of a differing row is its old value.
void mark_changed(RowComparison& comparison, std::span<const std::size_t> differing, OldRows& left, const RowTexts& texts) {
  for (const auto row : differing) {
    auto& values = left.find(texts.key(row))->second;
    if (values.empty()) continue;
    comparison.rows[row] = RowChange::changed;
    values.pop_back();
  }
}

}  // namespace

RowComparison compare_rows(const FactTable& fresh, const FactTable& old, const Collection& collection) {
  auto left = old_rows(old, collection);
  const RowTexts texts(fresh, collection);
  RowComparison comparison{std::vector<RowChange>(fresh.rows(), RowChange::added), 0};
  std::vector<std::size_t> differing;
  for (std::size_t row = 0; row < fresh.rows(); ++row) {
    const auto found = left.find(texts.key(row));
    if (found == left.end()) continue;
    const auto same = std::ranges::find(found->second, texts.value(row));
    if (same == found->second.end()) {
      differing.push_back(row);
      continue;
    }
    comparison.rows[row] = RowChange::unchanged;
    found->second.erase(same);
  }
  mark_changed(comparison, differing, left, texts);
  for (const auto& [key, values] : left) comparison.removed += values.size();
  return comparison;
}

}  // namespace potensial::service
