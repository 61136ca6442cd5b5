#include "service/plan_operations.hpp"

#include <array>

#include "service/organisations_of_objects.hpp"
#include "service/plans_page.hpp"

namespace potensial::service {
namespace plan_operation {

constexpr std::array year_parameters{Parameter{"year", ParameterKind::word, false, 7}};

Result<Answer> see_plans(Call& call) {
  auto page = plans_page(call, *call.home.organisation(call.value("id")), call.value("year"));
  if (!page) return std::unexpected(page.error());
  return Answer(std::move(*page));
}

}  // namespace plan_operation

std::vector<Operation> plan_operations() {
  using namespace plan_operation;
  return {{.name = "see-plans", .noun = "plans", .parameters = year_parameters, .organisation = organisation_itself<OrganisationKind::school, OrganisationKind::authority>, .run = see_plans}};
}

}  // namespace potensial::service
