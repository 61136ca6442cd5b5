// An authority says what money that it keeps centrally is for: an activity with its outcome for learners, from a frozen baseline
// to a target by a day, and when it is evaluated (DEL-04).
#pragma once

#include <vector>

#include "funding/central_money.hpp"
#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> central_operations();

// The activities of the authority in that year, with their words.
std::vector<funding::CentralShown> central_shown(Home& home, const std::string& authority, FinancialYear year);
// For the page of need and money: the form of whoever may add one; none where nothing is left to be said.
std::vector<Block> central_form(Call& call, const DelegationOption& option);

}  // namespace potensial::service
