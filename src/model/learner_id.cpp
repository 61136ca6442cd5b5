#include "model/learner_id.hpp"

namespace potensial {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t length = 13;  // 13 x 5 bits hold 64

}  // namespace

std::string text(LearnerId id) {
  std::string written(length, '0');
  auto rest = static_cast<std::uint64_t>(id);
  for (auto place = length; place-- > 0; rest >>= 5) written[place] = alphabet[rest & 31];
  return written;
}

std::optional<LearnerId> learner_id(std::string_view written) {
  if (written.size() != length || written[0] > 'f') return std::nullopt;
  std::uint64_t id = 0;
  for (const char letter : written) {
    const auto digit = alphabet.find(letter);
    if (digit == std::string_view::npos) return std::nullopt;
    id = id << 5 | digit;
  }
  return LearnerId{id};
}

}  // namespace potensial
