#include "stats/largest_remainder.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <numeric>

namespace potensial::stats {
namespace largest_remainder_detail {

using Whole = boost::multiprecision::cpp_int;

// Places by remainder, the largest first; of equal ones the earlier.
std::vector<std::size_t> by_remainder(const std::vector<Whole>& remainders) {
  std::vector<std::size_t> places(remainders.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  return places;
}

std::vector<Whole> parts_of(const Whole& whole, std::span<const Whole> weights, const Whole& all) {
  std::vector<Whole> parts(weights.size()), remainders(weights.size());
  Whole left = whole;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Whole product = whole * weights[i];
    divide_qr(product, all, parts[i], remainders[i]);
    left -= parts[i];
  }
  const auto places = by_remainder(remainders);
  for (auto place = places.begin(); left > 0; ++place, --left) ++parts[*place];
  return parts;
}

}  // namespace largest_remainder_detail

template <>
Result<std::vector<boost::multiprecision::cpp_int>> largest_remainder(const boost::multiprecision::cpp_int& whole,
                                                                     std::span<const boost::multiprecision::cpp_int> weights) {
  using largest_remainder_detail::Whole;
  if (whole < 0 || std::ranges::any_of(weights, [](const Whole& weight) { return weight < 0; }))
    return refuse(Blame::input, "largest-remainder.negative");
  const Whole all = std::accumulate(weights.begin(), weights.end(), Whole(0));
  if (all == 0 && whole > 0) return refuse(Blame::input, "largest-remainder.no-weight");
  if (all == 0) return std::vector<Whole>(weights.size());
  return largest_remainder_detail::parts_of(whole, weights, all);
}

template <>
Result<std::vector<std::int64_t>> largest_remainder(const std::int64_t& whole, std::span<const std::int64_t> weights) {
  using largest_remainder_detail::Whole;
  const std::vector<Whole> wide(weights.begin(), weights.end());
  const auto parts = largest_remainder<Whole>(Whole(whole), wide);
  if (!parts) return std::unexpected(parts.error());
  std::vector<std::int64_t> narrow;
  for (const auto& part : *parts) narrow.push_back(part.convert_to<std::int64_t>());
  return narrow;
}

}  // namespace potensial::stats
