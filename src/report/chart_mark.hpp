// The shapes charts are made of, as SVG. Places along the page are percentages, heights are pixels; text is
// escaped here. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "model/verdict.hpp"

namespace potensial::report {

struct Place {
  double x = 0;  // percent
  double y = 0;  // pixels
};

enum class Shape { square, ring, circle, diamond };
Shape shape_of(Verdict verdict);

// `series` 0-3 chooses the colour and, for lines, the dashes.
std::string svg_mark(Place at, Shape shape, int series = 0, double size = 14);
std::string svg_line(Place from, Place to, int series);
std::string svg_bar(double from, double to, double y, double height, std::string_view fill, int series);  // x percent
std::string svg_rule(Place from, Place to, std::string_view style);  // "zero", "grid" or "break"

enum class Anchor { start, middle, end };
std::string svg_text(Place at, std::string_view words, Anchor anchor = Anchor::start);
// A label of a row, folded into lines that fit 320 px; `at` is the base of its first line.
struct Label {
  std::string body;
  double below = 0;  // pixels its further lines take
};
Label svg_label(Place at, std::string_view words);
std::string svg_quiet_text(Place at, std::string_view words, Anchor anchor = Anchor::start);
std::string svg_inner_text(Place at, std::string_view words);  // inside a square, about its middle
std::string svg_spare_text(Place at, std::string_view words, Anchor anchor);  // left out in a narrow window

// The patterns of bars and shares; ids are prefixed so that they are unique on the page.
std::string svg_patterns(const std::string& prefix);
std::string pattern_fill(const std::string& prefix, int pattern);  // 0-5; 0 is solid
int pattern_count();

std::string svg_open(double height, std::string_view description);
std::string svg_close();

}  // namespace potensial::report
