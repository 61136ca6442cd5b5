// The spending plans of a place: of an authority how the scores of its schools spread over the grades of each criterion, this
// year beside earlier ones, and where the plan of every school stands; of a school its plans with their scores (PLN-05);
// and of both the gaps without a strategy (PLN-09). As blocks. One thread at a time, as the home.
#pragma once

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/organisation.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// `year`: financial year as "2007-08"; empty: the newest with a plan. Refuses "plans.unknown-year" {year}, and as pages do.
Result<Page> plans_page(Call& call, const Organisation& place, const std::string& year);

}  // namespace potensial::service
