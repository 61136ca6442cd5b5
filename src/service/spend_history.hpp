// Spend of earlier years from spend.csv of a folder, through the checks that everybody's costs go through, on the days that the file
// tells, under the actor "history load".
//
// Columns: cost (a name of its own), line ("BSF-2007-680/3", "PLAN-2007-6802800/1": of a bid or a plan in the files beside it, from
// 1), payer, posted, kind (plan, commitment, actual, forecast, reversal), spend, supplier_kind, source (the fund of the line, else in
// words), share (per cent), amount (pounds), document, reverses (a cost before it). The rows of a cost, one for each source, stand
// together. A row of kind plan is no entry: the line must be planned at its amount, and is unchanged.
// A cost that the checks stop is not entered; its rows are named with what stopped it, and the others are. A cost that is on record
// already is left as it is. So of all rows read each is loaded, unchanged or stopped. Everything is one transaction.
// Refuses (Blame::file) what history_rows.hpp refuses of a file as a whole. A cost is stopped by what service/spending.hpp refuses, by
// cells of another kind, and by "spend-history.no-line" {line, payer}, "spend-history.no-kind" {kind}, "spend-history.plan" {amount,
// planned}, "spend-history.share-amount" {amount, exact}, "spend-history.reverses-nothing" {reverses} and "spend-history.reversal-amount"
// {amount, reversed}. One home serves one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/pence.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct StoppedRows {
  std::uint64_t line = 0;   // of the file, of the first of them
  std::size_t rows = 1;
  std::string cost;
  Refusal by;
};

struct SpendLoaded {
  std::size_t rows = 0, loaded = 0, unchanged = 0;
  std::vector<StoppedRows> stopped;      // in the order of the file
  Pence paid;                            // by lines, less what was taken back

  std::size_t stopped_rows() const;
};

// `by`: who started it, for the audit log.
Result<SpendLoaded> load_spend(Home& home, const std::filesystem::path& folder, const std::string& by, std::chrono::sys_seconds at);

}  // namespace potensial::service
