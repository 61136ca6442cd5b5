#include "base/counter_random.hpp"

#include "base/portable_math.hpp"

namespace potensial {
namespace counter {

// FNV-1a of the name, started from the mixed seed, then the finaliser of MurmurHash3.
std::uint64_t mixed(std::uint64_t seed, std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325ull ^ (seed * 0x9E3779B97F4A7C15ull);
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ull;
  hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDull;
  hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53ull;
  return hash ^ (hash >> 33);
}

}  // namespace counter

PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) {
  for (int round = 0; round < 10; ++round) {
    const auto first = std::uint64_t{0xD2511F53} * counter[0];
    const auto second = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(second),
               static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(first)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

double Draws::uniform() {
  const auto block = next_ / 2;
  if (block != block_) {
    bits_ = philox4x32({static_cast<std::uint32_t>(entity_), static_cast<std::uint32_t>(entity_ >> 32), year_, block}, key_);
    block_ = block;
  }
  const auto half = 2 * (next_++ % 2);
  const auto bits = (std::uint64_t{bits_[half]} << 21) ^ (bits_[half + 1] >> 11);
  return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

double Draws::normal() { return normal_quantile_portable(uniform()); }

std::uint32_t Draws::below(std::uint32_t count) {
  return static_cast<std::uint32_t>(uniform() * static_cast<double>(count));
}

std::uint32_t Draws::pick(std::span<const double> weights) {
  double total = 0;
  for (const auto weight : weights) total += weight;
  double left = uniform() * total;
  for (std::uint32_t i = 0; i + 1 < weights.size(); ++i)
    if ((left -= weights[i]) < 0) return i;
  return static_cast<std::uint32_t>(weights.size()) - 1;
}

std::uint32_t Draws::poisson(double mean) {
  double left = uniform();
  double share = portable_exp(-mean);
  std::uint32_t count = 0;
  while ((left -= share) > 0 && count < 100) share *= mean / ++count;
  return count;
}

RandomStream::RandomStream(std::uint64_t seed, std::string_view name) {
  const auto hash = counter::mixed(seed, name);
  key_ = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32)};
}

}  // namespace potensial
