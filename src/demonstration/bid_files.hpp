// money/: the bids of the authorities of the invented nation to the Better Schools Fund, as they were handed in and, where the
// form would not have taken them, as they were corrected; their lines and priorities, how two assessors graded them, what was
// awarded, and what the fund held. For each financial year since 2006-07 before which there is a census.
//
// How good a bid is follows from the authority and the year by a stream of its own, and from one year to the next it mostly
// stays. A planted defect that the form sees stands in version 1 alone; one that only a reader sees stands in both. All lines
// of a year add up to what the fund held, to the penny. Single thread.
#pragma once

#include <string>
#include <vector>

#include "demonstration/output.hpp"
#include "demonstration/paid_line.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

struct BidTruth {
  std::string id, quality;             // "BSF-2007-680"; "good", "typical", "poor"
  std::vector<std::string> defects;    // "B01"
};

struct BidsWritten {
  std::vector<BidTruth> truths;
  std::vector<PaidLine> lines;         // of each owner of a bid
};

BidsWritten write_bids(const Nation& nation, Output& output);

}  // namespace potensial::demonstration
