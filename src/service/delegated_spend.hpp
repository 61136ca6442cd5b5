// How the money that an authority delegated to its schools in a financial year goes out there: what each school was delegated,
// what of it stands in an agreed spending plan, and what of that is bound and paid. One thread at a time, as the home.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/financial_year.hpp"
#include "model/organisation.hpp"
#include "model/pence.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// The school with most money in no plan first, all of them last. Nothing where the authority released no delegation for that year. Refuses "money.too-large".
Result<std::optional<Table>> delegated_spend(Call& call, const std::string& authority, FinancialYear year);

// What was delegated to the school and stands in no agreed plan yet; nothing where all of it does, or none was delegated.
std::optional<Pence> unplanned(Call& call, const Organisation& school, FinancialYear year);

}  // namespace potensial::service
