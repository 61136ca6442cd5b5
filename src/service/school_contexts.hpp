// The circumstances of schools for families and nearest schools, out of yearly shares: percentages, means over the
// years given, each year alike. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "insight/school_context.hpp"
#include "model/organisation.hpp"
#include "store/school_shares.hpp"

namespace potensial::service {

using OrganisationOf = std::function<const Organisation*(std::string_view)>;  // nullptr when unknown

// In the order of `schools`; a school without shares has values that are not known (NaN).
std::vector<insight::SchoolContext> school_contexts(std::span<const std::string> schools,
                                                    std::span<const store::SchoolYearShares> shares,
                                                    const OrganisationOf& known, std::size_t variables);

}  // namespace potensial::service
