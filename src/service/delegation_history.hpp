// Delegations of earlier years from a CSV file, as released options under the actor "history load": all rows or none.
//
// Columns, in this order: fund, year (2007-08), authority, school, learners, entitled, activity, amount (pounds, 1234.56). A row
// with a school is what that school got, and how many learners of statutory age it had and how many of them entitled to free
// school meals; a row without one is money kept centrally, for an activity or (empty) for none that is named. Rows of one
// fund, year and authority need not stand together.
// Refusals (Blame::file), each with `file`: "money.file-columns" {columns}; with `line` and `cell`: "money.line-cells",
// "money.line-fund", "money.line-year", "money.line-authority", "money.line-school" {authority}, "money.line-count",
// "money.line-amount", "money.line-twice"; "money.delegation-known" {authority, year}; "money.too-large-sum" {authority, year};
// those of base/file.hpp. One home serves one thread at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/delegation.hpp"
#include "model/organisation.hpp"
#include "service/home.hpp"

namespace potensial::service {

using KnownOrganisation = std::function<const Organisation*(std::string_view id)>;  // nullptr: there is none

// Of one file, by fund, year and authority; pure.
Result<std::vector<DelegationOption>> delegations_of(std::string_view csv, const std::string& file, const KnownOrganisation& known);

struct HistoryLoaded {
  std::size_t rows = 0, delegations = 0;
  Pence delegated, kept_centrally;
};

// `by`: who started it, for the audit log.
Result<HistoryLoaded> load_delegations(Home& home, std::span<const std::filesystem::path> files, const std::string& by, std::chrono::sys_seconds at);

}  // namespace potensial::service
