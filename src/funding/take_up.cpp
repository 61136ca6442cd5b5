#include "funding/take_up.hpp"

namespace potensial::funding {
namespace take_up_detail {

constexpr std::size_t fifths = 5;

TakeUp of_strategy(std::span<const std::string> by_need, const std::string& strategy, const std::set<std::string>& schools, std::size_t most) {
  TakeUp found{strategy, {}, {}};
  for (std::size_t k = 0; k < fifths; ++k)
    for (auto i = k * by_need.size() / fifths; i < (k + 1) * by_need.size() / fifths; ++i) {
      const bool takes = schools.contains(by_need[i]);
      ++found.fifths[k].schools;
      found.fifths[k].taking += takes;
      if (!takes && found.outside.size() < most) found.outside.push_back(by_need[i]);
    }
  return found;
}

}  // namespace take_up_detail

std::vector<TakeUp> take_up(std::span<const std::string> by_need, const std::map<std::string, std::set<std::string>>& schools_of_strategy, std::size_t most) {
  std::vector<TakeUp> all;
  for (const auto& [strategy, schools] : schools_of_strategy) all.push_back(take_up_detail::of_strategy(by_need, strategy, schools, most));
  return all;
}

}  // namespace potensial::funding
