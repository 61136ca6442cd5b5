#include "demonstration/strategies.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/counter_random.hpp"
#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace strategy_choice {

constexpr int first_statutory = 1, last_statutory = 11;

bool is_statutory(int group) { return group >= first_statutory && group <= last_statutory; }

// The key stage that ended before the year group: 0 to 2.
std::optional<int> stage_before(int group) {
  if (group > 9) return 2;
  if (group > 6) return 1;
  return group > 2 ? std::optional(0) : std::nullopt;
}

bool meets(const Stay& stay) { return stay.has(stay_fsm) || stay.has(stay_looked_after); }

bool is_of(const StrategyRule& rule, const Learner& learner, int year) {
  const int group = learner.group_in(year);
  return group >= 0 && rule.groups[static_cast<std::size_t>(group)];
}

// A truth tied to authorities that are absent moves to the first one present.
bool is_in_authorities(const World& world, const StrategyRule& rule, std::uint32_t school) {
  if (rule.authorities.empty()) return true;
  const auto named = [&](const Authority& each) { return std::ranges::find(rule.authorities, each.number) != rule.authorities.end(); };
  if (std::ranges::any_of(world.authorities, named)) return named(world.authorities[world.schools[school].authority]);
  return world.schools[school].authority == 0;
}

std::set<std::uint32_t> drawn_by_lot(const World& world, const StrategyRule& rule) {
  const RandomStream lot(world.request.seed, "strategy-lot-" + rule.id);
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < world.schools.size(); ++i)
    if (word(world.schools[i].phase) == rule.phase && !world.schools[i].closed && !world.schools[i].opened) order.emplace_back(lot.at(i).uniform(), i);
  std::ranges::sort(order);
  const auto wanted = std::max(world.settings.strategies.fewest_schools, static_cast<int>(rule.schools / 2.0 * world.scale() + 0.5));
  std::set<std::uint32_t> drawn;
  for (std::size_t i = 0; i < order.size() && i < static_cast<std::size_t>(wanted); ++i) drawn.insert(order[i].second);
  return drawn;
}

}  // namespace strategy_choice

std::string StrategyRun::id(const World& world) const { return rule->id + "-" + world.schools[school].number + "-" + std::to_string(year); }

Strategies::Strategies(const Nation& nation) : nation_(nation), world_(nation.world), n_(nation.world.settings.strategies) {
  if (!world_.request.strategies) return;
  for (const auto& rule : n_.rules)
    if (rule.choose == "by-lot") drawn_ = strategy_choice::drawn_by_lot(world_, rule);
  count_grant_schools();
  for (int year = world_.request.first_year(); year <= Request::last_year; ++year)
    for (const auto& at : schools_of(year)) run_all(at);
  measure_reach();
}

std::vector<Strategies::AtSchool> Strategies::schools_of(int year) const {
  std::vector<AtSchool> schools;
  for (std::uint32_t authority = 0; authority < world_.authorities.size(); ++authority)
    for (const auto* learner : nation_.roster.of(year, authority)) {
      const auto school = learner->in_year(year)->school;
      if (schools.empty() || schools.back().school != school) schools.push_back({school, year, {}});
      schools.back().learners.push_back(learner);
    }
  return schools;
}

bool Strategies::meets_rule(const AtSchool& at) const {
  const auto phase = world_.schools[at.school].phase;
  if (phase != Phase::primary && phase != Phase::secondary) return false;
  int learners = 0, entitled = 0;
  for (const auto* each : at.learners) {
    if (!strategy_choice::is_statutory(each->group_in(at.year))) continue;
    ++learners;
    entitled += each->in_year(at.year)->has(stay_fsm);
  }
  return learners >= n_.grant_learners && entitled >= n_.grant_share * learners;
}

// Who falls below the rule keeps the grant; who rises above it is added.
void Strategies::count_grant_schools() {
  std::set<std::uint32_t> met;
  for (int year = world_.request.first_year(); year <= Request::last_year; ++year) {
    if (year >= n_.grant_first)
      for (const auto& at : schools_of(year))
        if (meets_rule(at)) met.insert(at.school);
    grant_schools_.push_back(met);
  }
}

void Strategies::run_all(const AtSchool& at) {
  for (const auto& rule : n_.rules) {
    if (at.year < rule.first || at.year > rule.last || !is_run_at(rule, at)) continue;
    auto learners = rule.choose == "grant" ? chosen_for_grant(rule, at) : chosen(rule, at);
    if (!learners.empty()) runs_.push_back({&rule, at.school, at.year, std::move(learners)});
  }
}

bool Strategies::is_drawn(const StrategyRule& rule, std::uint32_t school) const {
  if (rule.choose == "by-lot") return drawn_.contains(school);
  const bool out_of_lessons = RandomStream(world_.request.seed, "strategy-language").at(school).happens(0.5);
  return out_of_lessons == (rule.mode == "withdrawal");
}

bool Strategies::is_run_at(const StrategyRule& rule, const AtSchool& at) const {
  if (!rule.phase.empty() && word(world_.schools[at.school].phase) != rule.phase) return false;
  if (!strategy_choice::is_in_authorities(world_, rule, at.school)) return false;
  if (rule.choose == "grant") return grant_schools_[static_cast<std::size_t>(at.year - world_.request.first_year())].contains(at.school);
  if (rule.choose == "all") return nation_.attainment.school_fsm(at.school, at.year) >= rule.share;
  return rule.choose == "by-lot" || rule.choose == "language" ? is_drawn(rule, at.school) : true;
}

bool Strategies::prior(const Learner& learner, int year, Prior& found) const {
  const auto stage = strategy_choice::stage_before(learner.group_in(year));
  if (!stage || !learner.in_group(Attainment::year_groups[static_cast<std::size_t>(*stage)]).on_roll()) return false;
  const auto result = nation_.attainment.key_stage(learner, *stage);
  const auto k = static_cast<std::size_t>(*stage);
  found = {result.mean_level, result.level[language], result.mean_level >= n_.able[k], result.mean_level < n_.expected[k]};
  return true;
}

bool Strategies::takes(const StrategyRule& rule, const Learner& learner, int year) const {
  const auto& stay = *learner.in_year(year);
  const auto drawn = [&] { return RandomStream(world_.request.seed, "strategy-" + rule.id).at(learner.id, static_cast<std::uint32_t>(year)).happens(rule.share); };
  Prior before;
  if (rule.choose == "all" || rule.choose == "by-lot") return true;
  if (rule.choose == "language") return stay.eal >= 1 && stay.eal <= 3 && drawn();
  if (rule.choose == "looked-after") return stay.has(stay_looked_after) && prior(learner, year, before) && before.low && drawn();
  return prior(learner, year, before) && (before.language == "1" || before.language == "W") && drawn();
}

std::vector<const Learner*> Strategies::chosen(const StrategyRule& rule, const AtSchool& at) const {
  std::vector<const Learner*> found;
  for (const auto* each : at.learners)
    if (strategy_choice::is_of(rule, *each, at.year) && takes(rule, *each, at.year)) found.push_back(each);
  return found;
}

bool Strategies::chooses_by_attainment(std::uint32_t school) const {
  return RandomStream(world_.request.seed, "strategy-grant-choice").at(school).happens(n_.by_attainment);
}

// As many places in both kinds of school: they differ in whom they give them to.
std::vector<const Learner*> Strategies::chosen_for_grant(const StrategyRule& rule, const AtSchool& at) const {
  const bool by_attainment = chooses_by_attainment(at.school);
  const RandomStream stream(world_.request.seed, "strategy-" + rule.id);
  std::vector<std::pair<double, const Learner*>> order;
  std::size_t meeting = 0;
  for (const auto* each : at.learners) {
    if (!strategy_choice::is_of(rule, *each, at.year)) continue;
    const bool meets = strategy_choice::meets(*each->in_year(at.year));
    meeting += meets;
    const double lot = stream.at(each->id, static_cast<std::uint32_t>(at.year)).uniform();
    Prior before;
    if (!by_attainment && meets) order.emplace_back(lot, each);
    if (by_attainment && prior(*each, at.year, before)) order.emplace_back(before.mean + lot / 100, each);
  }
  std::ranges::sort(order, {}, [](const auto& each) { return std::pair(each.first, each.second->id); });
  order.resize(std::min(order.size(), static_cast<std::size_t>(std::lround(n_.grant_places * static_cast<double>(meeting)))));
  std::vector<const Learner*> found;
  for (const auto* each : at.learners)
    if (std::ranges::find(order, each, [](const auto& place) { return place.second; }) != order.end()) found.push_back(each);
  return found;
}

void Strategies::miss(const StrategyRule& rule, const AtSchool& at, const std::set<const Learner*>& served) {
  for (const auto* each : at.learners) {
    Prior before;
    const bool wanted = strategy_choice::is_of(rule, *each, at.year) && each->in_year(at.year)->has(stay_fsm) && !served.contains(each);
    if (!wanted || !prior(*each, at.year, before) || !before.able) continue;
    if (++reach_.missed <= 500) reach_.missed_upns.emplace_back(each->upn_in(at.year));
  }
}

void Strategies::measure_reach() {
  std::set<const Learner*> served;
  for (const auto& run : runs_)
    if (!run.rule->fund.empty()) reach_.year = std::max(reach_.year, run.year);
  if (reach_.year == 0) return;
  for (const auto& run : runs_)
    if (!run.rule->fund.empty() && run.year == reach_.year) served.insert(run.learners.begin(), run.learners.end());
  for (const auto& at : schools_of(reach_.year)) {
    const bool eligible = meets_rule(at);
    for (const auto* each : at.learners) {
      if (!strategy_choice::is_statutory(each->group_in(at.year))) continue;
      const auto& stay = *each->in_year(at.year);
      const bool meets = strategy_choice::meets(stay), has = served.contains(each);
      reach_.meeting += meets;
      reach_.served += has;
      reach_.served_meeting += meets && has;
      reach_.outside += stay.has(stay_fsm) && !eligible;
    }
    for (const auto& rule : n_.rules)
      if (rule.choose == "grant" && is_run_at(rule, at)) miss(rule, at, served);
  }
}

namespace strategy_file {

std::string pounds(std::int64_t pence) {
  const auto rest = pence % 100;
  return std::to_string(pence / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

Date first_day(const StrategyRun& run) { return Date(run.year - 1, 10, 1); }

Date last_day(const StrategyRun& run) {
  const Date summer(run.year, 7, 9);
  const auto until = Date::parse(run.rule->until);
  return until && *until < summer ? *until : summer;
}

void write_names(const StrategyNumbers& n, Output& output) {
  CsvRows rows("strategy,name_en,name_cy,target_group,outcome,comparison,evaluation_date");
  for (const auto& rule : n.rules) {
    rows << rule.id << rule.name.en << rule.name.cy << rule.who << rule.outcome << rule.comparison << rule.evaluation;
    rows.end();
  }
  output.write({"strategy/strategies.csv", "strategy", "", "", 0, rows.rows(), ""}, rows.text());
}

struct Dose {
  int sessions;
  std::string fidelity;
};

Dose dose_of(const World& world, const StrategyRun& run, const Learner& learner) {
  const auto& n = world.settings.strategies;
  auto draws = RandomStream(world.request.seed, "strategy-dose-" + run.rule->id).at(learner.id, static_cast<std::uint32_t>(run.year));
  const int sessions = static_cast<int>(std::lround(run.rule->sessions * (0.7 + 0.3 * draws.uniform())));
  const auto hundredths = std::lround(100 * (n.least_fidelity + (n.most_fidelity - n.least_fidelity) * draws.uniform()));
  return {sessions, pounds(hundredths)};
}

}  // namespace strategy_file

void write_strategies(const Nation& nation, const Strategies& strategies, Output& output) {
  using namespace strategy_file;
  const auto& world = nation.world;
  if (strategies.runs().empty()) return;
  write_names(world.settings.strategies, output);
  CsvRows runs("run,strategy,school,fund,cost,from,to,mode,stage"), participation("run,upn,school,sessions,fidelity,from,to,mode");
  for (const auto& run : strategies.runs()) {
    const auto id = run.id(world);
    const auto& school = world.schools[run.school].number;
    std::int64_t pence = 0;
    for (const auto* learner : run.learners) {
      const auto dose = dose_of(world, run, *learner);
      pence += std::int64_t{dose.sessions} * run.rule->pence;
      participation << id << learner->upn_in(run.year) << school << dose.sessions << dose.fidelity << first_day(run) << last_day(run) << run.rule->mode;
      participation.end();
    }
    runs << id << run.rule->id << school << run.rule->fund << pounds(pence) << first_day(run) << last_day(run) << run.rule->mode
         << (run.year < Request::last_year ? "ended" : "running");
    runs.end();
  }
  output.write({"strategy/runs.csv", "strategy-run", "", "", 0, runs.rows(), ""}, runs.text());
  output.write({"strategy/participation.csv", "support", "", "", 0, participation.rows(), ""}, participation.text());
}

}  // namespace potensial::demonstration
