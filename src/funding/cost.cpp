#include "funding/cost.hpp"

#include <algorithm>

#include "stats/largest_remainder.hpp"

namespace potensial::funding {
namespace cost_posting {

constexpr std::int64_t whole = 10'000;

Result<void> check_share(const CostShare& share) {
  if (share.points < 1 || share.points > whole) return refuse(Blame::input, "cost.share-range", {{"parameter", "share"}, {"source", share.source}});
  if (share.source.empty()) return refuse(Blame::input, "cost.other-source", {{"parameter", "elsewhere"}});
  return {};
}

Result<void> check_shares(const std::vector<CostShare>& shares) {
  if (shares.empty()) return refuse(Blame::input, "cost.no-share");
  std::int64_t points = 0;
  for (const auto& share : shares) {
    if (auto sound = check_share(share); !sound) return sound;
    points += share.points;
  }
  const auto percent = text(Pence{points}).substr(std::string_view("£").size());
  return points == whole ? Result<void>{} : refuse(Blame::input, "cost.shares", {{"parameter", "share"}, {"sum", percent}});
}

Result<void> check(const Cost& cost) {
  if (cost.amount.count <= 0) return refuse(Blame::input, "cost.no-amount", {{"parameter", "amount"}});
  if (cost.document.empty() && cost.kind != PostingKind::forecast) return refuse(Blame::input, "cost.no-document", {{"parameter", "document"}});
  return check_shares(cost.shares);
}

std::vector<std::int64_t> weights_of(const Cost& cost) {
  std::vector<std::int64_t> weights;
  for (const auto& share : cost.shares) weights.push_back(share.points);
  return weights;
}

Posting posting_of(const Cost& cost, const CostShare& share, std::int64_t pence) {
  return {.line = share.line, .kind = cost.kind, .amount = {pence}, .day = cost.day, .spend = cost.spend, .source = share.source, .points = share.points,
          .document = cost.document, .words = cost.words, .released = share.released, .actor = cost.actor, .person = cost.person,
          .at = cost.at};
}

// What was bound and is paid now is bound no more.
void settle(std::vector<Posting>& postings, const MoneyByLine& before) {
  for (std::size_t i = 0, paid = postings.size(); i < paid; ++i) {
    const auto line = before.find(postings[i].line);
    const auto bound = line == before.end() ? 0 : std::min(line->second.committed.count, postings[i].amount.count);
    if (bound <= 0) continue;
    auto back = postings[i];
    back.kind = PostingKind::commitment;
    back.amount = {-bound};
    postings.push_back(std::move(back));
  }
}

}  // namespace cost_posting

Result<std::vector<Posting>> postings_of(const Cost& cost, const MoneyByLine& before) {
  if (auto sound = cost_posting::check(cost); !sound) return std::unexpected(sound.error());
  const auto pence = stats::largest_remainder<std::int64_t>(cost.amount.count, cost_posting::weights_of(cost));
  if (!pence) return std::unexpected(pence.error());
  std::vector<Posting> postings;
  for (std::size_t i = 0; i < cost.shares.size(); ++i) postings.push_back(cost_posting::posting_of(cost, cost.shares[i], (*pence)[i]));
  if (cost.settles && cost.kind == PostingKind::actual) cost_posting::settle(postings, before);
  return postings;
}

Result<void> check_terms(const Award& award, const CostShare& share, const Cost& cost) {
  if (!award.line(share.line.line)) return refuse(Blame::input, "cost.unknown-line", {{"line", std::to_string(share.line.line)}});
  const auto from = award.year.first_day(), to = award.year.last_day();
  if (cost.day < from || cost.day > to) return refuse(Blame::input, "cost.outside-year", {{"parameter", "day"}, {"from", from.iso()}, {"to", to.iso()}});
  const auto* kind = award.kind(cost.spend);
  if (!kind) return refuse(Blame::input, "cost.unknown-kind", {{"parameter", "spend"}});
  if (kind->eligible || share.released != 0) return {};
  return refuse(Blame::input, "cost.ineligible", {{"parameter", "spend"}, {"kind_en", kind->name.en}, {"kind_cy", kind->name.cy},
                                                  {"rule_en", kind->rule.en}, {"rule_cy", kind->rule.cy}});
}

}  // namespace potensial::funding
