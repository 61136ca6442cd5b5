#include "insight/family_of_schools.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace potensial::insight {
namespace {

namespace family {

struct Stratum {
  std::string phase, medium, half;
  auto operator<=>(const Stratum&) const = default;
};

using Members = std::vector<std::size_t>;

std::map<Stratum, Members> by_phase_and_medium(std::span<const SchoolContext> schools) {
  std::map<Stratum, Members> strata;
  for (std::size_t school = 0; school < schools.size(); ++school)
    if (has_families(schools[school].phase))
      strata[{schools[school].phase, schools[school].medium, ""}].push_back(school);
  return strata;
}

std::map<Stratum, Members> halved(const std::map<Stratum, Members>& strata, std::span<const SchoolContext> schools,
                                  std::size_t limit) {
  std::map<Stratum, Members> result;
  for (auto [stratum, members] : strata) {
    if (members.size() <= limit) {
      result[stratum] = members;
      continue;
    }
    std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(schools[a].learners, schools[a].school) < std::tie(schools[b].learners, schools[b].school);
    });
    const auto middle = members.begin() + static_cast<std::ptrdiff_t>(members.size() / 2);
    result[{stratum.phase, stratum.medium, "small"}] = Members(members.begin(), middle);
    result[{stratum.phase, stratum.medium, "large"}] = Members(middle, members.end());
  }
  return result;
}

std::string id_of(const Stratum& stratum, std::size_t number) {
  return fmt::format("{}-{}{}{}-{:02}", stratum.phase, stratum.medium, stratum.half.empty() ? "" : "-", stratum.half,
                     number);
}

void cut(const Stratum& stratum, const Members& sorted, std::span<const SchoolContext> schools, std::size_t size,
         std::vector<SchoolFamily>& families) {
  const auto count = std::max<std::size_t>(1, std::size_t(std::lround(double(sorted.size()) / double(size))));
  std::size_t next = 0;
  for (std::size_t number = 0; number < count; ++number) {
    SchoolFamily block{id_of(stratum, number + 1), stratum.phase, stratum.medium, {}};
    const std::size_t length = sorted.size() / count + (number < sorted.size() % count ? 1 : 0);
    for (std::size_t place = 0; place < length; ++place) block.schools.push_back(schools[sorted[next++]].school);
    families.push_back(std::move(block));
  }
}

std::size_t shared_schools(const SchoolFamily& a, const SchoolFamily& b) {
  return std::size_t(std::count_if(a.schools.begin(), a.schools.end(), [&](const std::string& school) {
    return std::find(b.schools.begin(), b.schools.end(), school) != b.schools.end();
  }));
}

FamilyOverlap overlap(const std::string& school, const SchoolFamily& frozen, const SchoolFamily& refreshed) {
  const double common = double(shared_schools(frozen, refreshed));
  return {school, common / (double(frozen.schools.size() + refreshed.schools.size()) - common),
          common / double(frozen.schools.size())};
}

}  // namespace family
}  // namespace

const SchoolFamily* FamilySet::of(std::string_view school) const {
  for (const auto& each : families)
    if (std::find(each.schools.begin(), each.schools.end(), school) != each.schools.end()) return &each;
  return nullptr;
}

FamilySet families_of_schools(std::span<const SchoolContext> schools, const FamilyRule& rule, AcademicYear from) {
  const std::vector<SchoolPosition> positions = school_positions(schools, rule.variables);
  FamilySet set{rule.version, from, {}};
  for (auto& [stratum, members] :
       family::halved(family::by_phase_and_medium(schools), schools, rule.split_by_size_above)) {
    auto sorted = members;
    std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(positions[a].index, schools[a].school) < std::tie(positions[b].index, schools[b].school);
    });
    family::cut(stratum, sorted, schools, rule.schools_in_family, set.families);
  }
  return set;
}

FamilyStability family_stability(const FamilySet& frozen, const FamilySet& refreshed) {
  FamilyStability stability;
  for (const auto& each : frozen.families)
    for (const auto& school : each.schools)
      if (const SchoolFamily* now = refreshed.of(school))
        stability.schools.push_back(family::overlap(school, each, *now));
  std::sort(stability.schools.begin(), stability.schools.end(),
            [](const FamilyOverlap& a, const FamilyOverlap& b) { return a.school < b.school; });
  const auto under_half = std::count_if(stability.schools.begin(), stability.schools.end(),
                                        [](const FamilyOverlap& each) { return each.share_kept < 0.5; });
  if (!stability.schools.empty()) stability.share_under_half = double(under_half) / double(stability.schools.size());
  return stability;
}

FamilySet families_in(const std::optional<FamilySet>& frozen, std::span<const SchoolContext> schools,
                      const FamilyRule& rule, AcademicYear year) {
  if (!frozen || year.summer >= frozen->from.summer + rule.frozen_years || year < frozen->from)
    return families_of_schools(schools, rule, year);
  FamilySet held = *frozen;
  for (auto& each : held.families)
    std::erase_if(each.schools, [&](const std::string& school) {
      const auto now = std::find_if(schools.begin(), schools.end(),
                                    [&](const SchoolContext& context) { return context.school == school; });
      return now == schools.end() || now->phase != each.phase || now->medium != each.medium;
    });
  return held;
}

}  // namespace potensial::insight
