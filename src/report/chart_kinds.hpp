// One drawing per kind of chart, inside its <svg>. Each returns the drawing and its height, or no height when
// no row can be drawn. Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

struct Drawing {
  std::string body;
  double height = 0;
  std::size_t rows = 0;                // drawn
  std::vector<std::string> legend;     // one entry per series, where there is more than one
  bool patterns = false;               // the legend shows patterns rather than lines
};

Drawing interval_chart(const Chart& chart, const Table& table, const Words& words);
Drawing caterpillar_chart(const Chart& chart, const Table& table, const Words& words);
Drawing line_chart(const Chart& chart, const Table& table, const Words& words);
Drawing bar_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns);
Drawing distribution_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns);
Drawing heat_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns);
Drawing tile_chart(const Chart& chart, const Table& table, const Words& words, const std::string& patterns);
Drawing scatter_chart(const Chart& chart, const Table& table, const Words& words);

}  // namespace potensial::report
