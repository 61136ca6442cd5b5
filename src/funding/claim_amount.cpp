#include "funding/claim_amount.hpp"

#include <algorithm>
#include <vector>

namespace potensial::funding {
namespace claim_sum {

Result<Pence> sum_of(std::span<const Posting> costs) {
  std::vector<Pence> amounts;
  for (const auto& each : costs) amounts.push_back(each.amount);
  return sum(amounts);
}

RateSplit claimed(std::span<const Claim> before) {
  RateSplit all{};
  for (const auto& each : before) {
    if (each.state() == "withdrawn") continue;
    all.grant.count += each.grant.count;
    all.contribution.count += each.contribution.count;
  }
  return all;
}

}  // namespace claim_sum

Result<RateSplit> claim_amount(std::span<const Posting> costs, std::span<const Claim> before, std::int64_t rate) {
  const auto asked = claim_sum::sum_of(costs);
  if (!asked) return std::unexpected(asked.error());
  if (asked->count <= 0) return refuse(Blame::input, "claim.nothing", {{"amount", text(*asked)}});
  const auto earlier = claim_sum::claimed(before);
  const auto together = sum(*asked, Pence{earlier.grant.count + earlier.contribution.count});
  if (!together) return std::unexpected(together.error());
  const auto all = split_at_rate(*together, rate);
  if (!all) return std::unexpected(all.error());
  const Pence grant{std::clamp<std::int64_t>(all->grant.count - earlier.grant.count, 0, asked->count)};
  return RateSplit{grant, {asked->count - grant.count}};
}

bool contribution_is_evidenced(const Claim& claim) {
  std::int64_t shown = 0;
  for (const auto& each : claim.evidence) shown += each.amount.count;
  return shown >= claim.contribution.count;
}

}  // namespace potensial::funding
