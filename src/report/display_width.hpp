// Text in columns of a terminal: how many places it takes, and padding and folding by that measure.
// Combining marks take none, wide East Asian letters two. Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace potensial::report {

std::size_t display_width(std::string_view utf8);
std::string padded_right(std::string_view text, std::size_t width);  // spaces after
std::string padded_left(std::string_view text, std::size_t width);   // spaces before
// Lines of at most `width` places, broken at spaces; a longer word is cut. At least one line.
std::vector<std::string> folded(std::string_view text, std::size_t width);

}  // namespace potensial::report
