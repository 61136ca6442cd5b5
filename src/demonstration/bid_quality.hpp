// How good the bid of an authority is in each year, and which defects are planted in it. A pure function of the seed.
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

}  // namespace potensial::demonstration
