#include "service/explorer.hpp"

#include <algorithm>
#include <array>

#include "insight/groups_page.hpp"
#include "service/described_scope.hpp"
#include "service/description_form.hpp"
#include "service/find.hpp"
#include "service/find_page.hpp"
#include "service/search_offer.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace explorer {

constexpr std::size_t most_characteristics = 3, most_years = 5;
constexpr std::array<std::size_t, 3> larger_sizes{50, 100, 200};

Field select(std::string name, Phrase label, std::string value, std::vector<Choice> choices) {
  return {.name = std::move(name), .kind = FieldKind::select, .label = std::move(label), .value = std::move(value), .choices = std::move(choices)};
}

// What is searched first where nobody says.
std::string usual_outcome(const SearchOffer& offer) {
  for (const auto& view : offer.views)
    if (!view.searched.empty()) return view.searched.front();
  return {};
}

Field outcome_field(const SearchOffer& offer, const ExplorerRequest& request) {
  return select("indicator", phrase("describe.filter.indicator"), request.indicator.empty() ? usual_outcome(offer) : request.indicator, outcome_choices(offer));
}

Field scope_field(const Home& home, const ExplorerRequest& request) {
  std::vector<Choice> choices;
  for (const auto& place : request.places)
    if (const auto* known = home.organisation(place)) choices.push_back({place, verbatim(known->name)});
  return select("scope", phrase("explorer.scope"), request.scope, std::move(choices));
}

std::string summer(AcademicYear year) { return std::to_string(year.summer); }

AcademicYear usual_start(const SearchOffer& offer) {
  return offer.years[offer.years.size() - std::min(offer.years.size(), most_years)];
}

std::vector<const Characteristic*> searched(const SearchOffer& offer) {
  std::vector<const Characteristic*> all;
  for (const auto& each : offer.definitions.characteristics)
    if (each.searched && !each.at_start) all.push_back(&each);
  return all;
}

Field characteristic_field(const SearchOffer& offer, const ExplorerRequest& request, std::size_t number) {
  std::vector<Choice> choices{{"", phrase(number == 0 ? "explorer.any-characteristic" : "explorer.no-further")}};
  for (const auto* each : searched(offer)) choices.push_back({each->id, verbatim(each->name)});
  const auto chosen = number < request.characteristics.size() ? request.characteristics[number] : std::string();
  return select("characteristic-" + std::to_string(number + 1), phrase("explorer.characteristic", {{"n", std::int64_t(number + 1)}}), chosen, std::move(choices));
}

Field least_field(const SearchOffer& offer, const ExplorerRequest& request) {
  const std::size_t floor = offer.rules.search.min_size;
  std::vector<Choice> choices{{std::to_string(floor), verbatim(std::to_string(floor))}};
  for (const auto size : larger_sizes)
    if (size > floor) choices.push_back({std::to_string(size), verbatim(std::to_string(size))});
  return select("least", phrase("explorer.least"), std::to_string(std::max(floor, request.least)), std::move(choices));
}

Form form_of(const Home& home, const SearchOffer& offer, const ExplorerRequest& request) {
  Form form{.id = "search", .action = {"groups", "", ""}, .fields = {}, .submit = phrase("explorer.submit"), .asks = true};
  form.fields = {outcome_field(offer, request), scope_field(home, request),
                 select("from", phrase("explorer.from"), summer(request.from.value_or(usual_start(offer))), year_choices(offer.years)),
                 select("to", phrase("explorer.to"), summer(request.to.value_or(offer.years.back())), year_choices(offer.years))};
  for (std::size_t number = 0; number < most_characteristics; ++number) form.fields.push_back(characteristic_field(offer, request, number));
  form.fields.push_back(least_field(offer, request));
  return form;
}

std::vector<ListItem> trail_of(const Home& home, const std::string& scope) {
  const auto* place = home.organisation(scope);
  if (!place) return {};
  const bool wales = place->kind == OrganisationKind::nation;
  return {{verbatim(place->name), Target{noun_of_place(*place), wales ? "" : place->id, ""}}};
}

Page frame(const Home& home, const ExplorerRequest& request) {
  Page page;
  page.trail = trail_of(home, request.scope);
  page.title = phrase("explorer.title");
  page.section = "find";
  page.invented = request.invented;
  return page;
}

Result<void> check_characteristics(const SearchOffer& offer, const ExplorerRequest& request) {
  const auto known = searched(offer);
  for (const auto& asked : request.characteristics)
    if (std::ranges::find(known, asked, [](const Characteristic* each) { return each->id; }) == known.end())
      return refuse(Blame::input, "describe.unknown-characteristic", {{"characteristic", asked}});
  return {};
}

Result<ScopeSearch> search_asked(Home& home, const ExplorerRequest& request, WorkWatch& watch) {
  FindRequest asked{.indicator = request.indicator, .scope = request.scope, .from = request.from, .to = request.to, .threads = home.threads()};
  asked.keep = false;
  asked.characteristics = request.characteristics;
  asked.least_learners = request.least;
  asked.watch = &watch;
  auto answer = find(home, asked);
  if (!answer) return std::unexpected(answer.error());
  if (answer->searches.empty()) return refuse(Blame::input, "find.nothing-loaded");
  return std::move(answer->searches.front());
}

// The same group of the same years, looked for among the same learners.
void name_kept(Home& home, ScopeSearch& search) {
  const auto kept = store::findings(home.ledger(), search.indicator, search.scope);
  for (auto* list : {&search.groups.findings, &search.groups.small, &search.groups.does_better, &search.groups.beside_others})
    for (auto& each : *list) {
      const auto same = std::ranges::find_if(kept, [&](const FindingRecord& one) { return one.conditions == each.conditions && one.years == each.years; });
      if (same != kept.end()) each.id = same->id;
    }
}

bool is_key(const Block& block) {
  const auto* sentence = std::get_if<Sentence>(&block);
  return sentence && sentence->weight == Weight::key;
}

// Warnings stand beside what uses the characteristics: behind the key sentences.
void add_warnings(Page& page, const ScopeSearch& search) {
  auto warnings = incomplete_notes(search);
  const auto behind = std::ranges::find_if_not(page.blocks, is_key);
  page.blocks.insert(behind, std::make_move_iterator(warnings.begin()), std::make_move_iterator(warnings.end()));
}

// Pages know the newest years alone: of earlier ones no figure can be opened.
void close_earlier(const SearchOffer& offer, ScopeSearch& search) {
  if (usual_start(offer) <= search.from) return;
  for (auto* list : {&search.groups.findings, &search.groups.small, &search.groups.does_better, &search.groups.beside_others})
    for (auto& each : *list) each.scope.clear();
}

Page page_of(Home& home, const SearchOffer& offer, ScopeSearch search, const ExplorerRequest& request) {
  insight::GroupsPageInput input;
  input.scope = search.scope;
  input.stage = stage_name(offer.definitions, search.stage);
  input.indicator = *indicator_in(offer.definitions, search.indicator);
  for (auto year = search.from; year <= search.to; ++year.summer) input.years.push_back(year);
  input.rule = offer.rules.verdict;
  input.names = home.names();
  input.invented = request.invented;
  name_kept(home, search);
  close_earlier(offer, search);
  input.found = search.groups;
  auto page = insight::groups_page(input);
  add_warnings(page, search);
  return page;
}

}  // namespace explorer

Result<Page> explorer_page(Home& home, const ExplorerRequest& request) {
  const auto offer = search_offer(home);
  if (!offer) return std::unexpected(offer.error());
  auto page = explorer::frame(home, request);
  page.blocks = {Sentence{phrase("explorer.lead"), Weight::key}, explorer::form_of(home, *offer, request), Sentence{phrase("explorer.takes"), Weight::note}};
  if (request.stopped) page.blocks.insert(page.blocks.begin(), Sentence{phrase("explorer.stopped"), Weight::key});
  return page;
}

Result<Page> explored_page(Home& home, const ExplorerRequest& request, WorkWatch& watch) {
  namespace own = explorer;
  const auto offer = search_offer(home);
  if (!offer) return std::unexpected(offer.error());
  if (auto known = own::check_characteristics(*offer, request); !known) return std::unexpected(known.error());
  auto search = own::search_asked(home, request, watch);
  if (!search) return std::unexpected(search.error());
  const bool judged = !search->not_judged && indicator_in(offer->definitions, search->indicator);
  auto page = judged ? own::page_of(home, *offer, std::move(*search), request) : find_page({{std::move(*search)}, 0}, home.names(), request.invented);
  page.trail = own::trail_of(home, request.scope);
  page.blocks.insert(page.blocks.begin(), Details{phrase("explorer.change"), {own::form_of(home, *offer, request)}, !judged});
  return page;
}

}  // namespace potensial::service
