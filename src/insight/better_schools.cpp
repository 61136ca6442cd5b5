#include "insight/better_schools.hpp"

#include <algorithm>
#include <functional>

namespace potensial::insight {

std::vector<BetterSchool> better_schools(std::span<const Standing* const> of_stages) {
  std::vector<BetterSchool> schools;
  for (const auto* standing : of_stages)
    for (const auto& row : standing->rows)
      for (const auto& school : row.better) {
        auto at = std::ranges::find(schools, school, &BetterSchool::school);
        if (at == schools.end()) at = schools.insert(at, {school, &row, 0});
        ++at->times;
      }
  std::ranges::stable_sort(schools, std::ranges::greater{}, &BetterSchool::times);
  return schools;
}

}  // namespace potensial::insight
