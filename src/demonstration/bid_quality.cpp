#include "demonstration/bid_quality.hpp"

#include <algorithm>
#include <array>

#include "base/counter_random.hpp"

namespace potensial::demonstration {
namespace bid_qualities {

constexpr std::array seen_by_form{"B01", "B02", "B04", "B06", "B08", "B12", "B13", "B14"};

BidQuality drawn(const QualityNumbers& n, Draws& draws) {
  const double u = draws.uniform();
  return u < n.good ? BidQuality::good : u < 1 - n.poor ? BidQuality::typical : BidQuality::poor;
}

}  // namespace bid_qualities

std::string_view word(BidQuality quality) {
  constexpr std::string_view words[] = {"good", "typical", "poor"};
  return words[static_cast<int>(quality)];
}

bool BidPlan::is_seen_by_form() const {
  return std::ranges::any_of(bid_qualities::seen_by_form, [&](const char* defect) { return has(defect); });
}

// Kept from the year before more often than not, drawn anew otherwise.
BidQuality quality_in(const World& world, const QualityNumbers& n, std::string_view name, std::uint32_t entity, int financial_year) {
  const RandomStream stream(world.request.seed, name);
  for (int year = financial_year;; --year) {
    auto draws = stream.at(entity, static_cast<std::uint32_t>(year));
    if (year > world.settings.delegation.first_year && draws.happens(n.persistence)) continue;
    return bid_qualities::drawn(n, draws);
  }
}

double chance_of(const BidDefect& defect, BidQuality quality) {
  if (quality == BidQuality::good) return 0;
  return quality == BidQuality::poor ? defect.poor : defect.typical;
}

BidPlan bid_plan(const World& world, std::uint32_t authority, int financial_year) {
  BidPlan plan{quality_in(world, world.settings.bids, "bid-quality", authority, financial_year), {}};
  auto draws = RandomStream(world.request.seed, "bid-defects").at(authority, static_cast<std::uint32_t>(financial_year));
  for (const auto& each : world.settings.bids.defects)
    if (draws.happens(chance_of(each, plan.quality))) plan.defects.insert(each.id);
  return plan;
}

}  // namespace potensial::demonstration
