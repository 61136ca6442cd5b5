#include "service/unmet_needs.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "insight/finding_search.hpp"
#include "insight/learners_page.hpp"
#include "model/organisation_tree.hpp"
#include "service/group_strategies.hpp"
#include "service/scope_schools.hpp"
#include "service/support_study.hpp"
#include "store/central_store.hpp"
#include "store/decision_store.hpp"
#include "store/delegation_store.hpp"
#include "store/finding_store.hpp"
#include "store/inaction_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace unmet_need {

bool is_same(const Condition& one, const Condition& other) { return one.characteristic == other.characteristic && one.level == other.level; }

bool holds_all(const std::vector<Condition>& some, const std::vector<Condition>& of) {
  return std::ranges::all_of(some, [&](const Condition& each) { return std::ranges::any_of(of, [&](const Condition& other) { return is_same(each, other); }); });
}

AcademicYear newest_year(const FindingRecord& finding) { return finding.years.empty() ? AcademicYear{} : std::ranges::max(finding.years); }

bool is_authority(const Home& home, const std::string& id) {
  const auto* known = home.organisation(id);
  return known && known->kind == OrganisationKind::authority;
}

std::vector<CentralActivity> central_of(Home& home, const std::set<std::string>& places) {
  std::vector<CentralActivity> all;
  for (const auto year : store::years_released(home.ledger(), better_schools_fund))
    for (const auto& place : places)
      if (is_authority(home, place)) std::ranges::move(store::central_activities(home.ledger(), place, better_schools_fund, year), std::back_inserter(all));
  return all;
}

std::set<std::string> all_below(Home& home, const std::string& place, Date today) {
  const OrganisationTree tree(home.organisations(), store::memberships(home.ledger()), today);
  std::set<std::string> ids{place};
  for (const auto& each : home.organisations())
    if (tree.lies_below(each.id, place)) ids.insert(each.id);
  return ids;
}

bool is_no_need(Home& home, const FindingRecord& finding) {
  const auto decisions = store::decisions_about(home.ledger(), finding.id);
  return !decisions.empty() && decisions.back().verdict == store::FindingVerdict::not_real;
}

// Those of the newest search: with the newest year that any finding of the place has. Groups that fall short alone.
std::vector<FindingRecord> newest_findings(Home& home, const std::string& place) {
  auto found = insight::groups_of(store::findings(home.ledger(), "", place)).findings;
  AcademicYear newest{};
  for (const auto& each : found) newest = std::max(newest, newest_year(each));
  std::erase_if(found, [&](const FindingRecord& each) { return newest_year(each) < newest || is_no_need(home, each); });
  std::ranges::sort(found, {}, &FindingRecord::id);
  return found;
}

// A body is asked for the needs of its members too.
std::vector<std::string> places_of(Home& home, const Organisation& place, Date today) {
  std::vector<std::string> places{place.id};
  if (place.kind == OrganisationKind::authority) return places;
  for (const auto& member : organisations_in_scope(home, place.id, AcademicYear::of(today)))
    if (member != place.id) places.push_back(member);
  return places;
}

Need need_with(Home& home, const ActivitiesOnRecord& record, FindingRecord finding) {
  auto activities = record.against(finding);
  auto inactions = store::inactions_about(home.ledger(), finding.id);
  return {std::move(finding), std::move(activities), std::move(inactions)};
}

}  // namespace unmet_need

bool is_against(const FindingRecord& need, const std::string& group, const std::string& indicator, Date by) {
  using namespace unmet_need;
  if (indicator != need.indicator || by <= newest_year(need).last_day()) return false;
  const auto conditions = insight::conditions_of(group);
  return conditions && !conditions->empty() && conditions->size() == need.conditions.size() && holds_all(*conditions, need.conditions) && holds_all(need.conditions, *conditions);
}

std::vector<Target> ActivitiesOnRecord::against(const FindingRecord& need) const {
  std::vector<Target> found;
  for (const auto& plan : plans)
    if (std::ranges::any_of(plan.outcomes, [&](const PlannedOutcome& each) { return is_against(need, each.group, each.indicator, each.date); }))
      found.push_back({plan.opened.stages.noun, plan.opened.kept.id, ""});
  for (const auto& each : central)
    if (is_against(need, each.group, each.indicator, each.outcome_day)) found.push_back({"alignment", each.authority, "", {{"year", each.year.text()}}});
  if (need.conditions.size() != 1) return found;
  for (const auto& run : runs) {
    const auto fund = std::ranges::find(funds, run.fund, &Fund::id);
    if (fund != funds.end() && is_for_group(run, need.conditions.front(), fund->learners, today)) found.push_back({"support", run.school, ""});
  }
  return found;
}

Result<ActivitiesOnRecord> activities_on_record(Home& home, const std::string& place, Date today) {
  const auto below = unmet_need::all_below(home, place, today);
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  auto funds = catalogue::funds_until(home.catalogue(), today);
  if (!funds) return std::unexpected(funds.error());
  ActivitiesOnRecord record{followed_plans(home, [&](const std::string& id) { return below.contains(id); }), unmet_need::central_of(home, below), {}, std::move(*funds), today};
  for (const auto& [id, run] : (*runs)->runs)
    if (below.contains(run.school)) record.runs.push_back(run);
  return record;
}

Result<std::vector<Need>> needs_of(Home& home, const Organisation& place, Date today) {
  std::vector<Need> needs;
  for (const auto& each : unmet_need::places_of(home, place, today)) {
    auto findings = unmet_need::newest_findings(home, each);
    if (findings.empty()) continue;
    const auto record = activities_on_record(home, each, today);
    if (!record) return std::unexpected(record.error());
    for (auto& finding : findings) needs.push_back(unmet_need::need_with(home, *record, std::move(finding)));
  }
  return needs;
}

Result<Need> need_of(Home& home, const FindingRecord& finding, Date today) {
  const auto record = activities_on_record(home, finding.scope, today);
  if (!record) return std::unexpected(record.error());
  return unmet_need::need_with(home, *record, finding);
}

}  // namespace potensial::service
