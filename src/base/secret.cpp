#include "base/secret.hpp"

#include <sodium.h>

#include <array>
#include <new>

#include "base/sha256.hpp"

namespace potensial {

std::string random_token(const RandomBytes& random) {
  std::array<unsigned char, 32> bytes;
  random(bytes);
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the terminating zero
  return text;
}

// Hashes first: what is compared has one length, and its bytes follow from neither secret.
bool same_secret(std::string_view a, std::string_view b) {
  const auto left = sha256(a), right = sha256(b);
  return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string password_hash(std::string_view password, const PasswordCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_argon2id_str(text.data(), password.data(), password.size(), cost.passes, cost.memory) != 0) throw std::bad_alloc();
  return text.data();
}

bool password_matches(const std::string& hash, std::string_view password) {
  return hash.size() < crypto_pwhash_STRBYTES && crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace potensial
