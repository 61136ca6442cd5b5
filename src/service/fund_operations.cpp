#include "service/fund_operations.hpp"

#include <algorithm>

#include "service/fund_allocation.hpp"
#include "service/guidance_pages.hpp"
#include "service/organisations_of_objects.hpp"

namespace potensial::service {
namespace fund_operation {

constexpr std::string_view see_allocation_name = "see-fund-allocation";

Result<Answer> answer_of(Result<Page> page) {
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

Result<Answer> see_funds(Call& call) { return answer_of(funds_page(call.home.catalogue(), call.today())); }
Result<Answer> see_fund(Call& call) { return answer_of(fund_page(call.home.catalogue(), call.value("id"), call.today())); }

// The authorities at which the person holds a role, each once.
std::vector<const Organisation*> own_authorities(const Call& call) {
  std::vector<const Organisation*> own;
  if (!call.person) return own;
  for (const auto& held : call.person->roles) {
    const auto* known = call.home.organisation(held.organisation);
    if (known && known->kind == OrganisationKind::authority && std::ranges::find(own, known) == own.end()) own.push_back(known);
  }
  return own;
}

List ways_to_allocation(const Call& call) {
  List ways;
  if (call.may(see_allocation_name, "W92000004").allowed) ways.items.push_back({phrase("guidance.to-allocation"), Target{"fund-allocation", call.value("id"), ""}});
  for (const auto* each : own_authorities(call))
    if (call.may(see_allocation_name, each->id).allowed)
      ways.items.push_back({phrase("guidance.to-own-allocation", {{"name", each->name}}), Target{"fund-allocation", each->id + "-" + call.value("id"), ""}});
  return ways;
}

Result<Answer> see_guidance(Call& call) {
  auto page = guidance_page(call.home.catalogue(), call.value("id"));
  if (!page) return std::unexpected(page.error());
  if (auto ways = ways_to_allocation(call); !ways.items.empty()) page->blocks.push_back(std::move(ways));
  return Answer(std::move(*page));
}

// Of one authority its own, of all of them that of Wales.
Result<std::string> organisation_of_allocation(Call& call) {
  const auto asked = fund_allocation_asked(call.home, call.value("id"));
  if (!call.home.catalogue().newest("guidance", asked.guidance)) return refuse(Blame::input, "page.unknown", {{"noun", "fund-allocation"}, {"id", call.value("id")}});
  return asked.authority.empty() ? all_of_wales(call) : Result<std::string>(asked.authority);
}

Result<Answer> see_allocation(Call& call) {
  return answer_of(fund_allocation_page(call.home, fund_allocation_asked(call.home, call.value("id")), call.invented));
}

// The whole census is read for it.
std::optional<Beside> allocation_beside(Call& call) {
  return Beside{"fund-allocation\n" + call.value("id"), [asked = fund_allocation_asked(call.home, call.value("id")), invented = call.invented](Home& home, WorkWatch&) {
                  return fund_allocation_page(home, asked, invented);
                }};
}

}  // namespace fund_operation

std::vector<Operation> fund_operations() {
  using namespace fund_operation;
  return {{.name = "see-funds", .noun = "fund", .of_object = false, .organisation = nobody_in_particular, .run = see_funds},
          {.name = "see-fund", .noun = "fund", .organisation = nobody_in_particular, .run = see_fund},
          {.name = "see-guidance", .noun = "guidance", .organisation = nobody_in_particular, .run = see_guidance},
          {.name = see_allocation_name, .noun = "fund-allocation", .organisation = organisation_of_allocation, .run = see_allocation, .beside = allocation_beside}};
}

}  // namespace potensial::service
