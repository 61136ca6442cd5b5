// The support registers as they were imported: who takes part in which run of a strategy, and what the runs are. Collections
// "support", "strategy-run" and "strategy". Refusals: those of the engine. One connection at a time.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "model/support.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

// Spells of all schools that hold on any day of the school year, by learner, then first day and run. `support`: current rows of
// all years up to it.
Result<std::vector<SupportSpell>> support_in(DuckdbConnection& facts, const CurrentFacts& support, std::span<const LearnerAlias> aliases,
                                             AcademicYear year);

Result<StrategyRuns> strategy_runs(DuckdbConnection& facts, const CurrentFacts& runs, const CurrentFacts& strategies);

}  // namespace potensial::store
