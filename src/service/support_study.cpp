#include "service/support_study.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "catalogue/code_sets.hpp"
#include "catalogue/funds.hpp"
#include "catalogue/rules.hpp"
#include "service/school_classes.hpp"
#include "service/stage_pages.hpp"
#include "store/fact_files.hpp"
#include "store/support_facts.hpp"

namespace potensial::service {
namespace support_studied {

constexpr AcademicYear first_year{1980}, last_year{2100};
constexpr const char* wales = "W92000004";  // strategies are of no one authority

Result<StrategyRuns> read_runs(Home& home) {
  const auto runs = facts_of_all_years(home, "strategy-run");
  if (!runs) return std::unexpected(runs.error());
  const auto strategies = store::current_facts(home.ledger(), home.folder(), {"strategy", {wales}, first_year, last_year, {}});
  return store::strategy_runs(home.facts(), **runs, strategies);
}

Result<std::vector<SupportSpell>> read_support(Home& home, AcademicYear year) {
  const auto current = home.kept_facts("", "support", first_year, year);
  if (!current) return std::unexpected(current.error());
  return store::support_in(home.facts(), **current, home.aliases(), year);
}

// Of the run, as far as it goes on until then.
std::set<AcademicYear> years_of(const StrategyRun& run, AcademicYear until) {
  std::set<AcademicYear> years;
  if (!run.from) return years;
  const auto last = run.to ? std::min(AcademicYear::of(*run.to), until) : until;
  for (auto year = AcademicYear::of(*run.from); year <= last; ++year.summer) years.insert(year);
  return years;
}

Result<store::StatutoryLearners> read_learners(Home& home, const Fund& fund, AcademicYear year) {
  const auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  const auto census = home.current_facts("")("census", year, year);
  if (!census) return std::unexpected(census.error());
  return store::statutory_learners(home.facts(), home.expressions(), *census, home.aliases(), *definitions, criterion_of(fund), year);
}

Result<ReachBySchool> read_reach(Home& home, const Fund& fund, AcademicYear year) {
  const auto learners = learners_of_criterion(home, fund, year);
  if (!learners) return std::unexpected(learners.error());
  auto served = served_by(home, fund, year);
  if (!served) return std::unexpected(served.error());
  ReachBySchool reach;
  std::set<LearnerId> elsewhere(served->begin(), served->end());
  const auto characteristics = criterion_of(fund).size();
  for (const auto& each : (*learners)->learners) {
    const bool is_served = std::ranges::binary_search(*served, each.learner);
    reach[(*learners)->schools[each.school]].add({criterion_met(each, characteristics), is_served, {}});
    if (is_served) elsewhere.erase(each.learner);
  }
  for (std::size_t i = 0; i < elsewhere.size(); ++i) reach[""].add({insight::Criterion::unknown, true, {}});
  return reach;
}

bool tells_attainment(const Indicator& indicator) { return !indicator.is_measure() && (indicator.scale == Scale::ordered || indicator.scale == Scale::points); }

std::vector<const std::vector<double>*> outcomes_of(const StageStudy& study) {
  std::vector<const std::vector<double>*> columns;
  for (const auto& standards : study.standards)
    if (tells_attainment(standards.indicator)) columns.push_back(&standards.outcome);
  return columns;
}

std::vector<const std::vector<double>*> priors_of(const StageStudy& study) {
  std::vector<const std::vector<double>*> columns;
  for (const auto& prior : study.cohort.priors) columns.push_back(&prior.value);
  return columns;
}

// A third and the year whose results tell it; the newest before the year asked for stays.
struct Told {
  AcademicYear year;
  insight::Third third;
};
using ToldOf = std::map<LearnerId, Told>;

void tell(ToldOf& told, const StageStudy& study, const std::vector<std::optional<insight::Third>>& thirds, AcademicYear by) {
  for (std::size_t row = 0; row < thirds.size(); ++row) {
    if (!thirds[row]) continue;
    const auto [known, fresh] = told.try_emplace(study.cohort.learner[row], Told{by, *thirds[row]});
    if (!fresh && known->second.year < by) known->second = {by, *thirds[row]};
  }
}

// In the year itself a learner stands by what the stage before told, which is older than any other result.
void tell_stage(ToldOf& told, const StageStudy& study, AcademicYear year, const insight::ThirdRule& rule) {
  const auto now = outcomes_of(study), before = priors_of(study);
  for (auto each = study.from; each < year && each <= study.to; ++each.summer) tell(told, study, insight::national_thirds(study.cohort, now, each, rule), each);
  tell(told, study, insight::national_thirds(study.cohort, before, year, rule), first_year);
}

Result<EarlierThirds> read_thirds(Home& home, Pages& pages, AcademicYear year) {
  const auto rule = support_rule(home, year);
  if (!rule) return std::unexpected(rule.error());
  const auto stages = pages.stages();
  if (!stages) return std::unexpected(stages.error());
  ToldOf told;
  for (const auto* stage : *stages) tell_stage(told, stage->study, year, rule->thirds);
  EarlierThirds thirds;
  for (const auto& [learner, each] : told) thirds.emplace_hint(thirds.end(), learner, each.third);
  return thirds;
}

Result<CodeSet> read_modes(Home& home) {
  const auto* definition = home.catalogue().newest("code-set", "support-mode");
  return definition ? catalogue::read_code_set(*definition) : Result<CodeSet>(CodeSet{});
}

Text mode_name(Home& home, const std::string& mode) {
  if (mode.empty()) return {};
  const auto modes = home.keep<CodeSet>("support-modes", [&] { return read_modes(home); });
  const auto* known = modes ? (*modes)->find(mode) : nullptr;
  return known ? known->name : Text{mode, mode};
}

}  // namespace support_studied

Result<std::shared_ptr<const StrategyRuns>> strategy_runs(Home& home) {
  return home.keep<StrategyRuns>("strategy-runs", [&] { return support_studied::read_runs(home); });
}

Result<std::shared_ptr<const std::vector<SupportSpell>>> support_in(Home& home, AcademicYear year) {
  return home.keep<std::vector<SupportSpell>>(fmt::format("support/{}", year.summer), [&] { return support_studied::read_support(home, year); });
}

Result<std::optional<AcademicYear>> newest_support(Home& home, const Fund& fund, AcademicYear until) {
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  std::set<AcademicYear> years;
  for (const auto& [id, run] : (*runs)->runs)
    if (run.fund == fund.id) years.merge(support_studied::years_of(run, until));
  const auto loaded = home.census_years("");
  for (auto year = years.rbegin(); year != years.rend(); ++year)
    if (std::ranges::find(loaded, *year) != loaded.end()) return *year;
  return std::optional<AcademicYear>{};
}

Result<FundWithSupport> fund_with_support(Home& home, AcademicYear until) {
  const auto funds = catalogue::funds_until(home.catalogue(), until.census_day());
  if (!funds) return std::unexpected(funds.error());
  for (const auto& fund : *funds) {
    const auto year = newest_support(home, fund, until);
    if (!year) return std::unexpected(year.error());
    if (*year) return FundWithSupport{fund, **year};
  }
  return funds->empty() ? FundWithSupport{} : FundWithSupport{funds->front(), {}};
}

std::vector<std::string> criterion_of(const Fund& fund) {
  std::vector<std::string> ids{fund.learners};
  ids.insert(ids.end(), fund.besides.begin(), fund.besides.end());
  return ids;
}

Result<std::vector<Text>> criterion_names(Home& home, const Fund& fund, AcademicYear year) {
  const auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  std::vector<Text> names;
  for (const auto& id : criterion_of(fund)) {
    const auto found = std::ranges::find(definitions->characteristics, id, &Characteristic::id);
    names.push_back(found == definitions->characteristics.end() ? Text{id, id} : found->levels.front().name);
  }
  return names;
}

Result<std::shared_ptr<const store::StatutoryLearners>> learners_of_criterion(Home& home, const Fund& fund, AcademicYear year) {
  return home.keep<store::StatutoryLearners>(fmt::format("statutory/{}/{}/{}", fund.id, fund.version, year.summer),
                                             [&] { return support_studied::read_learners(home, fund, year); });
}

insight::Criterion criterion_met(const store::StatutoryLearner& learner, std::size_t characteristics) {
  bool known = true;
  for (std::size_t i = 0; i < characteristics; ++i) {
    if (learner.is_at_first(i)) return insight::Criterion::met;
    known = known && learner.is_recorded(i);
  }
  return known ? insight::Criterion::not_met : insight::Criterion::unknown;
}

Result<std::vector<LearnerId>> served_by(Home& home, const Fund& fund, AcademicYear year) {
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  const auto spells = support_in(home, year);
  if (!spells) return std::unexpected(spells.error());
  std::set<LearnerId> served;
  for (const auto& spell : **spells)
    if (const auto* run = (*runs)->find(spell.run); run && run->fund == fund.id) served.insert(spell.learner);
  return std::vector<LearnerId>(served.begin(), served.end());
}

Result<std::shared_ptr<const ReachBySchool>> reach_by_school(Home& home, const Fund& fund, AcademicYear year) {
  return home.keep<ReachBySchool>(fmt::format("reach/{}/{}/{}", fund.id, fund.version, year.summer), [&] { return support_studied::read_reach(home, fund, year); });
}

Result<std::shared_ptr<const EarlierThirds>> earlier_thirds(Home& home, Pages& pages, AcademicYear year) {
  return home.keep<EarlierThirds>(fmt::format("earlier-thirds/{}", year.summer), [&] { return support_studied::read_thirds(home, pages, year); });
}

Result<insight::SupportGiven> given_by(Home& home, const SupportSpell& spell) {
  const auto runs = strategy_runs(home);
  if (!runs) return std::unexpected(runs.error());
  const auto* run = (*runs)->find(spell.run);
  const auto name = run ? (*runs)->names.find(run->strategy) : (*runs)->names.end();
  insight::SupportGiven given{.activity = name == (*runs)->names.end() ? Text{spell.run, spell.run} : name->second, .school = spell.school,
                              .fund = run ? run->fund : "", .mode = {}, .from = spell.from, .to = spell.to, .sessions = spell.sessions};
  given.mode = support_studied::mode_name(home, !spell.mode.empty() || !run ? spell.mode : run->mode);
  return given;
}

insight::Names names_of_funds(Home& home) {
  insight::Names names;
  for (const auto* each : home.catalogue().of_kind("fund")) names.insert_or_assign(each->id, each->name);
  return names;
}

Result<SupportRule> support_rule(Home& home, AcademicYear year) {
  const auto rule = catalogue::rule_on(home.catalogue(), "support-register", year.census_day());
  if (!rule) return std::unexpected(rule.error());
  const auto* definition = home.catalogue().on("rule", "support-register", year.census_day());
  SupportRule found{insight::third_rule(*definition), 0.1};
  if (const auto* numbers = definition->body.find("numbers")) found.most_outside = numbers->number("most-outside").value_or(found.most_outside);
  return found;
}

}  // namespace potensial::service
