#include "insight/standing_judge.hpp"

#include <optional>

namespace potensial::insight {
namespace {

namespace settling {

std::vector<Ruling> rulings(std::span<const Measured> page, Evidence Measured::* variant, const VerdictRule& rule) {
  std::vector<Evidence> rows;
  for (const auto& each : page) rows.push_back(each.*variant);
  return judge(rows, rule);
}

bool opposed(Verdict a, Verdict b) {
  return (a == Verdict::low && b == Verdict::not_low) || (a == Verdict::not_low && b == Verdict::low);
}

void withdraw(Judgement& judgement, Reason reason) {
  judgement.verdict = Verdict::cannot_be_judged;
  judgement.reason = reason;
}

bool judged(const Judgement& judgement) { return judgement.verdict != Verdict::cannot_be_judged; }

Judgement judgement_of(const Measured& measured, const Ruling& ruling) {
  Judgement judgement = measured.figures;
  judgement.verdict = ruling.verdict;
  judgement.reason = ruling.reason;
  judgement.low = ruling.low;
  judgement.high = ruling.high;
  judgement.q = ruling.q;
  return judgement;
}

// More learners or more comparators can help only against these.
bool pooling_may_help(Reason reason) {
  return reason == Reason::too_few_learners || reason == Reason::interval_too_wide ||
         reason == Reason::too_few_comparators;
}

bool low_in(std::span<const std::vector<Judgement>> spans, std::size_t span, std::size_t row) {
  return spans[span][row].verdict == Verdict::low;
}

bool lasting(std::span<const std::vector<Judgement>> spans, const PageSpans& of, std::size_t row) {
  std::size_t years = low_in(spans, of.year, row);
  for (std::size_t earlier : of.earlier) years += low_in(spans, earlier, row);
  return years >= 2;
}

// Not judged either, but on more learners of one definition.
bool shows_more(const Judgement& pooled, const Judgement& single) {
  return pooled.reason != Reason::definition_break && pooled.learners > single.learners;
}

// Five years answer only the want of comparators.
void fall_back(Judgement& judgement, std::span<const std::vector<Judgement>> spans, const PageSpans& of,
               std::size_t row) {
  if (judged(judgement) || !pooling_may_help(judgement.reason)) return;
  if (of.three && judged(spans[*of.three][row])) {
    judgement = spans[*of.three][row];
    return;
  }
  if (of.three && judgement.reason == Reason::too_few_learners && shows_more(spans[*of.three][row], judgement))
    judgement = spans[*of.three][row];
  const Reason left = of.three ? spans[*of.three][row].reason : judgement.reason;
  if (of.five && left == Reason::too_few_comparators && judged(spans[*of.five][row])) judgement = spans[*of.five][row];
}

}  // namespace settling
}  // namespace

std::vector<Judgement> judge_measured(std::span<const Measured> page, Comparison which, const VerdictRule& rule) {
  const auto own = settling::rulings(page, &Measured::evidence, rule);
  const auto stable = settling::rulings(page, &Measured::stable, rule);
  const auto other_low = settling::rulings(page, &Measured::other_low, rule);
  const auto other_high = settling::rulings(page, &Measured::other_high, rule);
  std::vector<Judgement> judgements;
  for (std::size_t row = 0; row < page.size(); ++row) {
    Judgement judgement = settling::judgement_of(page[row], own[row]);
    if (which == Comparison::comparable)
      judgement.depends_on_choice = settling::judged(judgement) && other_low[row].verdict != own[row].verdict;
    if (settling::opposed(own[row].verdict, stable[row].verdict))
      settling::withdraw(judgement, Reason::depends_on_movers);
    else if (which == Comparison::previous && settling::judged(judgement) &&
             (other_low[row].verdict != own[row].verdict || other_high[row].verdict != own[row].verdict))
      settling::withdraw(judgement, Reason::depends_on_reliability);
    judgements.push_back(std::move(judgement));
  }
  return judgements;
}

std::vector<Judgement> settle(std::span<const std::vector<Judgement>> spans, const PageSpans& of) {
  std::vector<Judgement> settled = spans[of.year];
  for (std::size_t row = 0; row < settled.size(); ++row) {
    settling::fall_back(settled[row], spans, of, row);
    settled[row].lasting = settled[row].verdict == Verdict::low && settling::lasting(spans, of, row);
  }
  return settled;
}

}  // namespace potensial::insight
