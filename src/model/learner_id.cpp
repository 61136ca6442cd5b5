#include "model/learner_id.hpp"

namespace potensial {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t length = 13;  // 13 x 5 bits hold 64

char small(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string text(LearnerId id) {
  std::string written(length, '0');
  auto rest = static_cast<std::uint64_t>(id);
  for (auto place = length; place-- > 0; rest >>= 5) written[place] = alphabet[rest & 31];
  return written;
}

std::optional<LearnerId> learner_id(std::string_view written) {
  if (written.size() != length) return std::nullopt;
  std::uint64_t id = 0;
  for (const char letter : written) {
    const auto digit = alphabet.find(small(letter));
    const bool too_large = id >> 59 != 0;
    if (digit == std::string_view::npos || too_large) return std::nullopt;
    id = id << 5 | digit;
  }
  return LearnerId{id};
}

}  // namespace potensial
