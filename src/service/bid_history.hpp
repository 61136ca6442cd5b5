// Bids of earlier years with their assessments and awards, from the files of a folder (bids.csv and those beside it; columns:
// service/bid_answers.hpp), taken through the same form, stages and fund as those that officers enter, on the days that the files
// tell, under the actor "history load": all or none.
//
// A bid may stand there twice: version 1 as it was first handed in, version 2 as it was corrected. A version to which the form objects
// is kept and not submitted; the last one must be without problems. A need analysis of the figures that its lines begin from is
// frozen beside it. Two assessors grade it, criterion by criterion; it is proposed for an award and awarded, on conditions where an
// improvement is required, and confirmed when all are closed. Costs must add up to what awards.csv, funds.csv and guidance.csv say.
// Refuses (Blame::file) "money.bid-unknown" {bid}, "money.bid-known" {bid, id}, "money.bid-problems" {bid, n}, "money.bid-awards"
// {bid}, "money.award-amount" {bid, amount, costs}, "money.fund-total" and "money.area-total" {year, area, total, costs}; those of
// history_rows.hpp and of the steps. One home serves one thread at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "model/pence.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct BidsLoaded {
  std::size_t bids = 0, with_problems = 0;  // the form objected to what was first handed in
  std::size_t assessments = 0, awards = 0;
  Pence awarded;
};

// `by`: who started it, for the audit log.
Result<BidsLoaded> load_bids(Home& home, const std::filesystem::path& folder, const std::string& by, std::chrono::sys_seconds at);

}  // namespace potensial::service
