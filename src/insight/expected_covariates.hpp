// The fixed columns of model 1A or 1B, for every learner of a cohort (the inference specification, 2.1).
// A learner without any earlier result has only the columns of the stratum and the year. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "insight/expected_standard.hpp"
#include "model/cohort.hpp"

namespace potensial::insight {

struct Covariates {
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;   // 0 where a learner has no part in the column
  std::vector<std::uint8_t> no_earlier;       // 1: none of the earlier results is known
};

Covariates covariates(const Cohort& cohort, std::span<const EarlierColumn> earlier,
                      std::span<const std::string> circumstances);

}  // namespace potensial::insight
