#include "funding/targeting_choice.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace potensial::funding {
namespace targeting_choice_detail {

bool meets(const TargetingCriterion& criterion, std::int64_t index, std::int64_t place) {
  return criterion.most ? place <= *criterion.most : index >= criterion.least.value_or(0);
}

std::string number_or_dash(const std::optional<std::int64_t>& number) { return number ? std::to_string(*number) : "-"; }

}  // namespace targeting_choice_detail

std::vector<TargetedSchool> targeted_schools(const TargetingCriterion& criterion, std::span<const StandingUnit> schools, std::span<const std::int64_t> weights) {
  const auto places = need_places(schools, weights);
  std::vector<TargetedSchool> found;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    if (!places[i].index) continue;
    const auto place = static_cast<std::int64_t>(places[i].place);
    found.push_back({schools[i].id, *places[i].index, place, targeting_choice_detail::meets(criterion, *places[i].index, place)});
  }
  std::ranges::sort(found, {}, &TargetedSchool::school);
  return found;
}

std::string frozen_text(const TargetingCriterion& criterion, std::span<const TargetedSchool> schools) {
  using targeting_choice_detail::number_or_dash;
  auto text = criterion.index + " " + std::to_string(criterion.version) + " " + std::to_string(criterion.year.summer) + " " + number_or_dash(criterion.most) + " " +
              number_or_dash(criterion.least) + "\n";
  for (const auto& each : schools) text += each.school + " " + std::to_string(each.index) + " " + std::to_string(each.place) + (each.chosen ? " 1\n" : " 0\n");
  return text;
}

std::string frozen_hash(const TargetingCriterion& criterion, std::span<const TargetedSchool> schools) { return sha256(frozen_text(criterion, schools)); }

}  // namespace potensial::funding
