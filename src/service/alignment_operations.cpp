#include "service/alignment_operations.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "funding/alignment_page.hpp"
#include "service/central_operations.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/school_needs.hpp"
#include "service/support_study.hpp"
#include "store/delegation_store.hpp"

namespace potensial::service {
namespace alignment_operation {

constexpr std::array alignment_parameters{Parameter{"year", ParameterKind::word, false, 7}};

// The year asked for, else the newest in which something was released, else the one that runs.
Result<FinancialYear> year_of(const Call& call, const std::vector<FinancialYear>& years) {
  const auto text = call.value("year");
  if (text.empty()) return years.empty() ? FinancialYear::of(call.today()) : years.front();
  const auto year = FinancialYear::parse(text);
  if (!year) return refuse(Blame::input, "delegation.unknown-year", {{"year", text}});
  return *year;
}

void name_places(const Home& home, funding::AlignmentPageInput& input) {
  const auto name = [&](const std::string& id) {
    if (const auto* known = home.organisation(id)) input.names[id] = known->name;
  };
  for (const auto& option : input.released) {
    name(option.authority);
    for (const auto& each : option.schools) name(each.school.school);
  }
}

// Learners who take part in strategies at each school, each once, in the school year of the census by which need is counted.
Result<void> add_places(Home& home, funding::AlignmentPageInput& input) {
  const auto year = census_before(input.year);
  const auto spells = support_in(home, year);
  if (!spells) return std::unexpected(spells.error());
  std::set<std::pair<std::string, LearnerId>> taking;
  for (const auto& each : **spells) taking.emplace(each.school, each.learner);
  for (const auto& [school, learner] : taking) ++input.places[school];
  if (!taking.empty()) input.places_year = year;
  return {};
}

Result<Answer> see_alignment(Call& call) {
  const auto years = store::years_released(call.home.ledger(), better_schools_fund);
  const auto year = year_of(call, years);
  if (!year) return std::unexpected(year.error());
  const auto* place = call.home.organisation(call.value("id"));
  funding::AlignmentPageInput input{.place = place->id, .name = place->name, .is_nation = place->kind == OrganisationKind::nation, .year = *year, .years = years,
                                    .released = store::delegation_options(call.home.ledger(), {"", better_schools_fund, *year, true}), .names = {}, .invented = call.invented};
  std::ranges::sort(input.released, {}, &DelegationOption::authority);
  name_places(call.home, input);
  if (!input.is_nation)
    if (auto added = add_places(call.home, input); !added) return std::unexpected(added.error());
  input.activities = central_shown(call.home, place->id, *year);
  auto page = funding::alignment_page(input);
  if (const auto own = std::ranges::find(input.released, place->id, &DelegationOption::authority); own != input.released.end()) append(page.blocks, central_form(call, *own));
  return Answer(std::move(page));
}

}  // namespace alignment_operation

std::vector<Operation> alignment_operations() {
  using namespace alignment_operation;
  using enum OrganisationKind;
  return {{.name = "see-alignment", .noun = "alignment", .parameters = alignment_parameters, .organisation = organisation_itself<authority, nation>, .run = see_alignment}};
}

}  // namespace potensial::service
