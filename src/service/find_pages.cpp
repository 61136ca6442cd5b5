#include "service/find_pages.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "insight/page_parts.hpp"
#include "service/description_form.hpp"
#include "service/filled_forms.hpp"
#include "service/people_pages.hpp"
#include "service/search_offer.hpp"
#include "service/underway_page.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace find_page_parts {

using insight::cell;
using insight::count_cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;
using store::FindState;
using store::FindTask;

constexpr std::string_view nation_id = "W92000004", loaded = "loaded";
constexpr std::size_t most_listed = 25;

Argument as_argument(Phrase text) { return std::vector<Phrase>{std::move(text)}; }
std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

Phrase name_of_place(const Call& call, const std::string& place) {
  if (place == every_place) return phrase("find-task.everywhere");
  const auto* known = call.home.organisation(place);
  return known ? verbatim(known->name) : verbatim(place);
}

Phrase name_of_definition(const Call& call, std::string_view kind, const std::string& id) {
  const auto* definition = call.home.catalogue().newest(kind, id);
  return definition ? verbatim(definition->name) : verbatim(id);
}

Target list_of(const std::string& place) { return {"searches", "", "", {{"scope", place}}}; }
Target page_of(const FindTask& task) { return {"searches", std::to_string(task.id), ""}; }
Phrase number_phrase(const FindTask& task) { return phrase("find-task.number", {{"n", task.id}}); }
Phrase state_of(const FindTask& task) { return phrase("find-task.state." + std::string(store::word(task.state))); }

ListItem way_to_place(const Call& call, const std::string& place) {
  const auto* known = call.home.organisation(organisation_of_place(place));
  if (!known) return {name_of_place(call, place), {}};
  const bool wales = known->kind == OrganisationKind::nation;
  return {verbatim(known->name), Target{noun_of_place(*known), wales ? "" : known->id, ""}};
}

Page page_about(const Call& call, Target address, Phrase title) {
  Page page;
  page.address = std::move(address);
  page.title = std::move(title);
  page.section = "find";
  page.invented = call.invented;
  return page;
}

// The form.

std::vector<Choice> with_usual(const char* usual, std::vector<Choice> choices) {
  choices.insert(choices.begin(), Choice{"", phrase(usual)});
  return choices;
}

Field select(const char* name, const char* label, std::string value, std::vector<Choice> choices) {
  return {.name = name, .kind = FieldKind::select, .label = phrase(label), .value = std::move(value), .choices = std::move(choices)};
}

std::vector<Choice> place_choices(const Call& call) {
  std::vector<Choice> choices;
  for (const auto& place : places_of_searches(call, "start-search")) choices.push_back({place, name_of_place(call, place)});
  return choices;
}

std::string summer(AcademicYear year) { return year.summer ? std::to_string(year.summer) : std::string(); }

Form start_form(const Call& call, const SearchOffer& offer, const FindTask& asked) {
  const auto years = service::year_choices(offer.years);
  return {"start", {"start-search", "", ""},
          {select("scope", "explorer.scope", place_of_scope(asked.scope), place_choices(call)),
           select("indicator", "describe.filter.indicator", asked.indicator, with_usual("find-task.every-outcome", outcome_choices(offer))),
           select("from", "explorer.from", summer(asked.from), with_usual("find-task.usual-from", years)),
           select("to", "explorer.to", summer(asked.to), with_usual("find-task.usual-to", years))},
          phrase("find-task.start")};
}

// What is under way leads there; else the form, for whoever may use it.
std::vector<Block> form_blocks(Call& call, const FindTask& asked) {
  if (const auto busy = search_under_way(call.home.ledger(), asked.scope))
    return {Sentence{phrase("find-task.under-way"), Weight::key}, List{{{number_phrase(*busy), page_of(*busy)}}}};
  if (!call.may("start-search", organisation_of_place(place_of_scope(asked.scope))).allowed) return {};
  const auto offer = search_offer(call.home);
  if (!offer) return {Sentence{phrase_of(offer.error()), Weight::key}};
  return {start_form(call, *offer, asked), Sentence{phrase("find-task.takes"), Weight::note}};
}

// The searches that were made.

Phrase outcome_of(const Call& call, const FindTask& task) {
  return task.indicator.empty() ? phrase("find-task.every-outcome") : name_of_definition(call, "indicator", task.indicator);
}

Row task_row(const Call& call, const FindTask& task) {
  const bool done = task.state == FindState::done;
  return {{link_cell(number_phrase(task), page_of(task)), cell(state_of(task)), cell(outcome_of(call, task)), done ? count_cell(task.found) : Cell{},
           done ? count_cell(task.changed) : Cell{}, cell(verbatim(task.actor)), cell(instant_phrase(task.at))}};
}

Table tasks_table(Call& call, const std::string& scope) {
  Table table{"searches", phrase("find-task.made"),
              {text_column("find-task.column.search"), text_column("imports.column.state"), text_column("find-task.column.outcome"),
               number_column("find-task.column.found"), number_column("find-task.column.changed"), text_column("imports.column.who"),
               text_column("imports.column.when")},
              {}, phrase("find-task.none")};
  for (const auto& task : store::find_tasks_of(call.home.ledger(), scope, most_listed)) table.rows.push_back(task_row(call, task));
  return table;
}

List other_places(const Call& call, const std::string& place) {
  List list;
  for (const auto& other : places_of_searches(call, "see-searches"))
    if (other != place) list.items.push_back({name_of_place(call, other), list_of(other)});
  return list;
}

// One search.

Phrase year_phrase(AcademicYear year, const char* usual) { return year.summer ? phrase("imports.year", {{"year", year}}) : phrase(usual); }

Summary task_summary(const Call& call, const FindTask& task) {
  return {{{phrase("imports.column.state"), state_of(task)},
           {phrase("explorer.scope"), name_of_place(call, place_of_scope(task.scope))},
           {phrase("find-task.column.outcome"), outcome_of(call, task)},
           {phrase("explorer.from"), year_phrase(task.from, "find-task.usual-from")},
           {phrase("explorer.to"), year_phrase(task.to, "find-task.usual-to")},
           {phrase("imports.column.who"), verbatim(task.actor)},
           {phrase("imports.column.when"), instant_phrase(task.at)}}};
}

void add_working(std::vector<Block>& blocks, const Call& call, const FindTask& task) {
  const auto place = call.finds.progress(task.id).value_or(PlaceInLine{});
  const auto organisation = organisation_of_place(place_of_scope(task.scope));
  if (place.before > 0) blocks.push_back(Sentence{phrase("find-task.waits", {{"n", whole(place.before)}}), Weight::key});
  else append(blocks, progress_blocks(place.progress, name_of_definition(call, "key-stage", place.progress.part)));
  blocks.push_back(Sentence{phrase("work.elapsed", {{"n", std::max<std::int64_t>(0, (call.at - task.at).count())}})});
  blocks.push_back(Sentence{phrase("find-task.safe-to-leave")});
  blocks.push_back(List{{{phrase("imports.look-again"), page_of(task)}}});
  if (place.can_be_stopped && call.may("stop-search", organisation).allowed)
    blocks.push_back(Form{"stop", {"stop-search", std::to_string(task.id), ""}, {}, phrase("work.stop")});
}

// Scopes under which its findings stand: what is loaded of Wales has a name of its own.
std::vector<std::string_view> scopes_of_findings(const FindTask& task) {
  if (task.scope == nation_id) return {nation_id, loaded};
  return task.scope.empty() ? std::vector<std::string_view>{} : std::vector<std::string_view>{task.scope};
}

List ways_to_groups(Call& call, const FindTask& task) {
  std::set<std::pair<std::string, std::string>> searched;
  List list;
  for (const auto scope : scopes_of_findings(task))
    for (const auto& finding : store::findings(call.home.ledger(), task.indicator, scope))
      if (searched.emplace(finding.scope, finding.indicator).second)
        list.items.push_back({phrase("find-task.groups", {{"indicator", finding.indicator_name}}), Target{"groups", finding.scope + "-" + finding.indicator, ""}});
  return list;
}

void add_done(std::vector<Block>& blocks, Call& call, const FindTask& task) {
  blocks.push_back(Sentence{phrase("find-task.done", {{"searches", whole(task.searches)}, {"n", whole(task.found)}, {"changed", whole(task.changed)}}), Weight::key});
  blocks.push_back(Sentence{phrase(task.changed > 0 ? "find-task.soon-on-pages" : "find-task.nothing-new")});
  auto ways = ways_to_groups(call, task);
  ways.items.push_back(way_to_place(call, place_of_scope(task.scope)));
  blocks.push_back(std::move(ways));
}

void add_ended(std::vector<Block>& blocks, Call& call, const FindTask& task) {
  if (task.refusal) blocks.push_back(Sentence{phrase_of(*task.refusal), Weight::key});
  append(blocks, form_blocks(call, task));
}

}  // namespace find_page_parts

std::string place_of_scope(const std::string& scope) { return scope.empty() ? std::string(every_place) : scope; }
std::string scope_of_place(const std::string& place) { return place == every_place ? std::string() : place; }
std::string organisation_of_place(const std::string& place) { return place == every_place ? std::string(find_page_parts::nation_id) : place; }

std::vector<std::string> places_of_searches(const Call& call, std::string_view operation) {
  std::vector<std::string> places;
  for (const auto kind : {OrganisationKind::nation, OrganisationKind::authority, OrganisationKind::consortium})
    for (const auto& each : call.home.organisations())
      if (each.kind == kind && call.may(operation, each.id).allowed) places.push_back(each.id);
  if (call.may(operation, find_page_parts::nation_id).allowed) places.insert(places.begin(), std::string(every_place));
  return places;
}

std::optional<store::FindTask> search_under_way(store::Ledger& ledger, const std::string& scope) {
  for (auto& task : store::find_tasks_in(ledger, store::FindState::searching))
    if (task.scope == scope || task.scope.empty() || scope.empty()) return std::move(task);
  return std::nullopt;
}

Page searches_page(Call& call, const std::string& place) {
  using namespace find_page_parts;
  auto page = page_about(call, list_of(place), phrase("find-task.title", {{"place", as_argument(name_of_place(call, place))}}));
  page.trail = {way_to_place(call, place)};
  page.blocks.push_back(Sentence{phrase("find-task.lead"), Weight::key});
  append(page.blocks, form_blocks(call, {.scope = scope_of_place(place)}));
  page.blocks.push_back(tasks_table(call, scope_of_place(place)));
  if (auto others = other_places(call, place); !others.items.empty()) page.blocks.push_back(Details{phrase("find-task.other-places"), {std::move(others)}});
  return page;
}

Page find_task_page(Call& call, const store::FindTask& task) {
  using namespace find_page_parts;
  const auto place = place_of_scope(task.scope);
  auto page = page_about(call, page_of(task), number_phrase(task));
  page.trail = {way_to_place(call, place), {phrase("find-task.title", {{"place", as_argument(name_of_place(call, place))}}), list_of(place)}};
  switch (task.state) {
    case FindState::searching: add_working(page.blocks, call, task); break;
    case FindState::done: add_done(page.blocks, call, task); break;
    case FindState::refused:
    case FindState::stopped: add_ended(page.blocks, call, task); break;
  }
  page.blocks.push_back(task_summary(call, task));
  return page;
}

std::vector<Block> search_now(Call& call, const std::string& place) {
  using namespace find_page_parts;
  if (!call.may("start-search", organisation_of_place(place)).allowed) return {};
  std::vector<Block> blocks{Heading{phrase("find-task.heading"), "search"}};
  if (const auto busy = search_under_way(call.home.ledger(), scope_of_place(place))) {
    blocks.push_back(Sentence{phrase("find-task.under-way")});
    blocks.push_back(List{{{number_phrase(*busy), page_of(*busy)}}});
    return blocks;
  }
  blocks.push_back(Sentence{phrase("find-task.what-now")});
  blocks.push_back(Form{"search-now", {"start-search", "", ""}, {{.name = "scope", .kind = FieldKind::hidden, .label = {}, .value = place}}, phrase("find-task.start-now")});
  blocks.push_back(List{{{phrase("find-task.choose"), list_of(place)}}});
  return blocks;
}

}  // namespace potensial::service
