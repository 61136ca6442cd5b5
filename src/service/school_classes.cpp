#include "service/school_classes.hpp"

#include <algorithm>

namespace potensial::service {
namespace class_place {

// The collections that are asked about single learners.
constexpr const char* asked_collections[] = {"census", "agency", "attendance", "measure", "support"};

Result<store::LearnerPlaces> read(Home& home) {
  std::vector<store::CurrentFacts> facts;
  for (const auto* collection : asked_collections) {
    const auto kept = facts_of_all_years(home, collection);
    if (!kept) return std::unexpected(kept.error());
    facts.push_back(**kept);
  }
  return store::LearnerPlaces::read(home.facts(), facts.front(), facts, home.aliases());
}

PlaceOfRole of_class(const Home& home, const SchoolClass& known) { return {known.id, OrganisationKind::school_class, name_of_class(home, known)}; }

}  // namespace class_place

Result<std::shared_ptr<const store::CurrentFacts>> facts_of_all_years(Home& home, const std::string& collection) {
  return home.kept_facts("", collection, {1990}, {2100});
}

Result<std::shared_ptr<const store::LearnerPlaces>> learner_places(Home& home) {
  return home.keep<store::LearnerPlaces>("learner-places", [&] { return class_place::read(home); });
}

Result<std::string> school_of_learner(Home& home, LearnerId learner) {
  const auto places = learner_places(home);
  if (!places) return std::unexpected(places.error());
  return std::string((*places)->school(learner));
}

Result<std::vector<Membership>> class_memberships(Home& home) {
  const auto places = learner_places(home);
  if (!places) return std::unexpected(places.error());
  std::vector<Membership> memberships;
  for (const auto& each : (*places)->classes()) memberships.push_back({each.id, each.school, {}, {}, "census"});
  return memberships;
}

std::optional<PlaceOfRole> place_of_role(Home& home, std::string_view id) {
  if (const auto* known = home.organisation(id)) return PlaceOfRole{known->id, known->kind, known->name};
  const auto places = learner_places(home);
  const auto* known = places ? (*places)->class_known(id) : nullptr;
  return known ? std::optional(class_place::of_class(home, *known)) : std::nullopt;
}

std::optional<PlaceOfRole> place_typed(Home& home, std::string_view typed) {
  if (auto known = place_of_role(home, typed)) return known;
  const auto space = typed.find(' '), begin = typed.find_first_not_of(' ', space);
  const auto places = learner_places(home);
  if (begin == std::string_view::npos || !places) return std::nullopt;
  const auto school = typed.substr(0, space), name = typed.substr(begin);
  const auto classes = (*places)->classes();
  const auto known = std::ranges::find_if(classes, [&](const SchoolClass& each) { return each.school == school && each.name == name; });
  return known == classes.end() ? std::nullopt : std::optional(class_place::of_class(home, *known));
}

Text name_of_class(const Home& home, const SchoolClass& of) {
  const auto* school = home.organisation(of.school);
  const Text name = school ? school->name : Text{of.school, of.school};
  return {of.name + ", " + name.en, of.name + ", " + name.cy};
}

}  // namespace potensial::service
