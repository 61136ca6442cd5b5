#include "service/plan_money.hpp"

#include <algorithm>

#include "catalogue/guidances.hpp"
#include "form/answers_text.hpp"
#include "funding/settled_plan.hpp"
#include "service/joint_works.hpp"
#include "store/award_store.hpp"
#include "store/delegation_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace plan_money {

using form::Answers;

std::string text_of(const Answers& activity, const char* question) {
  const auto* given = activity.answered(question);
  return given ? form::written_value(*given) : std::string();
}

Pence amount_of(const Answers& activity, const char* question) {
  const auto* given = activity.answered(question);
  const auto* cost = given ? std::get_if<std::int64_t>(given) : nullptr;
  return cost ? Pence{*cost} : Pence{};
}

bool is_delegated(const Answers& activity) { return text_of(activity, "activity-paid-from") != "awarded"; }

// Of what several schools do together its own share: of what it leads, and of what others lead.
std::vector<funding::DraftLine> activities_of(const OpenedSubmission& plan) {
  std::vector<funding::DraftLine> activities;
  const auto add = [&](const Answers& each, const char* title, Pence cost, const char* indicator, const char* outcome) {
    activities.push_back({.title = text_of(each, title), .area = {}, .initiative = {}, .school = plan.kept.organisation, .cost = cost,
                          .indicator = text_of(each, indicator), .outcome = text_of(each, outcome), .evaluation = {}});
  };
  for (const auto& each : plan.answers.parts("activities"))
    if (is_delegated(each)) add(each, "activity", paid_by_lead(each), "activity-indicator", "activity-outcome");
  for (const auto& each : plan.answers.parts("shared-activities")) add(each, "shared-activity", amount_of(each, "shared-cost"), "shared-indicator", "shared-outcome");
  return activities;
}

std::optional<Pence> delegated_of(Home& home, const OpenedSubmission& plan) {
  const auto year = FinancialYear::parse(plan.kept.about);
  const auto* school = home.organisation(plan.kept.organisation);
  return year && school ? delegated_to(home, *school, *year) : std::nullopt;
}

// What the money may be spent on is said by the guidance of its year, and until there is one by the newest before it.
Result<Guidance> terms_of(Home& home, FinancialYear year) {
  auto guidances = catalogue::guidances_of(home.catalogue(), better_schools_fund);
  if (!guidances) return std::unexpected(guidances.error());
  const auto found = std::ranges::find_if(*guidances, [&](const Guidance& each) { return each.year <= year; });
  if (found == guidances->end()) return refuse(Blame::input, "plan-money.no-terms", {{"year", year.text()}});
  found->year = year;
  return std::move(*found);
}

std::vector<funding::StandingLine> standing_of(store::Ledger& ledger, const std::string& school, FinancialYear year) {
  std::vector<funding::StandingLine> lines;
  for (const auto& award : store::awards_of(ledger, school, year))
    for (const auto& line : award.is_delegated() ? award.lines : std::vector<AwardLine>{})
      lines.push_back({{award.id, line.number}, line.title, store::money_of(ledger, LineId{award.id, line.number})});
  return lines;
}

Posting posting_of(const StepTaker& by, const OpenedSubmission& plan, const funding::LineChange& change) {
  return {.line = change.line, .kind = PostingKind::plan, .amount = change.more, .day = by.today(), .spend = {}, .source = better_schools_fund, .document = {},
          .words = plan.kept.id, .actor = by.actor, .person = by.id, .at = by.at};
}

Result<void> change_lines(const StepTaker& by, const OpenedSubmission& plan, const std::vector<funding::LineChange>& changes) {
  std::vector<Posting> postings;
  for (const auto& each : changes) postings.push_back(posting_of(by, plan, each));
  if (postings.empty()) return {};
  const auto kept = store::add_postings(by.home.ledger(), std::move(postings));
  return kept ? Result<void>{} : std::unexpected(kept.error());
}

Result<void> add_lines(const StepTaker& by, const OpenedSubmission& plan, std::vector<funding::DraftLine> lines, Pence most) {
  if (lines.empty()) return {};
  const auto terms = terms_of(by.home, *FinancialYear::parse(plan.kept.about));
  if (!terms) return std::unexpected(terms.error());
  const auto award = funding::award_under(*terms, {.organisation = plan.kept.organisation, .source = plan.kept.id, .lines = std::move(lines), .actor = by.actor,
                                                   .person = by.id, .at = by.at, .delegated_by = by.home.organisation(plan.kept.organisation)->authority});
  if (!award) return std::unexpected(award.error());
  const auto made = store::add_award(by.home.ledger(), *award, most);
  return made ? Result<void>{} : std::unexpected(made.error());
}

}  // namespace plan_money

std::optional<Pence> delegated_to(Home& home, const Organisation& school, FinancialYear year) {
  const auto released = store::released_delegation(home.ledger(), school.authority, better_schools_fund, year);
  if (!released) return std::nullopt;
  for (const auto& each : released->schools)
    if (each.school.school == school.id) return each.amount;
  return std::nullopt;
}

bool is_within_delegated(Home& home, const OpenedSubmission& plan) {
  const auto delegated = plan_money::delegated_of(home, plan);
  if (!delegated) return true;
  std::vector<Pence> costs;
  for (const auto& each : plan_money::activities_of(plan)) costs.push_back(each.cost);
  const auto total = sum(costs);
  return total && *total <= *delegated;
}

Result<void> settle_plan_money(const StepTaker& by, const OpenedSubmission& plan) {
  const auto delegated = plan_money::delegated_of(by.home, plan);
  if (!delegated) return {};
  const auto standing = plan_money::standing_of(by.home.ledger(), plan.kept.organisation, *FinancialYear::parse(plan.kept.about));
  auto settled = funding::settled_plan(plan_money::activities_of(plan), standing);
  if (!settled) return std::unexpected(settled.error());
  if (auto changed = plan_money::change_lines(by, plan, settled->changes); !changed) return changed;
  return plan_money::add_lines(by, plan, std::move(settled->added), *delegated);
}

}  // namespace potensial::service
