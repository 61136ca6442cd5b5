// Which schools a targeting criterion chooses (TGT-02): all that it looks at, by number, with what they were judged by. Schools
// without an index are not looked at. The hash is SHA-256 of "<index> <version> <year> <most or -> <least or ->\n" and, of each
// school by number, "<school> <index> <place> <1 or 0>\n": anybody can work it out again. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "funding/need_order.hpp"
#include "model/targeting.hpp"

namespace potensial::funding {

std::vector<TargetedSchool> targeted_schools(const TargetingCriterion& criterion, std::span<const StandingUnit> schools, std::span<const std::int64_t> weights);

std::string frozen_text(const TargetingCriterion& criterion, std::span<const TargetedSchool> schools);
std::string frozen_hash(const TargetingCriterion& criterion, std::span<const TargetedSchool> schools);

}  // namespace potensial::funding
