#include "stats/group_kernels.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <vector>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define POTENSIAL_WIDTHS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define POTENSIAL_WIDTHS
#endif
#define POTENSIAL_INLINE [[gnu::always_inline]] inline

namespace potensial::stats {
namespace group_kernels_detail {

// Vectors of the compiler: one register where the machine has it so wide, several where it has not.
struct alignas(64) WholeLanes {
  std::int32_t at __attribute__((vector_size(64)));
};
struct alignas(64) HalfLanes {
  double at __attribute__((vector_size(64)));
};


// table[p]: sum of eight clusters' values under sign pattern p.
POTENSIAL_INLINE void fill_table(const std::int32_t* values, WholeLanes* table) {
  WholeLanes cluster[8];
  std::memcpy(cluster, values, sizeof cluster);
  table[0] = cluster[0];
  for (std::size_t j = 1; j < 8; ++j) table[0].at += cluster[j].at;
  for (std::size_t j = 0; j < 8; ++j)
    for (std::size_t pattern = 0; pattern < std::size_t{1} << j; ++pattern)
      table[pattern + (std::size_t{1} << j)].at = table[pattern].at - 2 * cluster[j].at;
}

constexpr std::size_t rows_together = 4;

template <std::size_t Rows>
POTENSIAL_INLINE void subtract_from_rows(double* rows, const double* weights, const double* lines,
                                         std::size_t line_count) {
  HalfLanes sums[Rows][2];
  for (std::size_t r = 0; r < Rows; ++r) std::memcpy(sums[r], rows + r * group_lanes, sizeof sums[r]);
  for (std::size_t k = 0; k < line_count; ++k) {
    HalfLanes line[2];
    std::memcpy(line, lines + k * group_lanes, sizeof line);
    for (std::size_t r = 0; r < Rows; ++r) {
      const double weight = weights[r * line_count + k];
      sums[r][0].at -= weight * line[0].at;
      sums[r][1].at -= weight * line[1].at;
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) std::memcpy(rows + r * group_lanes, sums[r], sizeof sums[r]);
}

}  // namespace group_kernels_detail

POTENSIAL_WIDTHS
void subtract_product(double* rows, std::size_t row_count, const double* weights, const double* lines,
                      std::size_t line_count) {
  using namespace group_kernels_detail;
  std::size_t r = 0;
  for (; r + rows_together <= row_count; r += rows_together)
    subtract_from_rows<rows_together>(rows + r * group_lanes, weights + r * line_count, lines, line_count);
  for (; r < row_count; ++r) subtract_from_rows<1>(rows + r * group_lanes, weights + r * line_count, lines, line_count);
}

POTENSIAL_WIDTHS
void raise_flip_maxima(const std::int32_t* values, const SignPatterns& patterns, std::int32_t* maxima) {
  using namespace group_kernels_detail;
  const std::size_t draws = patterns.draws();
  WholeLanes table[256], next_table[256];
  std::vector<WholeLanes> sums(draws, WholeLanes{});
  std::size_t byte = 0;
  // Two bytes at a time: the sums of all draws, larger than the tables, are read and written half as often.
  for (; byte + 2 <= patterns.bytes(); byte += 2) {
    fill_table(values + byte * 8 * group_lanes, table);
    fill_table(values + (byte + 1) * 8 * group_lanes, next_table);
    const auto *pattern = patterns.of_byte(byte), *next = patterns.of_byte(byte + 1);
    for (std::size_t b = 0; b < draws; ++b) sums[b].at += table[pattern[b]].at + next_table[next[b]].at;
  }
  if (byte < patterns.bytes()) {
    fill_table(values + byte * 8 * group_lanes, table);
    const auto* pattern = patterns.of_byte(byte);
    for (std::size_t b = 0; b < draws; ++b) sums[b].at += table[pattern[b]].at;
  }
  for (std::size_t b = 0; b < draws; ++b)
    for (std::size_t lane = 0; lane < group_lanes; ++lane)
      maxima[b] = std::max(maxima[b], std::abs(sums[b].at[lane]));
}

}  // namespace potensial::stats

#undef POTENSIAL_WIDTHS
#undef POTENSIAL_INLINE
