// The signs of the sign-flip test: every draw gives each cluster +1 or -1, from a counter and not from a
// stream, so that results do not depend on threads or on the order of the rows (the inference
// specification, section 4.6; mixing function of SplitMix64, Steele and others 2014).
//
// sign_flip: the sign of cluster s (numbered from 0 by ascending bytes of its id, below 2^32) in draw b.
// SignPatterns: the signs of many draws packed eight clusters to a byte, bit set = -1; cluster 8g + j is bit
// j of byte g. Pure, thread-safe once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace potensial::stats {

constexpr int sign_flip(std::uint64_t seed, std::uint64_t draw, std::uint64_t cluster) {
  const std::uint64_t x = seed + 0x9E3779B97F4A7C15ull * (((draw << 32) + cluster) + 1);
  std::uint64_t z = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  z ^= z >> 31;
  return z >> 63 ? -1 : 1;
}

class SignPatterns {
 public:
  SignPatterns(std::uint64_t seed, std::size_t draws, std::size_t clusters);

  std::size_t draws() const { return draws_; }
  std::size_t bytes() const { return (clusters_ + 7) / 8; }  // per draw
  // The byte of eight clusters in all draws, one after another.
  const std::uint8_t* of_byte(std::size_t byte) const { return packed_.data() + byte * draws_; }

 private:
  std::size_t draws_, clusters_;
  std::vector<std::uint8_t> packed_;
};

}  // namespace potensial::stats
