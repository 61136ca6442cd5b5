// Cells of a table as numbers to draw. Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/block.hpp"
#include "report/chart_scale.hpp"
#include "report/words.hpp"

namespace potensial::report {

// The finite number of a cell; nothing for a mark, a word, or a place that does not exist.
std::optional<double> amount_at(const Table& table, std::size_t row, std::size_t column);
std::optional<Interval> interval_at(const Table& table, std::size_t row, std::size_t column);
std::optional<Verdict> verdict_at(const Table& table, std::size_t row, std::optional<std::size_t> column);
std::string label_at(const Table& table, std::size_t row, const Words& words);

// A column of numbers and, where the next of `values` holds intervals, the column of those.
struct Series {
  std::size_t column = 0;
  std::optional<std::size_t> interval;
};
std::vector<Series> series_of(const Chart& chart, const Table& table, std::size_t most);

// The unit of a column: that of its first quantity.
Unit unit_of(const Table& table, std::size_t column);

bool is_difference(Unit unit);  // read with its sign, against zero

// What stands at a tick of an axis of such amounts: a difference with its sign, a share with %.
std::string tick_said(const Axis& axis, double tick, Unit unit);

struct Range {
  double least, greatest;
  Range& with(double value);
};

}  // namespace potensial::report
