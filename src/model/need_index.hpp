// The need index: which measures of a school say how much its learners need, and what each weighs (TGT-01). Definitions in
// catalogue/need-index/. Weights are chosen, not found out; a change is a new version. Value types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/text.hpp"

namespace potensial {

// A share of learners: those at the first level of a characteristic, or those who did not reach the expected level.
struct NeedMeasure {
  std::string id;                          // of the characteristic; or a name of its own, where outcomes tell it
  Text name;
  std::int64_t weight = 0;                 // millionths
  std::vector<std::string> outcomes = {};  // indicators; empty: a characteristic

  bool of_outcomes() const { return !outcomes.empty(); }
};

struct NeedIndex {
  std::string id;
  int version = 1;
  Text name, remark;
  std::string source;
  std::optional<Date> from, to;
  int years = 1;                           // school years counted together, the newest last
  std::vector<NeedMeasure> measures;
};

inline constexpr std::int64_t whole_of_need = 1'000'000;  // millionths: all weights together, and the highest standing

}  // namespace potensial
