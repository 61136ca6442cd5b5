#include "service/search_offer.hpp"

#include "catalogue/stage_measures.hpp"
#include "service/described_scope.hpp"
#include "service/scope_schools.hpp"

namespace potensial::service {
namespace search_offers {

// The name of a measure says its stage.
Phrase outcome_phrase(const SearchOffer& offer, const catalogue::StageView& view, const Indicator& indicator) {
  if (!indicator.measure.empty()) return verbatim(indicator.name);
  return phrase("explorer.outcome", {{"stage", stage_name(offer.definitions, view.stage)}, {"indicator", indicator.name}});
}

}  // namespace search_offers

Result<SearchOffer> search_offer(Home& home) {
  SearchOffer offer;
  offer.years = home.census_years("");
  if (offer.years.empty()) return refuse(Blame::input, "find.nothing-loaded");
  auto definitions = home.definitions(offer.years.back());
  if (!definitions) return std::unexpected(definitions.error());
  auto views = home.stage_views(offer.years.back());
  if (!views) return std::unexpected(views.error());
  auto rules = judging_rules(home.catalogue(), offer.years.back().census_day());
  if (!rules) return std::unexpected(rules.error());
  offer.definitions = std::move(*definitions);
  offer.views = std::move(*views);
  offer.rules = std::move(*rules);
  std::erase_if(offer.views, [](const catalogue::StageView& view) { return !view.organisation.empty() || catalogue::outcomes_searched(view).empty(); });
  return offer;
}

std::vector<Choice> outcome_choices(const SearchOffer& offer) {
  std::vector<Choice> choices;
  for (const auto& view : offer.views)
    for (const auto& id : catalogue::outcomes_searched(view))
      if (const auto* indicator = indicator_in(offer.definitions, id)) choices.push_back({id, search_offers::outcome_phrase(offer, view, *indicator)});
  return choices;
}

const char* noun_of_place(const Organisation& place) {
  if (place.kind == OrganisationKind::nation) return "wales";
  if (place.kind == OrganisationKind::school) return "school";
  return joins_schools(place) ? "body" : "authority";
}

}  // namespace potensial::service
