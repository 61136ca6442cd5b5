// Where learners are, as pages and questions of permission ask it: the school at which each is registered, and the classes of
// the newest census. Read once for each generation of the home. One thread at a time, as the home.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/organisation.hpp"
#include "service/home.hpp"
#include "store/learner_places.hpp"

namespace potensial::service {

// Current rows of all years and authorities.
Result<std::shared_ptr<const store::CurrentFacts>> facts_of_all_years(Home& home, const std::string& collection);

Result<std::shared_ptr<const store::LearnerPlaces>> learner_places(Home& home);

// In the newest census that knows the learner; empty for an unknown one.
Result<std::string> school_of_learner(Home& home, LearnerId learner);

// Each class below its school.
Result<std::vector<Membership>> class_memberships(Home& home);

// At which a role may be held: an organisation, or a class of today.
struct PlaceOfRole {
  std::string id;
  OrganisationKind kind = OrganisationKind::other;
  Text name;
};
std::optional<PlaceOfRole> place_of_role(Home& home, std::string_view id);
// As people write it: an id, or the number of a school and its class, "6802801 5A".
std::optional<PlaceOfRole> place_typed(Home& home, std::string_view typed);

Text name_of_class(const Home& home, const SchoolClass& of);  // "5A, Ysgol Bryn"

}  // namespace potensial::service
