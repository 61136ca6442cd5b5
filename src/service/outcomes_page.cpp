#include "service/outcomes_page.hpp"

#include <array>
#include <initializer_list>
#include <map>

#include "insight/figure.hpp"
#include "insight/page_parts.hpp"
#include "service/followed_outcomes.hpp"
#include "service/submission_page.hpp"
#include "store/outcome_comment_store.hpp"

namespace potensial::service {
namespace outcome_view {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

using Counts = std::map<OutcomeState, std::int64_t>;

constexpr std::array states{std::pair{OutcomeState::met, "outcome.met"},
                            std::pair{OutcomeState::not_met, "outcome.not-met"},
                            std::pair{OutcomeState::no_results, "outcome.no-results"},
                            std::pair{OutcomeState::too_few, "outcome.too-few"},
                            std::pair{OutcomeState::redefined, "outcome.redefined"},
                            std::pair{OutcomeState::earlier_years, "outcome.earlier-years"},
                            std::pair{OutcomeState::not_defined, "outcome.not-defined"},
                            std::pair{OutcomeState::unread, "outcome.unread"}};

Phrase state_phrase(OutcomeState state) {
  for (const auto& [each, message] : states)
    if (each == state) return phrase(message);
  return {};
}

struct Outcome {
  const PlannedOutcome* planned = nullptr;
  OutcomeResult result;
};

std::vector<Outcome> results_of(Call& call, const Organisation& place, const std::vector<PlannedOutcome>& planned) {
  std::vector<Outcome> outcomes;
  for (const auto& each : planned) outcomes.push_back({&each, result_of(call, place, each)});
  return outcomes;
}

Phrase group_name(const Outcome& each) {
  const bool named = each.planned->group == "all" || !each.result.figure.conditions.empty();
  return named ? insight::group_phrase(each.result.figure.conditions) : verbatim(each.planned->group);
}

Phrase indicator_name(Home& home, const std::string& id) {
  const auto* definition = home.catalogue().newest("indicator", id);
  return definition ? verbatim(definition->name) : verbatim(id);
}

bool has_value(const OutcomeResult& result) { return result.figure.known == FigureKnown::known; }

Cell value_cell(const std::string& place, const Outcome& each) {
  const auto& figure = each.result.figure;
  if (each.result.state == OutcomeState::too_few) return {Mark::too_few, {}};
  if (!has_value(each.result)) return {Mark::not_collected, {}};
  const auto year = each.planned->year();
  if (!figure.shown) return {Quantity{figure.value, figure.unit}, {}};
  return {Quantity{figure.value, figure.unit}, insight::in_years(insight::figure_link(place, each.planned->indicator, figure.conditions), year, year)};
}

Cell number_cell(const Outcome& each, double value) { return {Quantity{value, has_value(each.result) ? each.result.figure.unit : Unit::score}, {}}; }

Cell day_cell(Date day) { return cell(phrase("insight.day", {{"day", day}})); }

Row outcome_row(Home& home, const std::string& place, const Outcome& each) {
  return {{cell(group_name(each)), cell(state_phrase(each.result.state)), value_cell(place, each), number_cell(each, each.planned->target), number_cell(each, each.planned->baseline),
           day_cell(each.planned->date), cell(indicator_name(home, each.planned->indicator)), each.planned->heading.empty() ? Cell{} : cell(verbatim(each.planned->heading))}};
}

Table outcomes_table(Home& home, const OpenedSubmission& opened, const std::vector<Outcome>& outcomes) {
  Table table{"outcomes-" + opened.kept.id, phrase("outcome.table", {{"id", opened.kept.id}}),
              {text_column("outcome.column.group"), text_column("outcome.column.result"), number_column("outcome.column.value"), number_column("outcome.column.target"),
               number_column("outcome.column.baseline"), text_column("outcome.column.day"), text_column("outcome.column.indicator"), text_column("outcome.column.of")},
              {}, phrase("outcome.none")};
  for (const auto& each : outcomes) table.rows.push_back(outcome_row(home, opened.kept.organisation, each));
  return table;
}

// "boys, Reading, Year 6, by 31 August 2008"
Phrase name_of(Home& home, const Outcome& each) {
  return phrase("outcome.name", {{"group", one(group_name(each))}, {"indicator", one(indicator_name(home, each.planned->indicator))}, {"day", each.planned->date}});
}

Phrase name_of_comment(Home& home, const std::vector<Outcome>& outcomes, const OutcomeComment& comment) {
  for (const auto& each : outcomes)
    if (each.planned->key() == comment.outcome) return name_of(home, each);
  return phrase("outcome.no-longer", {{"outcome", comment.outcome}});
}

std::vector<Block> comments_of(Call& call, const OpenedSubmission& opened, const std::vector<Outcome>& outcomes) {
  const auto comments = store::outcome_comments(call.home.ledger(), opened.kept.id);
  if (comments.empty()) return {};
  Table table{"comments-" + opened.kept.id, phrase("outcome.comments", {{"id", opened.kept.id}}),
              {text_column("outcome.column.outcome"), text_column("outcome.column.words"), text_column("outcome.column.by"), text_column("outcome.column.at")}, {}, phrase("outcome.none")};
  for (const auto& each : comments)
    table.rows.push_back({{cell(name_of_comment(call.home, outcomes, each)), cell(verbatim(each.words)), cell(verbatim(each.actor)), day_cell(Date::of(each.at))}});
  return {std::move(table)};
}

std::vector<Block> comment_form(Call& call, const OpenedSubmission& opened, const std::vector<Outcome>& outcomes) {
  if (!call.may("comment-on-outcome", opened.kept.organisation).allowed) return {};
  std::vector<Choice> choices{{"", phrase("submission.choose")}};
  for (const auto& each : outcomes) choices.push_back({each.planned->key(), name_of(call.home, each)});
  Form form{"comment-" + opened.kept.id, {"comment-on-outcome", opened.kept.id, ""},
            {{.name = "outcome", .kind = FieldKind::select, .label = phrase("outcome.which"), .choices = std::move(choices)},
             {.name = "words", .kind = FieldKind::paragraph, .label = phrase("outcome.comment"), .hint = phrase("outcome.comment-hint")}},
            phrase("outcome.add-comment")};
  return {Details{phrase("outcome.add-comment"), {std::move(form)}}};
}

Counts counts_of(const std::vector<Outcome>& outcomes) {
  Counts counts;
  for (const auto& each : outcomes) ++counts[each.result.state];
  return counts;
}

std::int64_t count(const Counts& counts, std::initializer_list<OutcomeState> among) {
  std::int64_t sum = 0;
  for (const auto state : among)
    if (const auto found = counts.find(state); found != counts.end()) sum += found->second;
  return sum;
}

// What cannot be said yet, and what cannot be said at all.
std::int64_t waiting(const Counts& counts) { return count(counts, {OutcomeState::no_results, OutcomeState::unread}); }
std::int64_t unsaid(const Counts& counts) { return count(counts, {OutcomeState::too_few, OutcomeState::redefined, OutcomeState::earlier_years, OutcomeState::not_defined}); }

Sentence key_of(const Counts& counts) {
  return {phrase("outcome.key", {{"met", count(counts, {OutcomeState::met})}, {"said", count(counts, {OutcomeState::met, OutcomeState::not_met})},
                                 {"waiting", waiting(counts)}, {"unsaid", unsaid(counts)}}), Weight::key};
}

Sentence no_effect() { return {phrase("outcome.no-effect"), Weight::body}; }

void add_plan(std::vector<Block>& blocks, Call& call, const FollowedPlan& plan, const std::vector<Outcome>& outcomes) {
  blocks.push_back(Heading{submission_title(call.home, plan.opened), "plan-" + plan.opened.kept.id});
  blocks.push_back(List{{{phrase("outcome.plan", {{"id", plan.opened.kept.id}, {"about", plan.opened.guidance ? Argument(plan.opened.guidance->name) : Argument(plan.opened.kept.about)}}),
                          Target{plan.opened.stages.noun, plan.opened.kept.id, ""}}}});
  blocks.push_back(outcomes_table(call.home, plan.opened, outcomes));
  append(blocks, comments_of(call, plan.opened, outcomes));
  append(blocks, comment_form(call, plan.opened, outcomes));
}

Cell count_cell(std::int64_t count) { return {Quantity{static_cast<double>(count), Unit::count}, {}}; }

// Schools by name, with how many of their outcomes are met; no order of merit.
Table schools_table(Call& call, const Organisation& authority) {
  std::map<std::string, Counts> by_school;
  const auto belongs = [&](const std::string& id) {
    const auto* known = call.home.organisation(id);
    return known && known->kind == OrganisationKind::school && known->authority == authority.id;
  };
  for (const auto& plan : followed_plans(call.home, belongs))
    for (const auto& [state, count] : counts_of(results_of(call, *call.home.organisation(plan.opened.kept.organisation), plan.outcomes)))
      by_school[plan.opened.kept.organisation][state] += count;
  Table table{"schools", phrase("outcome.schools"),
              {text_column("outcome.column.school"), number_column("outcome.column.met"), number_column("outcome.column.not-met"), number_column("outcome.column.waiting"),
               number_column("outcome.column.unsaid")},
              {}, phrase("outcome.no-schools")};
  table.by_name = true;
  const auto names = call.home.names();
  for (const auto& [school, counts] : by_school)
    table.rows.push_back({{link_cell(insight::name_of(names, school), Target{"outcomes", school, ""}), count_cell(count(counts, {OutcomeState::met})),
                           count_cell(count(counts, {OutcomeState::not_met})), count_cell(waiting(counts)), count_cell(unsaid(counts))}});
  return table;
}

}  // namespace outcome_view

Page outcomes_page(Call& call, const Organisation& place) {
  using namespace outcome_view;
  Page page;
  page.address = {"outcomes", place.id, ""};
  page.title = phrase("outcome.title", {{"place", place.name}});
  page.section = "target";
  page.invented = call.invented;
  page.trail = {{phrase("submission.all"), Target{"bids", "", ""}}};
  Counts counts;
  std::vector<Block> plans;
  for (const auto& plan : followed_plans(call.home, [&](const std::string& id) { return id == place.id; })) {
    const auto outcomes = results_of(call, place, plan.outcomes);
    for (const auto& [state, count] : counts_of(outcomes)) counts[state] += count;
    add_plan(plans, call, plan, outcomes);
  }
  page.blocks = {plans.empty() ? Sentence{phrase("outcome.nothing"), Weight::key} : key_of(counts), no_effect(), Sentence{phrase("outcome.when"), Weight::note}};
  if (place.kind == OrganisationKind::authority) page.blocks.push_back(schools_table(call, place));
  append(page.blocks, std::move(plans));
  return page;
}

std::vector<Block> outcome_blocks(Call& call, const OpenedSubmission& opened) {
  using namespace outcome_view;
  const auto planned = outcomes_handed_on(call.home, opened);
  const auto* place = call.home.organisation(opened.kept.organisation);
  if (!planned || planned->empty() || !place) return {};
  const auto outcomes = results_of(call, *place, *planned);
  std::vector<Block> blocks{Heading{phrase("outcome.heading"), "outcomes"}, key_of(counts_of(outcomes)), no_effect(), outcomes_table(call.home, opened, outcomes)};
  append(blocks, comments_of(call, opened, outcomes));
  append(blocks, comment_form(call, opened, outcomes));
  blocks.push_back(List{{{phrase("outcome.title", {{"place", place->name}}), Target{"outcomes", place->id, ""}}}});
  return blocks;
}

}  // namespace potensial::service
