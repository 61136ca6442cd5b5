#include "funding/money_move.hpp"

namespace potensial::funding {
namespace money_move {

Posting plan_of(const MoneyMove& move, LineId line, std::int64_t pence, const std::string& fund) {
  return {.line = line, .kind = PostingKind::plan, .amount = {pence}, .day = move.day, .spend = {}, .source = fund, .document = {}, .words = move.words,
          .actor = move.actor, .person = move.person, .at = move.at};
}

}  // namespace money_move

Result<std::vector<Posting>> postings_of(const MoneyMove& move, const Award& from, const Award& to) {
  if (move.amount.count <= 0) return refuse(Blame::input, "move.no-amount", {{"parameter", "amount"}});
  if (move.from == move.to) return refuse(Blame::input, "move.same-line", {{"parameter", "to"}});
  if (from.fund != to.fund || from.year != to.year) return refuse(Blame::input, "move.other-fund", {{"parameter", "to"}});
  const bool within_school = from.delegated_by == to.delegated_by && from.organisation == to.organisation;
  if ((from.is_delegated() || to.is_delegated()) && !within_school) return refuse(Blame::input, "move.delegated", {{"parameter", "to"}});
  return std::vector{money_move::plan_of(move, move.from, -move.amount.count, from.fund), money_move::plan_of(move, move.to, move.amount.count, to.fund)};
}

}  // namespace potensial::funding
