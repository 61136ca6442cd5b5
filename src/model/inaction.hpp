// A decision that nothing is done about a need that was found, with its reason and the day on which it is looked at again; and
// the later deed that takes it back (TGT-05). Added, never changed. Value types, thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "model/person.hpp"

namespace potensial {

struct Inaction {
  bool taken_back = false;      // this deed takes the decision before it back
  std::string reason;
  std::optional<Date> review;   // of a decision: the last day on which it holds
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};

  bool holds_on(Date day) const { return !taken_back && review && day <= *review; }
};

}  // namespace potensial
