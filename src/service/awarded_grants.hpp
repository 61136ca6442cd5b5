// Awards of a financial year as grants that can be published: each line of an award is one grant, so that whoever reads them
// sees what the money is for. Its amount is the grant, without the contribution of the authority. One thread at a time, as the
// home.
#pragma once

#include <vector>

#include "model/financial_year.hpp"
#include "model/grant_record.hpp"
#include "service/home.hpp"

namespace potensial::service {

// By award and line. Names are English, as the standard asks for one; schools and authorities have our own ids with our
// prefix, because the registers of the standard do not hold their numbers.
std::vector<GrantRecord> awarded_grants(Home& home, FinancialYear year, const GrantPublisher& funder);

}  // namespace potensial::service
