// To which organisation the object of an operation belongs, for the question of permission. Refuses "page.unknown" for what
// is not there. One thread at a time, as the home.
#pragma once

#include <string>

#include "base/result.hpp"
#include "service/operation.hpp"

namespace potensial::service {

Result<std::string> nobody_in_particular(Call& call);      // ""
Result<std::string> all_of_wales(Call& call);
Result<std::string> any_organisation(Call& call);          // itself
Result<std::string> organisation_of_groups(Call& call);    // the scope of a search
Result<std::string> organisation_of_finding(Call& call);
Result<std::string> organisation_of_learner(Call& call);   // the class of the learner, else the school; as the newest census has it
Result<std::string> organisation_of_class(Call& call);     // itself

// Itself, when it is of one of these kinds.
template <OrganisationKind... kinds>
Result<std::string> organisation_itself(Call& call) {
  const auto* known = call.home.organisation(call.value("id"));
  if (!known || ((known->kind != kinds) && ...)) return refuse(Blame::input, "page.unknown", {{"noun", "organisation"}, {"id", call.value("id")}});
  return known->id;
}

}  // namespace potensial::service
