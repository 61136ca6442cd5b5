#include "service/find.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

#include "base/parallel.hpp"
#include "catalogue/stage_measures.hpp"
#include "insight/completeness.hpp"
#include "service/scope_schools.hpp"
#include "store/audit_log.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace {

constexpr int most_years_pooled = 5;
constexpr std::size_t schools_listed = 5;
constexpr std::string_view everything = "W92000004";

struct StageQuestion {
  catalogue::StageView view;
  std::vector<std::string> indicators;
  AcademicYear from, to;
};

struct YearsAsked {
  AcademicYear from, to;
};

std::optional<YearsAsked> years_asked(const std::vector<AcademicYear>& loaded, const FindRequest& request) {
  if (loaded.empty()) return std::nullopt;
  YearsAsked years{loaded.front(), request.to.value_or(loaded.back())};
  if (request.from) years.from = *request.from;
  const AcademicYear earliest{static_cast<std::int16_t>(years.to.summer - most_years_pooled + 1)};
  years.from = std::max(years.from, earliest);
  return years;
}

std::vector<std::string> indicators_asked(const catalogue::StageView& view, const FindRequest& request) {
  if (request.indicator.empty()) return view.searched;
  const auto here = catalogue::outcome_at_stage(view, request.indicator);
  return here ? std::vector{*here} : std::vector<std::string>{};
}

// The stages that the request is about and for which a census is loaded.
Result<std::vector<StageQuestion>> questions(Home& home, const FindRequest& request) {
  std::vector<StageQuestion> asked;
  const auto loaded = home.census_years("");
  const auto newest = request.to.value_or(loaded.empty() ? AcademicYear{2010} : loaded.back());
  const auto views = home.stage_views(newest);
  if (!views) return std::unexpected(views.error());
  bool known_indicator = false;
  for (const auto& view : *views) {
    auto indicators = indicators_asked(view, request);
    known_indicator = known_indicator || !indicators.empty();
    const auto years = years_asked(home.census_years(view.organisation), request);
    if (!indicators.empty() && years) asked.push_back({view, std::move(indicators), years->from, years->to});
  }
  if (!loaded.empty() && !std::ranges::any_of(*views, [](const auto& view) { return view.organisation.empty(); }))
    return refuse(Blame::input, "find.nothing-defined", {{"year", std::to_string(newest.summer)}});
  if (!known_indicator) return refuse(Blame::input, "find.not-searched", {{"indicator", request.indicator}});
  if (asked.empty()) return refuse(Blame::input, "find.nothing-loaded");
  return asked;
}

std::vector<std::uint32_t> all_schools(const Cohort& cohort) {
  std::vector<std::uint32_t> all(cohort.schools.size());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

std::vector<std::string> scopes_of(const StageStudy& study, const FindRequest& request) {
  if (!request.scope.empty()) return {request.scope == everything ? study.population : request.scope};
  std::vector<std::string> scopes{study.population};
  if (study.cohort.authorities.size() > 1)
    scopes.insert(scopes.end(), study.cohort.authorities.begin(), study.cohort.authorities.end());
  return scopes;
}

std::vector<std::size_t> rows_of_schools(const Cohort& cohort, std::span<const std::uint32_t> schools) {
  std::vector<std::uint8_t> wanted(cohort.schools.size(), 0);
  for (const auto school : schools) wanted[school] = 1;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (wanted[cohort.school[row]]) rows.push_back(row);
  return rows;
}

void note_incomplete(ScopeSearch& search, const StageStudy& study, std::span<const std::size_t> rows) {
  for (const auto& each : insight::incomplete(study.cohort, rows, study.rules.verdict.least_characteristic_known)) {
    const auto* column = study.cohort.characteristic(each.characteristic);
    if (!column || !column->definition.searched) continue;
    search.incomplete.push_back(column->definition.name);
    search.incomplete_share.push_back(1 - each.unrecorded_share());
  }
}

// One search to be made: an outcome in some of the cohort's schools.
struct SearchTask {
  const insight::IndicatorStandards* standards;
  std::string scope;
  std::vector<std::uint32_t> schools;
};

std::vector<SearchTask> search_tasks(Home& home, const StageStudy& study, const FindRequest& request) {
  std::vector<SearchTask> tasks;
  for (const auto& scope : scopes_of(study, request)) {
    const auto schools = scope == study.population ? all_schools(study.cohort) : schools_in_scope(home, study.cohort, scope, study.to);
    for (const auto& standards : study.standards) tasks.push_back({&standards, scope, schools});
  }
  std::ranges::stable_sort(tasks, {}, &SearchTask::standards);
  return tasks;
}

ScopeSearch searched(const StageStudy& study, const SearchTask& task, const FindRequest& request, unsigned threads, WorkWatch* watch) {
  const auto& indicator = task.standards->indicator;
  ScopeSearch search{indicator.id, task.scope, study.population, indicator.name, study.view.stage, study.from, study.to};
  const auto rows = rows_of_schools(study.cohort, task.schools);
  search.learners = rows.size();
  search.schools = task.schools.size();
  if (task.schools.size() < study.rules.search.min_clusters) {
    search.not_judged = Refusal{Blame::input, "find.too-few-schools",
                                {{"schools", std::to_string(task.schools.size())}, {"needed", std::to_string(study.rules.search.min_clusters)}}};
    return search;
  }
  note_incomplete(search, study, rows);
  auto options = study.rules.search;
  options.threads = threads;
  options.watch = watch;
  options.min_size = std::max(options.min_size, static_cast<std::uint32_t>(request.least_learners));
  auto found = insight::find_groups(study.cohort, *task.standards, study.comparators, study.rules.verdict,
                                    {task.scope, task.schools, study.from, study.to, options, schools_listed});
  if (found) search.groups = std::move(*found);
  else search.not_judged = found.error();
  return search;
}

// After what is expected of everybody was worked out: which groups are looked for changes nothing of that.
void keep_characteristics(Cohort& cohort, const std::vector<std::string>& asked) {
  if (asked.empty()) return;
  std::erase_if(cohort.characteristics, [&](const CharacteristicColumn& column) { return std::ranges::find(asked, column.definition.id) == asked.end(); });
}

// Searches run side by side. The population's is as large as all others together and ends last, so it may use
// every thread that the others leave idle.
std::vector<ScopeSearch> side_by_side(const StageStudy& study, const std::vector<SearchTask>& tasks, const FindRequest& request) {
  enter(request.watch, "searching", tasks.size());
  WorkWatch unseen(request.watch ? request.watch->token() : std::stop_token());
  std::vector<ScopeSearch> searches(tasks.size());
  parallel_for(tasks.size(), request.threads, [&](std::size_t i) {
    if (unseen.stopped()) return;
    searches[i] = searched(study, tasks[i], request, tasks[i].scope == study.population ? request.threads : 1, &unseen);
    advance(request.watch);
  });
  return searches;
}

Result<void> search_stage(Home& home, const StageQuestion& question, const FindRequest& request, FindAnswer& answer) {
  auto study = study_stage(home, question.view, question.indicators, question.from, question.to, StudyPurpose::search, request.watch);
  if (!study && study.error().code == "cohort.no-census") return {};
  if (!study) return std::unexpected(study.error());
  keep_characteristics(study->cohort, request.characteristics);
  const auto tasks = search_tasks(home, *study, request);
  if (tasks.size() == 1) answer.searches.push_back(searched(*study, tasks.front(), request, request.threads, request.watch));
  else std::ranges::move(side_by_side(*study, tasks, request), std::back_inserter(answer.searches));
  return goes_on(request.watch);
}

Result<void> search_stages(Home& home, const std::vector<StageQuestion>& asked, const FindRequest& request, FindAnswer& answer) {
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (request.watch) request.watch->enter_part(asked[i].view.stage, i + 1, asked.size());
    if (auto done = search_stage(home, asked[i], request, answer); !done) return done;
  }
  return {};
}

void keep(Home& home, const FindRequest& request, FindAnswer& answer) {
  store::Transaction transaction(home.ledger());
  for (auto& search : answer.searches)
    for (auto* list : {&search.groups.findings, &search.groups.small, &search.groups.does_better, &search.groups.beside_others})
      answer.new_or_changed += store::keep_findings(home.ledger(), *list, request.actor, request.at);
  store::append_audit(home.ledger(), {request.at, request.actor, "find", "findings/" + (request.scope.empty() ? "all" : request.scope), {}});
  if (request.keep_with) request.keep_with(home.ledger(), answer);
  transaction.commit();
}

}  // namespace

Result<FindAnswer> find(Home& home, const FindRequest& request) {
  if (!request.scope.empty() && !home.organisation(request.scope))
    return refuse(Blame::input, "find.unknown-scope", {{"scope", request.scope}});
  const auto asked = questions(home, request);
  if (!asked) return std::unexpected(asked.error());
  FindAnswer answer;
  if (auto done = search_stages(home, *asked, request, answer); !done) return std::unexpected(done.error());
  if (!request.keep) return answer;
  if (request.watch && !request.watch->begin_end()) return refuse(Blame::input, "work.stopped");
  keep(home, request, answer);
  return answer;
}

}  // namespace potensial::service
