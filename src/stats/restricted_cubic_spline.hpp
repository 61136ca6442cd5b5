// Restricted (natural) cubic splines in the truncated power basis of Harrell, Regression Modeling Strategies,
// section 2.4.5: k >= 3 rising knots t_1..t_k give k - 1 columns, the first x itself, the others cubic between
// the knots, linear outside them, and divided by (t_k - t_1)^2 so that all keep the unit of x.
//
// spline_knots: the values at the given percentiles (type 7; shares such as 0.05), equal neighbours merged, so
// a coarse variable may give fewer knots than asked. With fewer than 3 knots the basis is x alone.
// A NaN in x gives NaN in every column. Pure, thread-safe.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace potensial::stats {

inline constexpr std::array<double, 4> kFourKnots{0.05, 0.35, 0.65, 0.95};
inline constexpr std::array<double, 3> kQuartiles{0.25, 0.50, 0.75};

std::vector<double> spline_knots(std::span<const double> x, std::span<const double> percentiles);
// One vector of x.size() values per column.
std::vector<std::vector<double>> restricted_cubic_spline(std::span<const double> x, std::span<const double> knots);

}  // namespace potensial::stats
