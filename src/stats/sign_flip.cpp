#include "stats/sign_flip.hpp"

namespace potensial::stats {

SignPatterns::SignPatterns(std::uint64_t seed, std::size_t draws, std::size_t clusters)
    : draws_(draws), clusters_(clusters), packed_(((clusters + 7) / 8) * draws, 0) {
  for (std::size_t s = 0; s < clusters; ++s)
    for (std::size_t b = 0; b < draws; ++b)
      if (sign_flip(seed, b, s) < 0) packed_[(s / 8) * draws + b] |= static_cast<std::uint8_t>(1u << (s % 8));
}

}  // namespace potensial::stats
