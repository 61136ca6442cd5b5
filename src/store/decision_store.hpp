// What was decided about findings, by whom and why: a new decision stands after the old ones, none is changed (GRP-10).
// Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

enum class FindingVerdict { act, watch, not_real };
std::string_view word(FindingVerdict verdict);  // "act", "watch", "not-real"
std::optional<FindingVerdict> finding_verdict(std::string_view word);

struct FindingDecision {
  FindingVerdict verdict = FindingVerdict::watch;
  std::string reason;
  std::string owner;              // who acts; empty where nobody needs to
  std::optional<Date> due;
  std::string actor;              // who decided
  std::chrono::sys_seconds at{};
};

std::vector<FindingDecision> decisions_about(Ledger& ledger, std::string_view finding);  // oldest first

// A finding of which nobody said who acts: undecided, or watched by nobody.
struct UnownedFinding {
  std::string finding;
  std::chrono::sys_seconds opened{};
};
std::vector<UnownedFinding> findings_without_owner(Ledger& ledger, std::string_view scope);  // oldest first

// `seen`: how many decisions the one who decides has seen. Refuses "operation.stale" when there are others by now.
Result<void> add_decision(Ledger& ledger, std::string_view finding, const FindingDecision& decision, std::size_t seen);

}  // namespace potensial::store
