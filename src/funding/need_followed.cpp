#include "funding/need_followed.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "stats/concentration_index.hpp"

namespace potensial::funding {
namespace need_followed_detail {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<double> rates_of(std::span<const double> learners, std::span<const double> need) {
  std::vector<double> rates;
  for (std::size_t i = 0; i < need.size(); ++i) rates.push_back(need[i] == 0 ? 0 : need[i] / learners[i]);
  return rates;
}

std::vector<std::size_t> neediest_fifth(std::span<const std::string> names, std::span<const double> rates) {
  std::vector<std::size_t> places(names.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, [&](std::size_t a, std::size_t b) { return rates[a] != rates[b] ? rates[a] > rates[b] : names[a] < names[b]; });
  places.resize((places.size() + 4) / 5);
  return places;
}

}  // namespace need_followed_detail

double share_of(std::span<const double> values, std::span<const std::size_t> some) {
  double part = 0;
  for (const auto place : some) part += values[place];
  const double all = std::accumulate(values.begin(), values.end(), 0.0);
  return all > 0 ? part / all : need_followed_detail::unknown;
}

NeedOfReceivers need_of_receivers(std::span<const std::string> names, std::vector<double> learners, std::vector<double> need) {
  NeedOfReceivers of{std::move(learners), std::move(need), {}, {}, 0};
  of.rates = need_followed_detail::rates_of(of.learners, of.need);
  of.fifth = need_followed_detail::neediest_fifth(names, of.rates);
  of.share_of_need = share_of(of.need, of.fifth);
  return of;
}

NeedFollowed need_followed(const NeedOfReceivers& of, std::span<const double> money) {
  const auto found = stats::concentration(of.learners, money, of.rates);
  const auto misplaced = stats::misplaced_share(money, of.need);
  return {share_of(money, of.fifth), found ? found->index : need_followed_detail::unknown, misplaced ? *misplaced : need_followed_detail::unknown};
}

}  // namespace potensial::funding
