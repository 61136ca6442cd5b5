#include "funding/line_split.hpp"

#include <string>

#include "stats/largest_remainder.hpp"

namespace potensial::funding {
namespace line_split {

Result<std::vector<std::int64_t>> whole(std::span<const Pence> costs) {
  std::vector<std::int64_t> pence;
  for (const auto cost : costs) {
    pence.push_back(cost.count);
    if (cost.count < 0) return refuse(Blame::input, "line-split.negative", {{"line", std::to_string(pence.size())}});
  }
  return pence;
}

}  // namespace line_split

Result<LineSplit> split_lines(std::span<const Pence> costs, std::int64_t rate) {
  const auto weights = line_split::whole(costs);
  if (!weights) return std::unexpected(weights.error());
  const auto total = sum(costs);
  if (!total) return std::unexpected(total.error());
  const auto split = split_at_rate(*total, rate);
  if (!split) return std::unexpected(split.error());
  const auto grants = stats::largest_remainder<std::int64_t>(split->grant.count, *weights);
  if (!grants) return std::unexpected(grants.error());
  LineSplit lines{{}, *split};
  for (std::size_t i = 0; i < costs.size(); ++i) lines.lines.push_back({{(*grants)[i]}, {costs[i].count - (*grants)[i]}});
  return lines;
}

}  // namespace potensial::funding
