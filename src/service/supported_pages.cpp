#include "service/supported_pages.hpp"

#include "insight/supported_blocks.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/supported_study.hpp"

namespace potensial::service {
namespace supported_of_authority {

Result<Answer> see_supported(Call& call) {
  auto page = supported_page(call.home, *call.pages, call.value("id"), call.invented);
  if (!page) return std::unexpected(page.error());
  return Answer(std::move(*page));
}

}  // namespace supported_of_authority

Result<Page> supported_page(Home& home, Pages& pages, const std::string& authority, bool invented) {
  const auto* place = home.organisation(authority);
  if (!place || place->kind != OrganisationKind::authority) return refuse(Blame::input, "page.unknown", {{"noun", "support-outcomes"}, {"id", authority}});
  const auto outcomes = supported_outcomes(home, pages, *place);
  if (!outcomes) return std::unexpected(outcomes.error());
  return insight::supported_page({*place, **outcomes, invented});
}

std::vector<Operation> supported_operations() {
  return {{.name = "see-support-outcomes", .noun = "support-outcomes", .organisation = organisation_itself<OrganisationKind::authority>,
           .run = supported_of_authority::see_supported, .from_pages = true}};
}

}  // namespace potensial::service
