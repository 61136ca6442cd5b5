// How many learners each school of an authority has, how many of them are entitled to free school meals, and how many teachers it
// has: what a delegation goes by. Teachers by the return of the same January, in hundredths of full time. Learners of statutory age (Years 1 to 11), each at the main registration, at the census of the January
// before the financial year begins. Kept in the home. One home serves one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "model/delegation.hpp"
#include "service/home.hpp"

namespace potensial::service {

AcademicYear census_before(FinancialYear year);

// Schools with learners, by number; none where that census is not loaded.
Result<std::vector<SchoolNeed>> school_needs(Home& home, const std::string& authority, FinancialYear year);

// Financial years before which a census is loaded, the newest first.
std::vector<FinancialYear> delegation_years(Home& home);

}  // namespace potensial::service
