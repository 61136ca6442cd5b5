#include "service/group_strategies.hpp"

#include <algorithm>
#include <set>

#include "catalogue/funds.hpp"
#include "insight/learners_page.hpp"
#include "insight/page_parts.hpp"
#include "model/financial_year.hpp"
#include "service/stage_pages.hpp"
#include "service/support_study.hpp"

namespace potensial::service {
namespace group_strategy {

using insight::cell;
using insight::link_cell;
using insight::text_column;

constexpr std::string_view agreed = "agreed";

bool is_same(const Condition& one, const Condition& other) { return one.characteristic == other.characteristic && one.level == other.level; }

bool is_low(const ThreeJudgements& judged) {
  return std::ranges::any_of(comparisons, [&](Comparison which) { return judged[which].verdict == Verdict::low; });
}

double standing_of(const insight::StandingRow& row) {
  return row.counted > 0 ? static_cast<double>(row.attained) / static_cast<double>(row.counted) : row.judged.expected.attained;
}

void add_low(std::vector<LowGroup>& low, const Condition& group, const Text& outcome) {
  const auto known = std::ranges::find_if(low, [&](const LowGroup& each) { return is_same(each.group, group); });
  auto& entry = known == low.end() ? low.emplace_back(LowGroup{group, {}}) : *known;
  entry.outcomes.push_back(outcome);
}

std::vector<Condition> watched_at(const StagePages& stage) {
  return {{stage.study.view.disadvantaged, stage.study.view.disadvantaged_level, {}}, {"sex", "M", {}}, {"sex", "F", {}}};
}

// Of all its stages.
std::vector<LowGroup> low_groups_of_school(const std::vector<StagePages*>& stages, const std::string& school) {
  std::vector<LowGroup> low;
  for (auto* stage : stages) {
    const auto number = stage->school_number(school);
    if (!number) continue;
    const auto indicators = stage->indicators();
    for (const auto& each : low_groups(stage->standing(*number), indicators, watched_at(*stage)))
      for (const auto& outcome : each.outcomes) add_low(low, each.group, outcome);
  }
  return low;
}

Result<std::shared_ptr<const std::vector<LowGroup>>> kept_low_groups(Call& call, const std::string& school) {
  return call.home.keep<std::vector<LowGroup>>("low-groups/" + school, [&]() -> Result<std::vector<LowGroup>> {
    const auto stages = call.pages->stages();
    if (!stages) return std::unexpected(stages.error());
    return low_groups_of_school(*stages, school);
  });
}

bool has_activity_for(const form::Answers& plan, const PlannedOutcome& outcome) {
  for (const auto& priority : plan.parts("plan-priorities")) {
    const auto *name = priority.answered("plan-priority"), *number = priority.answered("priority-number");
    if (!name || !number || *name != form::Answer(outcome.heading)) continue;
    const auto serves = [&](const form::Answers& activity) {
      const auto* of = activity.answered("activity-priority");
      return of && *of == *number;
    };
    if (std::ranges::any_of(plan.parts("activities"), serves)) return true;
  }
  return false;
}

bool names_group(const PlannedOutcome& outcome, const Condition& group) {
  const auto conditions = insight::conditions_of(outcome.group);
  return conditions && std::ranges::any_of(*conditions, [&](const Condition& each) { return is_same(each, group); });
}

// What is on record, read once for a page.
struct Strategies {
  std::vector<FollowedPlan> plans;
  std::shared_ptr<const StrategyRuns> runs;
  std::vector<Fund> funds;
  Date today;

  std::optional<Target> of(const std::string& school, const Condition& group) const {
    for (const auto& each : plans)
      if (each.opened.kept.organisation == school && is_for_group(each, group, today)) return Target{each.opened.stages.noun, each.opened.kept.id, ""};
    for (const auto& [id, run] : runs->runs)
      if (run.school == school && is_for_group(run, group, learners_of(run.fund), today)) return Target{"support", school, ""};
    return std::nullopt;
  }
  std::string learners_of(const std::string& fund) const {
    const auto known = std::ranges::find(funds, fund, &Fund::id);
    return known == funds.end() ? std::string() : known->learners;
  }
};

Result<Strategies> strategies_on_record(Call& call, const std::set<std::string>& schools) {
  const auto runs = strategy_runs(call.home);
  if (!runs) return std::unexpected(runs.error());
  auto funds = catalogue::funds_until(call.home.catalogue(), call.today());
  if (!funds) return std::unexpected(funds.error());
  return Strategies{followed_plans(call.home, [&](const std::string& id) { return schools.contains(id); }), *runs, std::move(*funds), call.today()};
}

std::set<std::string> schools_of(const Home& home, const Organisation& place) {
  if (place.kind == OrganisationKind::school) return {place.id};
  std::set<std::string> schools;
  for (const auto& each : home.organisations())
    if (each.kind == OrganisationKind::school && each.authority == place.id) schools.insert(each.id);
  return schools;
}

Phrase outcomes_phrase(const LowGroup& low) {
  std::vector<Phrase> names;
  for (const auto& each : low.outcomes) names.push_back(verbatim(each));
  return phrase("strategies.outcomes", {{"outcomes", std::move(names)}});
}

Cell group_cell(const Condition& group) { return cell(insight::group_phrase(std::span(&group, 1))); }

Table missing_table() {
  return {"without-strategy", phrase("strategies.missing"), {text_column("plans.column.school"), text_column("strategies.column.group"), text_column("strategies.column.outcomes")}, {}, phrase("strategies.none-missing")};
}

Table own_table() {
  return {"strategies", phrase("strategies.own"), {text_column("strategies.column.group"), text_column("strategies.column.record"), text_column("strategies.column.outcomes")}, {}, phrase("strategies.none-low")};
}

Cell record_cell(const std::optional<Target>& strategy) { return strategy ? link_cell(phrase("strategies.on-record"), *strategy) : cell(phrase("strategies.not-on-record")); }

Row own_row(const LowGroup& low, const std::optional<Target>& strategy) { return {{group_cell(low.group), record_cell(strategy), cell(outcomes_phrase(low))}}; }

Row missing_row(const insight::Names& names, const std::string& school, const LowGroup& low) {
  return {{link_cell(insight::name_of(names, school), Target{"plans", school, ""}), group_cell(low.group), cell(outcomes_phrase(low))}};
}

Result<std::vector<Block>> blocks_of(Call& call, const Organisation& place) {
  const auto schools = schools_of(call.home, place);
  const auto strategies = strategies_on_record(call, schools);
  if (!strategies) return std::unexpected(strategies.error());
  const bool is_school = place.kind == OrganisationKind::school;
  auto table = is_school ? own_table() : missing_table();
  std::int64_t with = 0, without = 0;
  const auto names = call.home.names();
  for (const auto& school : schools) {
    const auto low = kept_low_groups(call, school);
    if (!low) return std::unexpected(low.error());
    for (const auto& each : **low) {
      const auto strategy = strategies->of(school, each.group);
      ++(strategy ? with : without);
      if (is_school) table.rows.push_back(own_row(each, strategy));
      else if (!strategy) table.rows.push_back(missing_row(names, school, each));
    }
  }
  table.by_name = !is_school;
  return std::vector<Block>{Sentence{phrase("strategies.key", {{"with", with}, {"without", without}}), Weight::key}, std::move(table), Sentence{phrase("strategies.rule"), Weight::note}};
}

}  // namespace group_strategy

std::vector<LowGroup> low_groups(const insight::Standing& standing, std::span<const Indicator> indicators, std::span<const Condition> watched) {
  using namespace group_strategy;
  std::vector<LowGroup> low;
  for (const auto& row : standing.rows) {
    const auto* all = standing.all(row.indicator);
    const auto* indicator = insight::indicator_of(indicators, row.indicator);
    const bool is_watched = row.conditions.size() == 1 && std::ranges::any_of(watched, [&](const Condition& each) { return is_same(each, row.conditions.front()); });
    if (is_watched && all && indicator && is_low(row.judged) && standing_of(row) < standing_of(*all)) add_low(low, row.conditions.front(), indicator->name);
  }
  return low;
}

bool is_for_group(const FollowedPlan& plan, const Condition& group, Date today) {
  using namespace group_strategy;
  const auto year = FinancialYear::parse(plan.opened.kept.about);
  if (!year || *year < FinancialYear::of(today)) return false;
  const bool is_plan = plan.opened.stages.noun == "plan";
  if (!is_plan && plan.opened.state != agreed) return false;
  return std::ranges::any_of(plan.outcomes, [&](const PlannedOutcome& each) { return names_group(each, group) && (!is_plan || has_activity_for(plan.opened.answers, each)); });
}

bool is_for_group(const StrategyRun& run, const Condition& group, const std::string& learners_of_fund, Date today) {
  const bool goes_on = (!run.from || *run.from <= today) && (!run.to || today <= *run.to);
  return goes_on && !learners_of_fund.empty() && learners_of_fund == group.characteristic;
}

Result<std::vector<Block>> strategy_blocks(Call& call, const Organisation& place) {
  std::vector<Block> blocks{Heading{phrase("strategies.heading"), "strategies-heading"}};
  if (!call.pages) return blocks.push_back(Sentence{phrase("strategies.unread")}), blocks;
  auto made = group_strategy::blocks_of(call, place);
  if (!made) return std::unexpected(made.error());
  append(blocks, std::move(*made));
  return blocks;
}

}  // namespace potensial::service
