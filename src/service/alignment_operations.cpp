#include "service/alignment_operations.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "catalogue/rules.hpp"
#include "funding/alignment_page.hpp"
#include "service/central_operations.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/school_needs.hpp"
#include "service/support_study.hpp"
#include "store/adviser_facts.hpp"
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

Result<std::vector<store::AdviserDays>> read_days(Home& home, AcademicYear year) {
  const auto visits = home.kept_facts("", "adviser-visit", year, year);
  if (!visits) return std::unexpected(visits.error());
  return store::adviser_days(home.facts(), **visits, year);
}

// Of advisers, in the same school year.
Result<void> add_days(Home& home, funding::AlignmentPageInput& input) {
  const auto year = census_before(input.year);
  const auto days = home.keep<std::vector<store::AdviserDays>>(fmt::format("adviser-days/{}", year.summer), [&] { return read_days(home, year); });
  if (!days) return std::unexpected(days.error());
  for (const auto& each : **days) input.days[each.school] = each.hundredths;
  if (!(*days)->empty()) input.days_year = year;
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
  const auto rule = alignment_rule(call.home, *year);
  if (!rule) return std::unexpected(rule.error());
  input.rule = *rule;
  if (auto added = add_places(call.home, input); !added) return std::unexpected(added.error());
  if (auto added = add_days(call.home, input); !added) return std::unexpected(added.error());
  input.activities = central_shown(call.home, place->id, *year);
  auto page = funding::alignment_page(input);
  if (const auto own = std::ranges::find(input.released, place->id, &DelegationOption::authority); own != input.released.end()) append(page.blocks, central_form(call, *own));
  if (call.may("see-group-alignment", place->id).allowed) page.blocks.push_back(List{{{phrase("group-alignment.way"), Target{"group-alignment", place->id, ""}}}});
  return Answer(std::move(page));
}

}  // namespace alignment_operation

std::vector<Operation> alignment_operations() {
  using namespace alignment_operation;
  using enum OrganisationKind;
  return {{.name = "see-alignment", .noun = "alignment", .parameters = alignment_parameters, .organisation = organisation_itself<authority, nation>, .run = see_alignment}};
}

Result<funding::AlignmentRule> alignment_rule(const Home& home, FinancialYear year) {
  const auto rule = catalogue::rule_on(home.catalogue(), "alignment", census_before(year).census_day());
  if (!rule) return std::unexpected(rule.error());
  const auto of = [&](const char* least, const char* least_each) {
    return funding::ServedRule{rule->number("over"), rule->number("under"), rule->number(least), rule->number(least_each)};
  };
  return funding::AlignmentRule{of("least-pence", "least-pence-each"), of("least-places", "least-places-each"), of("least-hundredths-of-day", "least-hundredths-of-day-each"), rule->sentence};
}

}  // namespace potensial::service
