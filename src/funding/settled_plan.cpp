#include "funding/settled_plan.hpp"

#include <algorithm>

namespace potensial::funding {
namespace settling {

// The cost of the activity that keeps the line, which is then taken from those that are left; nothing where none does.
Pence taken(std::vector<DraftLine>& activities, const std::string& title) {
  const auto kept = std::ranges::find(activities, title, &DraftLine::title);
  if (kept == activities.end()) return {};
  const auto cost = kept->cost;
  activities.erase(kept);
  return cost;
}

}  // namespace settling

Result<SettledPlan> settled_plan(std::vector<DraftLine> activities, std::span<const StandingLine> standing) {
  SettledPlan settled;
  for (const auto& line : standing) {
    const auto cost = settling::taken(activities, line.title);
    const Pence spent{line.money.committed.count + line.money.actual.count};
    if (cost < spent) return refuse(Blame::input, "settled-plan.below-spent", {{"title", line.title}, {"spent", text(spent)}});
    if (cost != line.money.plan) settled.changes.push_back({line.id, {cost.count - line.money.plan.count}});
  }
  settled.added = std::move(activities);
  return settled;
}

}  // namespace potensial::funding
