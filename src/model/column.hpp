// Columns of values with absences: the common form of facts between files, storage and analysis.
//
// A FactTable is one collection's rows, column by column (all columns equally long). An absent
// value is not zero and not empty text. Value types; const use is thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace potensial {

enum class ColumnType { text, integer, real, date, boolean };

struct ValueColumn {
  std::string name;
  ColumnType type = ColumnType::text;
  std::variant<std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>> values;
  std::vector<std::uint8_t> present;  // 1 where there is a value; same length

  // `integer`, `date` (days since 1970) and `boolean` (0, 1) share the integer vector.
  static ValueColumn of(std::string name, ColumnType type);
  std::size_t size() const { return present.size(); }
  bool has(std::size_t row) const { return present[row] != 0; }
  const std::vector<std::string>& texts() const { return std::get<std::vector<std::string>>(values); }
  const std::vector<std::int64_t>& integers() const { return std::get<std::vector<std::int64_t>>(values); }
  const std::vector<double>& reals() const { return std::get<std::vector<double>>(values); }
  void push_absent();
  void push(std::string_view text);
  void push(std::int64_t integer);
  void push(double real);
};

// The values of some rows, in the order named.
ValueColumn picked_rows(const ValueColumn& column, std::span<const std::size_t> rows);

struct FactTable {
  std::string collection;  // id of a collection definition: "census", "assessment", ...
  std::vector<ValueColumn> columns;

  std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
  const ValueColumn* find(std::string_view name) const;
  ValueColumn* find(std::string_view name);
};

}  // namespace potensial
