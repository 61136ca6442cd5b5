#include "funding/cost_shares.hpp"

#include "stats/largest_remainder.hpp"

namespace potensial::funding {
namespace cost_share {

Result<std::vector<std::int64_t>> shares_of(std::span<const OwnerShare> owners) {
  std::vector<std::int64_t> shares;
  std::int64_t sum = 0;
  bool positive = true;
  for (const auto& each : owners) {
    positive = positive && each.share >= 1 && each.share <= 100;
    sum += each.share;
    shares.push_back(each.share);
  }
  if (!positive || sum != 100) return refuse(Blame::input, "shares.not-whole", {{"sum", std::to_string(sum)}});
  return shares;
}

Result<std::vector<std::int64_t>> counts_of(std::span<const Pence> lines) {
  std::vector<std::int64_t> counts;
  for (const auto each : lines) {
    counts.push_back(each.count);
    if (each.count < 0) return refuse(Blame::input, "shares.negative", {{"line", std::to_string(counts.size())}});
  }
  return counts;
}

// Takes the owner's total from what is left of the lines.
Result<std::vector<Pence>> take(std::int64_t total, std::vector<std::int64_t>& left) {
  std::vector<Pence> taken(left.size());
  if (total == 0) return taken;
  const auto parts = stats::largest_remainder<std::int64_t>(total, left);
  if (!parts) return std::unexpected(parts.error());
  for (std::size_t i = 0; i < left.size(); ++i) {
    taken[i].count = (*parts)[i];
    left[i] -= (*parts)[i];
  }
  return taken;
}

Award for_owner(const Award& whole, const std::string& organisation, const std::vector<Pence>& grants, const std::vector<Pence>& contributions) {
  auto award = whole;
  award.organisation = organisation;
  award.lines.clear();
  for (std::size_t i = 0; i < whole.lines.size(); ++i) {
    if (grants[i].count + contributions[i].count == 0) continue;
    award.lines.push_back(whole.lines[i]);
    award.lines.back().grant = grants[i];
    award.lines.back().contribution = contributions[i];
  }
  return award;
}

std::vector<Pence> amounts_of(const Award& whole, Pence AwardLine::* part) {
  std::vector<Pence> amounts;
  for (const auto& line : whole.lines) amounts.push_back(line.*part);
  return amounts;
}

}  // namespace cost_share

Result<std::vector<Pence>> share_amount(Pence amount, std::span<const OwnerShare> owners) {
  const auto shares = cost_share::shares_of(owners);
  if (!shares) return std::unexpected(shares.error());
  const auto parts = stats::largest_remainder<std::int64_t>(amount.count, *shares);
  if (!parts) return std::unexpected(parts.error());
  std::vector<Pence> amounts;
  for (const auto part : *parts) amounts.push_back({part});
  return amounts;
}

Result<std::vector<std::vector<Pence>>> share_lines(std::span<const Pence> lines, std::span<const OwnerShare> owners) {
  auto left = cost_share::counts_of(lines);
  if (!left) return std::unexpected(left.error());
  const auto total = sum(lines);
  if (!total) return std::unexpected(total.error());
  const auto totals = share_amount(*total, owners);
  if (!totals) return std::unexpected(totals.error());
  std::vector<std::vector<Pence>> divided;
  for (const auto each : *totals) {
    auto taken = cost_share::take(each.count, *left);
    if (!taken) return std::unexpected(taken.error());
    divided.push_back(std::move(*taken));
  }
  return divided;
}

Result<std::vector<Award>> awards_of_owners(const Award& whole, std::span<const OwnerShare> owners) {
  const auto grants = share_lines(cost_share::amounts_of(whole, &AwardLine::grant), owners);
  const auto contributions = share_lines(cost_share::amounts_of(whole, &AwardLine::contribution), owners);
  if (!grants || !contributions) return std::unexpected(grants ? contributions.error() : grants.error());
  std::vector<Award> awards;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    auto award = cost_share::for_owner(whole, owners[i].organisation, (*grants)[i], (*contributions)[i]);
    if (!award.lines.empty()) awards.push_back(std::move(award));
  }
  return awards;
}

}  // namespace potensial::funding
