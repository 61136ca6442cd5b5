// Options of how an authority's delegated money is shared among its schools, as they were kept, and which of them was
// released. An option never changes; a year of a fund has at most one that is released. Amounts in pence.
// Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/delegation.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::int64_t keep_option(Ledger& ledger, const DelegationOption& option);  // gives it its id; released where it says so

std::optional<DelegationOption> delegation_option(Ledger& ledger, std::int64_t id);

// Which of them: an empty authority is all of them.
struct DelegationsAsked {
  std::string authority, fund;
  FinancialYear year;
  bool released = false;  // only those
};
std::vector<DelegationOption> delegation_options(Ledger& ledger, const DelegationsAsked& asked);  // as they were kept
std::optional<DelegationOption> released_delegation(Ledger& ledger, const std::string& authority, const std::string& fund, FinancialYear year);
std::vector<FinancialYear> years_released(Ledger& ledger, const std::string& fund);  // the newest first

// Refuses "delegation.no-option" and, where one of that fund and year is released by now, "delegation.already-released".
Result<void> release_option(Ledger& ledger, std::int64_t id, const std::string& actor, std::chrono::sys_seconds at);

}  // namespace potensial::store
