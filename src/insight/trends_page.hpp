// The page of trends (STD-08): the whole distribution of levels and the share at the standard over the years, with
// every change marked as a change, within chance or a change of definition. As blocks. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/description_parts.hpp"
#include "insight/trend.hpp"

namespace potensial::insight {

struct TrendOfIndicator {
  Indicator indicator;
  Trend own, population;
};

struct TrendsPageInput {
  DescribedScope scope;
  std::vector<TrendOfIndicator> trends;
};

Page trends_page(const TrendsPageInput& input);

// "level 4"; of values below the first, that they are below the levels.
Phrase trend_level(double level);

}  // namespace potensial::insight
