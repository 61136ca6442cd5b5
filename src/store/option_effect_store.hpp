// What each option of a delegation is expected to change for the schools' own capacity and for central services, in words, as it
// was stated when the option was kept (DEL-06). Never changed. Options that were kept before effects were asked for, and those
// loaded as history, have none. Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/ledger.hpp"

namespace potensial::store {

struct OptionEffect {
  std::string on_schools, on_services;

  bool operator==(const OptionEffect&) const = default;
};

void state_effect(Ledger& ledger, std::int64_t option, const OptionEffect& effect);  // once for each option
std::optional<OptionEffect> effect_of(Ledger& ledger, std::int64_t option);

}  // namespace potensial::store
