#include "base/one_time_code.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cctype>
#include <vector>

namespace potensial {
namespace one_time {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t secret_bytes = 20;

std::string base32(std::span<const unsigned char> bytes) {
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (const auto byte : bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
  }
  if (bits > 0) text += alphabet[(held << (5 - bits)) & 31];
  return text;
}

std::optional<std::vector<unsigned char>> bytes_of(std::string_view base32_text) {
  std::vector<unsigned char> bytes;
  unsigned held = 0;
  int bits = 0;
  for (const char c : base32_text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 5) | static_cast<unsigned>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<unsigned char>(held >> bits));
  }
  return bytes.empty() ? std::nullopt : std::optional(bytes);
}

std::array<unsigned char, 20> hmac_sha1(std::span<const unsigned char> key, std::int64_t counter) {
  std::array<unsigned char, 8> message;
  for (int i = 0; i < 8; ++i) message[i] = static_cast<unsigned char>(counter >> (56 - 8 * i));
  std::array<unsigned char, 20> digest{};
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest.data(), nullptr);
  return digest;
}

// RFC 4226, section 5.3.
std::uint32_t truncated(const std::array<unsigned char, 20>& digest) {
  const std::size_t offset = digest[19] & 15;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8) | digest[offset + i];
  return number & 0x7fffffff;
}

std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '-' || c == '.' || c == '_') out += c;
    else out += fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace one_time

std::string one_time_secret(const RandomBytes& random) {
  std::array<unsigned char, one_time::secret_bytes> bytes;
  random(bytes);
  return one_time::base32(bytes);
}

std::int64_t one_time_step(std::chrono::sys_seconds at) { return at.time_since_epoch() / std::chrono::seconds(30); }

std::string one_time_code(const std::string& base32_secret, std::int64_t step) {
  const auto key = one_time::bytes_of(base32_secret);
  return key ? fmt::format("{:06}", one_time::truncated(one_time::hmac_sha1(*key, step)) % 1'000'000) : std::string();
}

std::optional<std::int64_t> one_time_match(const std::string& base32_secret, std::string_view code, std::chrono::sys_seconds at,
                                           std::int64_t last_used) {
  std::optional<std::int64_t> matched;
  const auto now = one_time_step(at);
  for (const auto step : {now - 1, now, now + 1})
    if (step > last_used && code.size() == 6 && same_secret(one_time_code(base32_secret, step), code)) matched = step;
  return matched;
}

std::string one_time_address(const std::string& base32_secret, std::string_view account, std::string_view issuer) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", one_time::quoted(issuer), one_time::quoted(account), base32_secret);
}

}  // namespace potensial
