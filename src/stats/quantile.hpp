// Sample quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996),
// the default of R and of spreadsheets. Values need not be sorted; NaN values are left out; of nothing, NaN.
// Probabilities are clipped to [0, 1]. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

namespace potensial::stats {

double quantile(std::span<const double> values, double probability);
// Several at the price of one sort, in the order asked.
std::vector<double> quantiles(std::span<const double> values, std::span<const double> probabilities);

}  // namespace potensial::stats
