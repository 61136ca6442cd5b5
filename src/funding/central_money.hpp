// What money kept centrally is for (DEL-04): each amount of a released delegation as the activities that take from it and what is
// left of it, so that all parts together are what is kept, to the penny. An amount that nobody has named, and what is left of
// one beyond its activities, is listed and never hidden in another. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/block.hpp"
#include "model/central_activity.hpp"
#include "model/delegation.hpp"

namespace potensial::funding {

// An activity with the words for its outcome.
struct CentralShown {
  CentralActivity activity;
  Text group, indicator;
  Unit unit = Unit::percent;
};

struct CentralPart {
  int amount_place = 0;                        // from 1
  std::string named;                           // as the amount was named; empty: it was not
  std::optional<std::size_t> activity;         // among those given; nothing: what is left of the amount
  Pence amount;
};
// In the order of the amounts; an amount that activities take whole has nothing left over.
std::vector<CentralPart> central_parts(const DelegationOption& option, const std::vector<CentralShown>& activities);

// The parts as a table, and in sentences what is for nothing that was named and what has no outcome.
std::vector<Block> central_blocks(const DelegationOption& option, const std::vector<CentralShown>& activities);

}  // namespace potensial::funding
