// Charts as SVG, drawn from the cells of a table and from nothing else.
//
// Positions along the page are in percent and text has a fixed size, so that a chart can be 320 px or 720 px
// wide without scaling its words. What a mark means is its shape and pattern, never its colour alone: filled
// square low, ring cannot be judged, filled circle not low. Numbers in a chart are those of the printed table
// or the ticks of an axis. A row whose value is hidden or missing is not drawn at all: no mark, gap or width
// gives it away. Colours come from the style sheet and fall back to currentColor. Pure functions, thread-safe.
#pragma once

#include <string>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

// Columns a kind of chart reads from Chart::values. A column of intervals belongs to the column before it.
//   interval, caterpillar: estimate, interval        bar: one or two amounts
//   line: up to four series, each with or without an interval        scatter: along, up
//   distribution: up to six shares of a whole
// The drawing alone; empty when no row can be drawn.
std::string svg_of(const Chart& chart, const Table& table, const Words& words);

// The drawing as a figure: title, drawing, legend, note, and how many rows were left out. Empty when svg_of is.
std::string figure_of(const Chart& chart, const Table& table, const Words& words);

}  // namespace potensial::report
