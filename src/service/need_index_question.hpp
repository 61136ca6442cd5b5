// What a person asks about the need of a place, answered as the input of the page. Reads only; one home serves one thread at
// a time.
#pragma once

#include <string>

#include "base/result.hpp"
#include "funding/need_index_page.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct NeedIndexQuestion {
  std::string place;               // an authority, or Wales
  std::string year;                // "2010"; empty: the newest with a census
  funding::WeightsAsked weights;
  bool invented = false;
};

// Refuses "describe.unknown-year", "describe.nothing-loaded", "page.unknown" for what is no such place, and what need_study
// does. What is wrong with the weights stands in the page.
Result<funding::NeedIndexPageInput> answered(Home& home, const NeedIndexQuestion& question);

}  // namespace potensial::service
