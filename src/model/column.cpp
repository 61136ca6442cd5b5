#include "model/column.hpp"

#include <type_traits>
#include <utility>

namespace potensial {

ValueColumn ValueColumn::of(std::string name, ColumnType type) {
  ValueColumn column{std::move(name), type, {}, {}};
  if (type == ColumnType::text) column.values = std::vector<std::string>{};
  else if (type == ColumnType::real) column.values = std::vector<double>{};
  else column.values = std::vector<std::int64_t>{};
  return column;
}

void ValueColumn::push_absent() {
  std::visit([](auto& values_) { values_.emplace_back(); }, values);
  present.push_back(0);
}

void ValueColumn::push(std::string_view text) {
  std::get<std::vector<std::string>>(values).emplace_back(text);
  present.push_back(1);
}

void ValueColumn::push(std::int64_t integer) {
  std::get<std::vector<std::int64_t>>(values).push_back(integer);
  present.push_back(1);
}

void ValueColumn::push(double real) {
  std::get<std::vector<double>>(values).push_back(real);
  present.push_back(1);
}

ValueColumn picked_rows(const ValueColumn& column, std::span<const std::size_t> rows) {
  auto picked = ValueColumn::of(column.name, column.type);
  picked.present.reserve(rows.size());
  for (const auto row : rows) picked.present.push_back(column.present[row]);
  std::visit(
      [&](auto& values) {
        const auto& from = std::get<std::decay_t<decltype(values)>>(column.values);
        values.reserve(rows.size());
        for (const auto row : rows) values.push_back(from[row]);
      },
      picked.values);
  return picked;
}

const ValueColumn* FactTable::find(std::string_view name) const {
  for (const auto& column : columns)
    if (column.name == name) return &column;
  return nullptr;
}

ValueColumn* FactTable::find(std::string_view name) {
  return const_cast<ValueColumn*>(std::as_const(*this).find(name));
}

}  // namespace potensial
