#include "service/group_money.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "insight/learners_page.hpp"
#include "service/followed_outcomes.hpp"
#include "store/award_store.hpp"

namespace potensial::service {
namespace group_money {

constexpr std::string_view all_learners = "all";

struct Line {
  std::string title;
  std::int64_t cost = 0;
  std::set<std::string> groups;   // by key
};

std::string text_of(const form::Answers& item, std::string_view question) {
  const auto* answer = item.answered(question);
  const auto* text = answer ? std::get_if<std::string>(answer) : nullptr;
  return text ? *text : std::string();
}

std::int64_t pence_of(const form::Answers& item, std::string_view question) {
  const auto* answer = item.answered(question);
  const auto* pence = answer ? std::get_if<std::int64_t>(answer) : nullptr;
  return pence ? *pence : 0;
}

void add_group(std::set<std::string>& groups, const std::string& group) {
  if (auto key = group_key(group)) groups.insert(std::move(*key));
}

std::vector<Line> lines_of_bid(const form::Answers& bid) {
  std::vector<Line> lines;
  for (const auto& item : bid.parts("lines")) {
    Line line{text_of(item, "line-title"), pence_of(item, "cost"), {}};
    add_group(line.groups, text_of(item, "line-group"));
    for (const auto& outcome : item.parts("outcomes")) add_group(line.groups, text_of(outcome, "outcome-group"));
    lines.push_back(std::move(line));
  }
  return lines;
}

// The groups of the outcomes of the priority that an activity serves.
std::set<std::string> groups_of_priority(const form::Answers& plan, const form::Answer* number) {
  std::set<std::string> groups;
  for (const auto& priority : plan.parts("plan-priorities")) {
    const auto* own = priority.answered("priority-number");
    if (!number || !own || *own != *number) continue;
    for (const auto& outcome : priority.parts("plan-outcomes")) add_group(groups, text_of(outcome, "plan-group"));
  }
  return groups;
}

std::vector<Line> lines_of_plan(const form::Answers& plan) {
  std::vector<Line> lines;
  for (const auto& item : plan.parts("activities"))
    lines.push_back({text_of(item, "activity"), pence_of(item, "activity-cost"), groups_of_priority(plan, item.answered("activity-priority"))});
  return lines;
}

bool is_bid(const FollowedPlan& plan) { return plan.opened.stages.noun == "bid"; }

bool is_of(const FollowedPlan& plan, FinancialYear year) {
  if (is_bid(plan)) return plan.opened.guidance && plan.opened.guidance->year == year;
  return plan.opened.stages.noun == "plan" && FinancialYear::parse(plan.opened.kept.about) == year;
}

std::int64_t awarded_to(const std::vector<Award>& awards, const std::string& source, const std::string& title) {
  std::int64_t pence = 0;
  for (const auto& award : awards)
    for (const auto& line : award.lines)
      if (award.source == source && line.title == title) pence += line.grant.count + line.contribution.count;
  return pence;
}

void add_line(std::map<std::string, GroupMoney>& money, const FollowedPlan& plan, const Line& line, const std::vector<Award>& awards) {
  const auto awarded = awarded_to(awards, plan.opened.kept.id, line.title);
  auto groups = line.groups;
  if (!groups.empty()) groups.insert("");
  for (const auto& group : groups) {
    auto& sum = money[group];
    (is_bid(plan) ? sum.asked : sum.planned).count += line.cost;
    sum.awarded.count += awarded;
  }
}

bool belongs(const Home& home, const Organisation& place, const std::string& id) {
  if (place.kind == OrganisationKind::nation || id == place.id) return true;
  const auto* known = home.organisation(id);
  return known && known->authority == place.id;
}

}  // namespace group_money

std::string group_key(std::span<const Condition> conditions) {
  std::set<std::string> parts;
  for (const auto& each : conditions) parts.insert(each.characteristic + ":" + each.level);
  std::string key;
  for (const auto& each : parts) key += (key.empty() ? "" : ",") + each;
  return key.empty() ? std::string(group_money::all_learners) : key;
}

std::optional<std::string> group_key(std::string_view group) {
  if (group == group_money::all_learners) return std::string(group);
  const auto conditions = insight::conditions_of(group);
  return conditions && !conditions->empty() ? std::optional(group_key(std::span(*conditions))) : std::nullopt;
}

std::map<std::string, GroupMoney> money_of_groups(Home& home, const Organisation& place, FinancialYear year) {
  using namespace group_money;
  std::map<std::string, GroupMoney> money;
  const auto awards = store::awards_in(home.ledger(), year);
  for (const auto& plan : followed_plans(home, [&](const std::string& id) { return belongs(home, place, id); })) {
    if (!is_of(plan, year)) continue;
    for (const auto& line : is_bid(plan) ? lines_of_bid(plan.opened.answers) : lines_of_plan(plan.opened.answers)) add_line(money, plan, line, awards);
  }
  return money;
}

}  // namespace potensial::service
