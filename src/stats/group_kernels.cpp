#include "stats/group_kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <vector>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define POTENSIAL_WIDTHS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define POTENSIAL_WIDTHS
#endif

namespace potensial::stats {

POTENSIAL_WIDTHS
std::uint64_t common_bits(const std::uint64_t* one, const std::uint64_t* other, std::size_t words) {
  std::uint64_t bits = 0;
  for (std::size_t w = 0; w < words; ++w) bits += static_cast<std::uint64_t>(std::popcount(one[w] & other[w]));
  return bits;
}

POTENSIAL_WIDTHS
void subtract_lines(double* __restrict row, std::size_t width, const double* weights, const double* lines,
                    std::size_t count) {
  constexpr std::size_t strip = 64;
  double sums[strip];
  for (std::size_t from = 0; from < width; from += strip) {
    const std::size_t here = std::min(strip, width - from);
    std::copy_n(row + from, here, sums);
    for (std::size_t k = 0; k < count; ++k) {
      const double* line = lines + k * width + from;
      const double weight = weights[k];
      for (std::size_t c = 0; c < here; ++c) sums[c] -= weight * line[c];
    }
    std::copy_n(sums, here, row + from);
  }
}

namespace group_kernels_detail {

// table[p]: sum of the eight clusters' values under sign pattern p.
[[gnu::always_inline]] inline void fill_table(const std::int32_t* values, std::int32_t* table) {
  for (std::size_t lane = 0; lane < flip_lanes; ++lane) {
    table[lane] = 0;
    for (std::size_t j = 0; j < 8; ++j) table[lane] += values[j * flip_lanes + lane];
  }
  for (std::size_t j = 0; j < 8; ++j)
    for (std::size_t pattern = 0; pattern < std::size_t{1} << j; ++pattern) {
      const auto* from = table + pattern * flip_lanes;
      auto* to = table + (pattern + (std::size_t{1} << j)) * flip_lanes;
      for (std::size_t lane = 0; lane < flip_lanes; ++lane) to[lane] = from[lane] - 2 * values[j * flip_lanes + lane];
    }
}

[[gnu::always_inline]] inline void add_draws(const std::int32_t* table, const std::uint8_t* bytes, std::size_t draws,
                                             std::int32_t* sums) {
  for (std::size_t b = 0; b < draws; ++b) {
    const auto* signed_sum = table + bytes[b] * flip_lanes;
    for (std::size_t lane = 0; lane < flip_lanes; ++lane) sums[b * flip_lanes + lane] += signed_sum[lane];
  }
}

}  // namespace group_kernels_detail

POTENSIAL_WIDTHS
void raise_flip_maxima(const std::int32_t* values, const SignPatterns& patterns, std::int32_t* maxima) {
  const std::size_t draws = patterns.draws();
  alignas(64) std::int32_t table[256 * flip_lanes];
  std::vector<std::int32_t> sums(draws * flip_lanes, 0);
  for (std::size_t byte = 0; byte < patterns.bytes(); ++byte) {
    group_kernels_detail::fill_table(values + byte * 8 * flip_lanes, table);
    group_kernels_detail::add_draws(table, patterns.of_byte(byte), draws, sums.data());
  }
  for (std::size_t b = 0; b < draws; ++b)
    for (std::size_t lane = 0; lane < flip_lanes; ++lane)
      maxima[b] = std::max(maxima[b], std::abs(sums[b * flip_lanes + lane]));
}

}  // namespace potensial::stats

#undef POTENSIAL_WIDTHS
