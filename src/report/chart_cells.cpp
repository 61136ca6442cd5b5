#include "report/chart_cells.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::report {
namespace cells_detail {

const Value* value_at(const Table& table, std::size_t row, std::size_t column) {
  if (row >= table.rows.size() || column >= table.rows[row].cells.size()) return nullptr;
  return &table.rows[row].cells[column].value;
}

template <class T>
const T* get_at(const Table& table, std::size_t row, std::size_t column) {
  const Value* value = value_at(table, row, column);
  return value ? std::get_if<T>(value) : nullptr;
}

bool holds_intervals(const Table& table, std::size_t column) {
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (get_at<Interval>(table, row, column)) return true;
  return false;
}

}  // namespace cells_detail

std::optional<double> amount_at(const Table& table, std::size_t row, std::size_t column) {
  const auto* quantity = cells_detail::get_at<Quantity>(table, row, column);
  if (!quantity || !std::isfinite(quantity->value)) return std::nullopt;
  return quantity->unit == Unit::pence ? quantity->value / 100 : quantity->value;  // drawn in pounds
}

std::optional<Interval> interval_at(const Table& table, std::size_t row, std::size_t column) {
  const auto* interval = cells_detail::get_at<Interval>(table, row, column);
  if (!interval || !std::isfinite(interval->low) || !std::isfinite(interval->high)) return std::nullopt;
  return *interval;
}

std::optional<Verdict> verdict_at(const Table& table, std::size_t row, std::optional<std::size_t> column) {
  const auto* verdict = column ? cells_detail::get_at<Verdict>(table, row, *column) : nullptr;
  if (!verdict) return std::nullopt;
  return *verdict;
}

std::string label_at(const Table& table, std::size_t row, const Words& words) {
  const Value* value = cells_detail::value_at(table, row, 0);
  return value ? words.say(*value) : "";
}

std::vector<Series> series_of(const Chart& chart, const Table& table, std::size_t most) {
  std::vector<Series> all;
  for (const std::size_t column : chart.values) {
    if (column >= table.columns.size()) continue;
    if (cells_detail::holds_intervals(table, column)) {
      if (!all.empty()) all.back().interval = column;
    } else if (all.size() < most) {
      all.push_back({column, std::nullopt});
    }
  }
  return all;
}

Unit unit_of(const Table& table, std::size_t column) {
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (const auto* quantity = cells_detail::get_at<Quantity>(table, row, column)) return quantity->unit;
  return Unit::count;
}

bool is_difference(Unit unit) { return unit == Unit::points || unit == Unit::standard || unit == Unit::index; }

std::string tick_said(const Axis& axis, double tick, Unit unit) {
  return tick_text(axis, tick, is_difference(unit)) + (unit == Unit::percent ? "%" : "");
}

Range& Range::with(double value) {
  least = std::min(least, value);
  greatest = std::max(greatest, value);
  return *this;
}

}  // namespace potensial::report
