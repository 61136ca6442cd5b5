// What is bound, paid or forecast, as somebody enters it, and the postings it becomes: one for each source that pays a share
// of it, in pence that add up to the cost (MON-02, MON-05).
//
// Shares are basis points and add up to exactly 10,000; the pence of each by largest remainder, ties to the earlier share.
// A cost that settles what was bound before takes as much of the commitment of each line back, at most all of it.
// postings_of refuses "cost.no-amount", "cost.no-share", "cost.share-range" {source} (not from 1 to 10,000), "cost.shares"
// {sum} (in percent), "cost.no-document" and "cost.other-source" (a share from elsewhere without words of where from).
// check_terms refuses "cost.unknown-line" {line}, "cost.outside-year" {from, to}, "cost.unknown-kind" and, where the terms of
// the award exclude the kind of spend, "cost.ineligible" {kind_en, kind_cy, rule_en, rule_cy}. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/award.hpp"
#include "model/posting.hpp"

namespace potensial::funding {

struct CostShare {
  LineId line;               // none: paid from elsewhere
  std::string source;        // the fund of the line, or in words where the money comes from elsewhere
  std::int64_t points = 10'000;
  std::int64_t released = 0; // the exception that lets it stand
};

struct Cost {
  PostingKind kind = PostingKind::actual;
  Pence amount;
  Date day;
  std::string spend, document, words;
  std::vector<CostShare> shares;
  bool settles = false;      // it was bound before
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

// `before`: how the lines stand, of a cost that settles.
Result<std::vector<Posting>> postings_of(const Cost& cost, const MoneyByLine& before = {});

Result<void> check_terms(const Award& award, const CostShare& share, const Cost& cost);

}  // namespace potensial::funding
