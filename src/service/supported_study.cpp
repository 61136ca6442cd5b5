#include "service/supported_study.hpp"

#include <algorithm>
#include <map>

#include "catalogue/rules.hpp"
#include "service/stage_pages.hpp"
#include "service/support_study.hpp"

namespace potensial::service {
namespace supported_studied {

using insight::ActivityLearner;

// By strategy: who has it anywhere, and whether on a register of the place.
using Registers = std::map<std::string, std::map<LearnerId, ActivityLearner>>;

bool is_of_place(const Home& home, const Organisation& place, const std::string& school) {
  if (school == place.id) return true;
  const auto* known = home.organisation(school);
  return known && known->authority == place.id;
}

void add_spell(Registers& registers, const std::string& strategy, const SupportSpell& spell, bool here) {
  const auto [at, fresh] = registers[strategy].try_emplace(spell.learner, ActivityLearner{spell.learner, *spell.from, here});
  if (fresh) return;
  at->second.from = std::min(at->second.from, *spell.from);
  at->second.here = at->second.here || here;
}

// Of all years with a census. A spell without a first day says nothing of when it began.
Result<Registers> registers_of(Home& home, const Organisation& place) {
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  Registers registers;
  for (const auto year : home.census_years("")) {
    const auto spells = support_in(home, year);
    if (!spells) return std::unexpected(spells.error());
    for (const auto& spell : **spells)
      if (const auto* run = (*runs)->find(spell.run); run && spell.from) add_spell(registers, run->strategy, spell, is_of_place(home, place, spell.school));
  }
  return registers;
}

insight::SupportedRule numbers_of(const catalogue::Rule& rule) {
  const auto whole = [&](const char* name) { return static_cast<std::size_t>(rule.number(name)); };
  return {.caliper = rule.number("caliper"), .least_matched = whole("least-matched"), .least_share = rule.number("least-share"),
          .most_unlike = rule.number("most-unlike"), .practical = rule.number("practical"), .alike = rule.number("alike"),
          .least_freedom = rule.number("least-freedom"), .weeks = static_cast<int>(rule.number("weeks")),
          .month = static_cast<int>(rule.number("results-month")), .day = static_cast<int>(rule.number("results-day")),
          .least_shown = whole("least-shown"), .characteristics = rule.characteristics};
}

bool tells_attainment(const Indicator& indicator) { return !indicator.is_measure() && (indicator.scale == Scale::ordered || indicator.scale == Scale::points); }

// One activity at one key stage, each of its outcomes.
Result<void> add_stage(insight::SupportedBlockInput& input, const Text& activity, const StageStudy& study, const std::vector<ActivityLearner>& learners) {
  for (const auto& standards : study.standards) {
    if (!tells_attainment(standards.indicator)) continue;
    auto outcome = insight::supported_outcome(study.cohort, standards, study.stage.years_since_previous, learners, input.rule);
    if (!outcome) return std::unexpected(outcome.error());
    if (outcome->with_outcome() > 0) input.outcomes.push_back({activity, study.stage.name, standards.indicator, std::move(*outcome)});
  }
  return {};
}

Result<void> add_activity(insight::SupportedBlockInput& input, Pages& pages, const Text& activity, const std::map<LearnerId, ActivityLearner>& by_id) {
  std::vector<ActivityLearner> learners;
  for (const auto& [id, each] : by_id) learners.push_back(each);
  const auto here = static_cast<std::size_t>(std::ranges::count_if(learners, &ActivityLearner::here));
  if (here == 0) return {};
  const auto stages = pages.stages();
  if (!stages) return std::unexpected(stages.error());
  const auto before = input.outcomes.size();
  for (const auto* stage : *stages)
    if (auto added = add_stage(input, activity, stage->study, learners); !added) return added;
  input.activities.push_back({activity, here, input.outcomes.size() > before});
  return {};
}

Result<insight::SupportedBlockInput> compared(Home& home, Pages& pages, const Organisation& place) {
  const auto years = home.census_years("");
  if (years.empty()) return refuse(Blame::input, "find.nothing-loaded");
  const auto rule = catalogue::rule_on(home.catalogue(), "supported-outcomes", years.back().census_day());
  if (!rule) return std::unexpected(rule.error());
  const auto registers = registers_of(home, place);
  if (!registers) return std::unexpected(registers.error());
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  insight::SupportedBlockInput input{.activities = {}, .outcomes = {}, .rule = numbers_of(*rule), .sentence = rule->sentence, .named = false};
  for (const auto& [strategy, by_id] : *registers) {
    const auto name = (*runs)->names.find(strategy);
    const Text activity = name == (*runs)->names.end() ? Text{strategy, strategy} : name->second;
    if (auto added = add_activity(input, pages, activity, by_id); !added) return std::unexpected(added.error());
  }
  return input;
}

}  // namespace supported_studied

Result<std::shared_ptr<const insight::SupportedBlockInput>> supported_outcomes(Home& home, Pages& pages, const Organisation& place) {
  return home.keep<insight::SupportedBlockInput>("supported/" + place.id, [&] { return supported_studied::compared(home, pages, place); });
}

}  // namespace potensial::service
