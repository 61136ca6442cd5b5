#include "service/plans_page.hpp"

#include <algorithm>
#include <set>

#include "insight/page_parts.hpp"
#include "service/group_strategies.hpp"
#include "service/joint_work_table.hpp"
#include "service/scored_plans.hpp"

namespace potensial::service {
namespace plans_view {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

constexpr std::size_t most_years = 5;

std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

bool is_within(const Home& home, const Organisation& place, const std::string& id) {
  const auto* known = home.organisation(id);
  return id == place.id || (known && known->kind == OrganisationKind::school && known->authority == place.id);
}

std::vector<FinancialYear> years_of(const std::vector<ScoredPlan>& plans) {
  std::set<FinancialYear, std::greater<>> years;
  for (const auto& each : plans) years.insert(each.year());
  return {years.begin(), years.end()};
}

// The newest form of a score names the criteria and the grades.
std::vector<Criterion> criteria_known(const std::vector<ScoredPlan>& plans) {
  for (const auto& each : plans)
    if (each.score) return criteria_of(each.score->form);
  return {};
}

Text name_of_grade(const Criterion& criterion, const std::string& code) {
  const auto found = std::ranges::find(criterion.grades, code, &Grade::code);
  return found == criterion.grades.end() ? Text{code, code} : found->name;
}

// How many plans of each year got which grade, criterion by criterion.
Table spread_table(const std::vector<ScoredPlan>& plans, std::vector<FinancialYear> years) {
  years.resize(std::min(years.size(), most_years));
  Table table{"spread", phrase("plans.spread"), {text_column("plans.column.grade")}, {}, phrase("plans.no-scores")};
  std::vector<GradeCounts> counts;
  for (const auto year : years) {
    table.columns.push_back({verbatim(year.text()), Align::number});
    counts.push_back(grade_counts(plans, year));
  }
  for (const auto& criterion : criteria_known(plans))
    for (const auto& grade : criterion.grades) {
      Row row{{cell(phrase("plans.criterion-grade", {{"criterion", criterion.name}, {"grade", grade.name}}))}};
      for (const auto& of_year : counts) {
        const auto found = of_year.find({criterion.id, grade.code});
        row.cells.push_back({Quantity{found == of_year.end() ? 0.0 : static_cast<double>(found->second), Unit::count}, {}});
      }
      table.rows.push_back(std::move(row));
    }
  return table;
}

Phrase state_of(const OpenedSubmission& plan) {
  const auto* state = plan.stages.state(plan.state);
  return state ? verbatim(state->name) : verbatim(plan.state);
}

// The first cell leads to the plan, on which the reasons stand; a grade leads to the score.
Row plan_row(Cell heading, const ScoredPlan& each, const std::vector<Criterion>& criteria) {
  Row row{{std::move(heading), cell(state_of(each.plan))}};
  for (const auto& criterion : criteria) {
    const auto grade = each.score ? grade_given(*each.score, criterion.id) : std::string();
    row.cells.push_back(grade.empty() ? Cell{} : link_cell(verbatim(name_of_grade(criterion, grade)), Target{"assessment", each.score->kept.id, ""}));
  }
  return row;
}

Table plans_table(const char* title, const char* first, const std::vector<Criterion>& criteria) {
  Table table{"plans", phrase(title), {text_column(first), text_column("submission.column.state")}, {}, phrase("plans.none")};
  for (const auto& each : criteria) table.columns.push_back({verbatim(each.name), Align::text});
  return table;
}

Table plans_of_schools(Home& home, const std::vector<ScoredPlan>& plans, FinancialYear year) {
  const auto criteria = criteria_known(plans);
  auto table = plans_table("plans.of-schools", "plans.column.school", criteria);
  table.by_name = true;
  const auto names = home.names();
  for (const auto& each : plans)
    if (each.year() == year)
      table.rows.push_back(plan_row(link_cell(insight::name_of(names, each.plan.kept.organisation), Target{"plan", each.plan.kept.id, ""}), each, criteria));
  return table;
}

Table plans_of_school(const std::vector<ScoredPlan>& plans) {
  const auto criteria = criteria_known(plans);
  auto table = plans_table("plans.of-years", "plans.column.year", criteria);
  for (const auto& each : plans) table.rows.push_back(plan_row(link_cell(verbatim(each.year().text()), Target{"plan", each.plan.kept.id, ""}), each, criteria));
  return table;
}

// Another year is asked for in a form, so that no page leads to years without end.
Form year_form(const Organisation& place, const std::vector<FinancialYear>& years, FinancialYear year) {
  std::vector<Choice> choices;
  for (const auto each : years) choices.push_back({each.text(), verbatim(each.text())});
  Form form{"year", {"plans", place.id, ""}, {{.name = "year", .kind = FieldKind::select, .label = phrase("plans.column.year"), .value = year.text(), .choices = std::move(choices)}}, phrase("plans.show")};
  form.asks = true;
  return form;
}

Sentence key_of(const std::vector<ScoredPlan>& plans, FinancialYear year) {
  std::set<std::string> handed_on, scored;
  for (const auto& each : plans) {
    if (each.year() != year) continue;
    handed_on.insert(each.plan.kept.organisation);
    if (each.score) scored.insert(each.plan.kept.organisation);
  }
  return {phrase("plans.key", {{"n", whole(handed_on.size())}, {"scored", whole(scored.size())}, {"year", year.text()}}), Weight::key};
}

Result<FinancialYear> year_asked(const Call& call, const std::string& year, const std::vector<FinancialYear>& years) {
  if (year.empty()) return years.empty() ? FinancialYear::of(call.today()) : years.front();
  const auto asked = FinancialYear::parse(year);
  return asked ? Result<FinancialYear>(*asked) : refuse(Blame::input, "plans.unknown-year", {{"parameter", "year"}, {"year", year}});
}

Page frame(const Call& call, const Organisation& place) {
  Page page;
  page.address = {"plans", place.id, ""};
  page.title = phrase("plans.title", {{"place", place.name}});
  page.section = "target";
  page.invented = call.invented;
  page.trail = {{phrase("submission.all"), Target{"bids", "", ""}}};
  return page;
}

void add_authority(Page& page, Call& call, const Organisation& place, const std::vector<ScoredPlan>& plans, FinancialYear year) {
  const auto years = years_of(plans);
  page.blocks.push_back(key_of(plans, year));
  page.blocks.push_back(spread_table(plans, years));
  page.blocks.push_back(Sentence{phrase("plans.spread-note"), Weight::note});
  page.blocks.push_back(plans_of_schools(call.home, plans, year));
  append(page.blocks, joint_plan_blocks(call, plans, year));
  if (years.size() > 1) page.blocks.push_back(year_form(place, years, year));
}

}  // namespace plans_view

Result<Page> plans_page(Call& call, const Organisation& place, const std::string& year) {
  using namespace plans_view;
  const auto plans = scored_plans(call.home, [&](const std::string& id) { return is_within(call.home, place, id); });
  const auto asked = year_asked(call, year, years_of(plans));
  if (!asked) return std::unexpected(asked.error());
  auto page = frame(call, place);
  if (!year.empty()) page.address.query = {{"year", asked->text()}};
  if (place.kind == OrganisationKind::school) page.blocks.push_back(plans_of_school(plans));
  else add_authority(page, call, place, plans, *asked);
  auto strategies = strategy_blocks(call, place);
  if (!strategies) return std::unexpected(strategies.error());
  append(page.blocks, std::move(*strategies));
  return page;
}

}  // namespace potensial::service
