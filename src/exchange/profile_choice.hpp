// Which profile a file is to be read by: the one whose path and headings fit.
//
// A profile fits by its headings: one of its separators shows a line with all the columns it must have. Of
// those that fit, one whose path pattern fits too is preferred, then the one that knows most columns of the
// file. `head` should be the whole file or its first megabyte. Pure function, thread-safe.
#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "exchange/mapping_profile.hpp"

namespace potensial::exchange {

// Refusals: exchange.empty (Blame::file); (Blame::input) exchange.no-profile {candidates}, naming those whose path fits;
// exchange.several-profiles {candidates} when two fit equally well; those of decode().
Result<const MappingProfile*> choose_profile(std::string_view path, std::string_view head,
                                             std::span<const MappingProfile> profiles);

}  // namespace potensial::exchange
