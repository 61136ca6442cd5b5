#include "service/organisations_of_objects.hpp"

#include "service/school_classes.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace object_owner {

constexpr std::string_view wales_id = "W92000004";

std::unexpected<Refusal> unknown(const Call& call, const char* noun) {
  return refuse(Blame::input, "page.unknown", {{"noun", noun}, {"id", call.value("id")}});
}

// "loaded": whatever is loaded, which nobody below Wales may see whole.
std::string place_of_scope(const std::string& scope) { return scope == "loaded" ? std::string(wales_id) : scope; }

}  // namespace object_owner

Result<std::string> nobody_in_particular(Call&) { return std::string(); }
Result<std::string> all_of_wales(Call&) { return std::string(object_owner::wales_id); }

Result<std::string> any_organisation(Call& call) {
  const auto* known = call.home.organisation(call.value("id"));
  return known ? Result<std::string>(known->id) : object_owner::unknown(call, "organisation");
}

Result<std::string> organisation_of_groups(Call& call) {
  const auto id = call.value("id");
  const auto dash = id.find('-');
  return dash == std::string::npos ? object_owner::unknown(call, "groups") : Result<std::string>(object_owner::place_of_scope(id.substr(0, dash)));
}

Result<std::string> organisation_of_finding(Call& call) {
  const auto scope = store::scope_of_finding(call.home.ledger(), call.value("id"));
  return scope ? Result<std::string>(object_owner::place_of_scope(*scope)) : object_owner::unknown(call, "finding");
}

Result<std::string> organisation_of_learner(Call& call) {
  const auto learner = learner_id(call.value("id"));
  if (!learner) return object_owner::unknown(call, "learner");
  const auto places = learner_places(call.home);
  if (!places) return std::unexpected(places.error());
  if (const auto* own = (*places)->class_of(*learner); own && call.tree.knows(own->id)) return own->id;
  const auto school = (*places)->school(*learner);
  return school.empty() ? object_owner::unknown(call, "learner") : Result<std::string>(std::string(school));
}

Result<std::string> organisation_of_class(Call& call) {
  const auto places = learner_places(call.home);
  if (!places) return std::unexpected(places.error());
  const auto* known = (*places)->class_known(call.value("id"));
  return known ? Result<std::string>(known->id) : object_owner::unknown(call, "class");
}

}  // namespace potensial::service
