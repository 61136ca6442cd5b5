// Findings in the ledger: each keeps its id over all later runs of the search, and every record it ever had.
//
// A finding is the same when indicator, organisation searched and conditions are the same. Its id is the summer of
// its newest year and a number, "2010-0007", and never changes. A run that says the same again adds nothing.
// Writing happens inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives each record its id and keeps it. Returns how many were new or changed.
std::size_t keep_findings(Ledger& ledger, std::span<FindingRecord> findings, std::string_view actor,
                          std::chrono::sys_seconds at);

std::int64_t count_of_records(Ledger& ledger);  // of all findings; only ever grows
std::optional<FindingRecord> finding(Ledger& ledger, std::string_view id);   // newest record
std::optional<std::string> scope_of_finding(Ledger& ledger, std::string_view id);  // as quick for one that is there as for none
// Newest records; empty arguments: all. By id.
std::vector<FindingRecord> findings(Ledger& ledger, std::string_view indicator = "", std::string_view scope = "");

}  // namespace potensial::store
