// Decisions not to act on findings, and what took them back: a later deed stands after the earlier ones, none is changed or
// removed (TGT-05). Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/inaction.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::vector<Inaction> inactions_about(Ledger& ledger, std::string_view finding);  // oldest first

// `seen`: how many the one who adds it has seen. Refuses "operation.stale" when there are others by now.
Result<void> add_inaction(Ledger& ledger, std::string_view finding, const Inaction& inaction, std::size_t seen);

}  // namespace potensial::store
