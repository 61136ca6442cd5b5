#include "service/need_index_question.hpp"

#include <algorithm>

#include "service/asked_year.hpp"
#include "service/need_study.hpp"

namespace potensial::service {
namespace need_index_asked {

Result<AcademicYear> year_of(const std::string& text, const std::vector<AcademicYear>& years) {
  const auto asked = asked_year(text);
  if (!asked) return std::unexpected(asked.error());
  if (years.empty()) return refuse(Blame::input, "describe.nothing-loaded");
  return asked->value_or(years.front());
}

}  // namespace need_index_asked

Result<funding::NeedIndexPageInput> answered(Home& home, const NeedIndexQuestion& question) {
  const auto* place = home.organisation(question.place);
  if (!place || (place->kind != OrganisationKind::authority && place->kind != OrganisationKind::nation))
    return refuse(Blame::input, "page.unknown", {{"noun", "organisation"}, {"id", question.place}});
  auto years = home.census_years("");
  std::ranges::reverse(years);
  const auto year = need_index_asked::year_of(question.year, years);
  if (!year) return std::unexpected(year.error());
  const auto study = need_study(home, *year);
  if (!study) return std::unexpected(study.error());
  auto need = need_of_units(home, **study, *place);
  funding::NeedIndexPageInput input{.place = place->id, .name = place->name, .is_nation = place->kind == OrganisationKind::nation, .year = *year, .counted_from = (*study)->censuses.front().year, .years = std::move(years),
                                    .index = (*study)->index, .counts = std::move(need.counts), .units = std::move(need.units), .groups = {}, .names = {},
                                    .asked = question.weights, .invented = question.invented};
  for (auto& each : need_of_groups(home, **study, *place)) input.groups.push_back({group_name(**study, each), std::move(each.unit)});
  for (const auto& each : input.units)
    if (const auto* known = home.organisation(each.id)) input.names[each.id] = known->name;
  return input;
}

}  // namespace potensial::service
