// Random numbers without state: every number is a pure function of (seed, stream name, entity, year, draw).
//
// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011). Order and
// number of threads cannot matter, and a new stream moves no number of another. One block serves two draws:
// draw n is half n mod 2 of the block with counter (entity low, entity high, year, n / 2). Values are
// 53-bit uniforms strictly between 0 and 1. Value types; `Draws` is a cursor, one per thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace potensial {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;
PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key);

// The draws of one entity in one year, counted from 0 (or from `skip_to`).
class Draws {
 public:
  Draws(PhiloxKey key, std::uint64_t entity, std::uint32_t year) : key_(key), entity_(entity), year_(year) {}

  double uniform();                                   // 0 < u < 1
  double normal();                                    // mean 0, variance 1, by inversion: one draw
  bool happens(double probability) { return uniform() < probability; }
  std::uint32_t below(std::uint32_t count);           // 0 .. count-1
  std::uint32_t pick(std::span<const double> weights);  // index with probability proportional to weight
  std::uint32_t poisson(double mean);                 // by inversion: one draw; mean below 30
  void skip_to(std::uint32_t draw) { next_ = draw; }

 private:
  PhiloxKey key_;
  std::uint64_t entity_;
  std::uint32_t year_;
  std::uint32_t next_ = 0;
  std::uint32_t block_ = 0xFFFFFFFF;
  PhiloxCounter bits_{};
};

class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view name);
  Draws at(std::uint64_t entity, std::uint32_t year = 0) const { return {key_, entity, year}; }

 private:
  PhiloxKey key_;
};

}  // namespace potensial
