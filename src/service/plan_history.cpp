#include "service/plan_history.hpp"

#include <algorithm>
#include <map>

#include "service/history_figures.hpp"
#include "service/history_steps.hpp"
#include "service/plan_answers.hpp"
#include "service/submission_context.hpp"
#include "store/audit_log.hpp"
#include "store/need_analysis_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace plan_history_detail {

constexpr const char* plan_stages = "school-spending-plan";
constexpr const char* score_stages = "school-plan-score";

using Versions = std::map<std::string, PlanRows>;  // "1", "2"
using Plans = std::map<std::string, Versions>;     // by plan, and so by year

struct Tables {
  HistoryTable plans, priorities, lines;

  explicit Tables(const std::filesystem::path& folder)
      : plans(folder / "plans.csv", plan_columns), priorities(folder / "plan_priorities.csv", plan_priority_columns), lines(folder / "plan_lines.csv", plan_line_columns) {}

  Result<void> read() {
    for (auto* each : {&plans, &priorities, &lines})
      if (auto done = each->read(); !done) return done;
    return {};
  }
};

Result<void> gather(const HistoryTable& table, HistoryRows PlanRows::*part, Plans& plans) {
  for (const auto& row : table.rows()) {
    const auto plan = plans.find(row.text("plan"));
    const auto unknown = [&] { return refuse(Blame::file, "money.plan-unknown", {{"plan", row.text("plan")}}); };
    if (plan == plans.end()) return unknown();
    const auto version = plan->second.find(row.text("version"));
    if (version == plan->second.end()) return unknown();
    (version->second.*part).push_back(&row);
  }
  return {};
}

Result<Plans> gathered(const Tables& tables) {
  Plans plans;
  for (const auto& row : tables.plans.rows()) plans[row.text("plan")][row.text("version")].plan = &row;
  if (auto done = gather(tables.priorities, &PlanRows::priorities, plans); !done) return std::unexpected(done.error());
  if (auto done = gather(tables.lines, &PlanRows::lines, plans); !done) return std::unexpected(done.error());
  return plans;
}

bool is_known(Home& home, const HistoryRow& row, FinancialYear year) {
  return std::ranges::any_of(store::submissions_of(home.ledger(), plan_stages, row.text("school")), [&](const Submission& each) { return each.about == year.text(); });
}

class PlanLoader {
 public:
  PlanLoader(Home& home, const std::string& id, const Versions& versions, FinancialYear year, PlansLoaded& loaded)
      : home_(home), file_id_(id), versions_(versions), year_(year), school_(row().text("school")), loaded_(loaded) {}

  Result<void> load() {
    for (const auto step : {&PlanLoader::begin, &PlanLoader::hand_in, &PlanLoader::comment, &PlanLoader::score, &PlanLoader::agree})
      if (auto done = (this->*step)(); !done) return done;
    ++loaded_.plans;
    return add_cost();
  }

 private:
  const PlanRows& last() const { return versions_.rbegin()->second; }
  const HistoryRow& row() const { return *last().plan; }

  StepTaker head(Date day) const { return history_taker(home_, "head-" + school_, "headteacher", day); }
  StepTaker adviser(Date day) const { return history_taker(home_, "adviser-" + authority_, "school-adviser", day); }
  StepTaker officer(Date day) const { return history_taker(home_, "officer-" + authority_, "authority-grants-officer", day); }

  Result<void> begin() {
    const auto* school = home_.organisation(school_);
    if (!school || school->kind != OrganisationKind::school) return refuse(Blame::file, "money.plan-school", {{"plan", file_id_}, {"school", school_}});
    authority_ = school->authority;
    const auto day = versions_.begin()->second.plan->day("handed_in");
    if (!day) return std::unexpected(day.error());
    auto figures = history_figures(home_, last().priorities, year_.first_day(), AcademicYear{static_cast<std::int16_t>(year_.begins - 1)});
    if (!figures) return std::unexpected(figures.error());
    store::add_need_analysis(home_.ledger(), {.id = {}, .organisation = school_, .figures = std::move(*figures), .sha256 = {}, .actor = history_actor, .at = noon(*day)});
    const auto id = begin_submission(home_, {plan_stages, school_, year_.text()}, noon(*day));
    if (!id) return std::unexpected(id.error());
    id_ = *id;
    return {};
  }

  Result<void> hand_in() {
    for (const auto& [version, rows] : versions_)
      if (auto done = hand_in_version(rows, &rows == &last()); !done) return done;
    return {};
  }

  Result<void> hand_in_version(const PlanRows& rows, bool is_last) {
    const auto day = rows.plan->day("handed_in");
    auto answers = plan_answers(rows);
    if (!day || !answers) return std::unexpected(day ? answers.error() : day.error());
    auto opened = write_with_available(*answers, *day);
    if (!opened) return std::unexpected(opened.error());
    const auto problems = problems_of(home_, *opened);
    loaded_.with_problems += !problems.empty() && !is_last;
    if (!is_last) return {};
    if (!problems.empty())
      return refuse(Blame::file, "money.plan-problems", {{"plan", file_id_}, {"n", std::to_string(problems.size())}, {"first", problems.front().path.text()}});
    return take_step(head(*day), *opened, "submit", {});
  }

  Result<OpenedSubmission> write_with_available(form::Answers& answers, Date day) {
    const auto before = opened_submission(home_, id_);
    if (!before) return before;
    if (const auto available = money_available(home_, *before)) answers.values.emplace("available", available->count);
    return write_history(id_, answers, head(day));
  }

  Result<void> comment() {
    const auto day = row().day("commented");
    if (!day) return std::unexpected(day.error());
    return take_history_step(id_, adviser(*day), "comment", {{"comment", row().text("comment")}});
  }

  Result<void> score() {
    const auto day = row().day("scored");
    if (!day) return std::unexpected(day.error());
    const auto id = begin_submission(home_, {score_stages, school_, id_}, noon(*day));
    if (!id) return std::unexpected(id.error());
    const auto opened = write_history(*id, plan_score_answers(row(), id_), officer(*day));
    return opened ? take_step(officer(*day), *opened, "sign", {}) : std::unexpected(opened.error());
  }

  Result<void> agree() {
    const auto by_head = row().day("signed"), by_officer = row().day("agreed");
    if (!by_head || !by_officer) return std::unexpected(by_head ? by_officer.error() : by_head.error());
    if (auto done = take_history_step(id_, head(*by_head), "sign"); !done) return done;
    return take_history_step(id_, officer(*by_officer), "agree");
  }

  Result<void> add_cost() {
    loaded_.lines += last().lines.size();
    const auto total = row().money("total");
    if (!total) return std::unexpected(total.error());
    loaded_.planned.count += total->count;
    return {};
  }

  Home& home_;
  const std::string& file_id_;
  const Versions& versions_;
  FinancialYear year_;
  std::string school_, authority_, id_;
  PlansLoaded& loaded_;
};

Result<void> load_one(Home& home, const std::string& id, const Versions& versions, PlansLoaded& loaded) {
  const auto& row = *versions.rbegin()->second.plan;
  const auto year = row.year("year");
  if (!year) return std::unexpected(year.error());
  if (!is_known(home, row, *year)) return PlanLoader(home, id, versions, *year, loaded).load();
  ++loaded.unchanged;
  return {};
}

}  // namespace plan_history_detail

Result<PlansLoaded> load_plans(Home& home, const std::filesystem::path& folder, const std::string& by, std::chrono::sys_seconds at) {
  using namespace plan_history_detail;
  Tables tables(folder);
  if (auto read = tables.read(); !read) return std::unexpected(read.error());
  const auto plans = gathered(tables);
  if (!plans) return std::unexpected(plans.error());
  PlansLoaded loaded;
  store::Transaction transaction(home.ledger());
  for (const auto& [id, versions] : *plans)
    if (auto done = load_one(home, id, versions, loaded); !done) return std::unexpected(done.error());
  store::append_audit(home.ledger(), {at, history_actor, "import-money", "file/plans.csv", by});
  transaction.commit();
  return loaded;
}

}  // namespace potensial::service
