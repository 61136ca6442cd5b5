// Money from one line of an award to another, or to a line of another award of the same fund and year: two plans that add up
// to 0, so that nothing is gained or lost. What may be taken is held by the ledger (store/posting_store.hpp).
// Refuses "move.no-amount", "move.same-line", "move.other-fund" for a line of another fund or year, and "move.delegated" for
// delegated money that would leave its school, or other money that would join it: what was delegated stays what it was. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/award.hpp"
#include "model/posting.hpp"

namespace potensial::funding {

struct MoneyMove {
  LineId from, to;
  Pence amount;
  Date day;
  std::string words;         // why
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

// `from` and `to`: the awards of the lines.
Result<std::vector<Posting>> postings_of(const MoneyMove& move, const Award& from, const Award& to);

}  // namespace potensial::funding
