// money/spend.csv: what was planned, bound, paid and forecast on the lines of bids and spending plans, and what was taken back.
//
// Each line has what it may cost, an order in September, two or three payments from October on, and in November what it is
// expected to come to: a part of each line is left over, little as a rule, and much in a few authorities. Planted are payments
// of kinds that the guidance of the fund excludes, invoices that stand there a second time, payments taken back and entered
// anew, and activities that other grants pay a share of. A cost is one row for each source; its rows stand together. Single thread.
#pragma once

#include <string>
#include <vector>

#include "demonstration/output.hpp"
#include "demonstration/paid_line.hpp"
#include "demonstration/world.hpp"

namespace potensial::demonstration {

struct StoppedCost {
  std::string cost, why;   // "ineligible", "claimed-twice"
};

struct Underspend {
  std::string authority;
  int year = 0;
};

struct SpendTruth {
  std::vector<StoppedCost> stopped;
  std::vector<Underspend> underspends;
  std::int64_t lines = 0, costs = 0, reversals = 0, of_several_sources = 0;
};

SpendTruth write_spend(const World& world, const std::vector<PaidLine>& lines, Output& output);

}  // namespace potensial::demonstration
