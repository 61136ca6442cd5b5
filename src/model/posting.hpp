// What is planned, bound, paid and forecast on the lines of awards. A posting is never changed or taken away; it is
// reversed by another one (MON-09). Value types.
//
// plan        what a line may cost: first as awarded, then moved between lines
// commitment  bound by an order or a contract and not paid yet; a cost that settles it posts the same amount back
// actual      paid
// forecast    what the line is expected to cost by 31 March, as a person says it; the newest counts, it adds up with nothing
//
// Postings made together are one batch: the shares of a cost, both sides of a move. A share that money from elsewhere
// pays has no line: it is on record and no award pays it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "model/award.hpp"

namespace potensial {

enum class PostingKind { plan, commitment, actual, forecast };

struct Posting {
  std::int64_t id = 0, batch = 0;     // of a batch the id of its first posting
  LineId line;                        // none: paid from elsewhere
  PostingKind kind = PostingKind::actual;
  Pence amount;                       // of this share; below 0 takes back
  Date day;
  std::string spend;                  // kind of spend; empty for a plan
  std::string source;                 // the fund, or in words where the money comes from elsewhere
  std::int64_t points = 10'000;       // share of the whole cost, in basis points
  std::string document;               // supplier and number of the invoice or order
  std::string words;
  std::int64_t reverses = 0;          // the posting it takes back; 0: none
  std::int64_t released = 0;          // the exception that lets it stand; 0: none is needed
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

// How a line stands.
struct LineMoney {
  Pence plan, committed, actual;
  std::optional<Pence> forecast;      // where a person said one

  Pence left() const { return {plan.count - committed.count - actual.count}; }  // neither bound nor paid
  bool operator==(const LineMoney&) const = default;
};

using MoneyByLine = std::map<LineId, LineMoney>;

// Somebody lets one cost of a kind that the terms exclude stand, for a reason.
struct SpendException {
  std::int64_t id = 0;
  LineId line;
  std::string spend, document;
  Pence most;                         // what the cost may come to
  std::string reason;
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

}  // namespace potensial
