// How good the bid of an authority, or the spending plan of a school, is in each year, and which defects are planted in it. A pure
// function of the seed.
#pragma once

#include <set>
#include <string>

#include "demonstration/world.hpp"

namespace potensial::demonstration {

enum class BidQuality { good, typical, poor };
std::string_view word(BidQuality quality);

struct BidPlan {
  BidQuality quality = BidQuality::good;
  std::set<std::string> defects;

  bool has(const char* defect) const { return defects.contains(defect); }
  // The form itself objects to it.
  bool is_seen_by_form() const;
};

BidPlan bid_plan(const World& world, std::uint32_t authority, int financial_year);

// Drawn by a stream and kept from the year before with the chance that the numbers give, since the first year of the fund; a
// defect has its chance by the quality.
BidQuality quality_in(const World& world, const QualityNumbers& numbers, std::string_view stream, std::uint32_t entity, int financial_year);
double chance_of(const BidDefect& defect, BidQuality quality);

}  // namespace potensial::demonstration
