// What becomes of the lines on which a school spends delegated money when its spending plan is agreed: one line for each
// activity (MON-01). An activity keeps its line by its title when a changed plan is agreed again, so that nothing paid loses
// its line: what the line may cost is raised or lowered, and of an activity that is left out it becomes nothing. Of several
// with one title the first keeps the first line.
// Refuses "settled-plan.below-spent" {title, spent} where a line would be left less than is bound or paid. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "funding/award_draft.hpp"
#include "model/posting.hpp"

namespace potensial::funding {

struct StandingLine {
  LineId id;
  std::string title;
  LineMoney money;
};

struct LineChange {
  LineId line;
  Pence more;  // below 0: less

  bool operator==(const LineChange&) const = default;
};

struct SettledPlan {
  std::vector<LineChange> changes;  // in the order of the lines
  std::vector<DraftLine> added;     // in the order of the plan
};

Result<SettledPlan> settled_plan(std::vector<DraftLine> activities, std::span<const StandingLine> standing);

}  // namespace potensial::funding
