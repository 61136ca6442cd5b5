// Secrets: unguessable tokens, password hashes and comparison that tells nothing by its time.
//
// Tokens have 256 random bits (ASVS 5.0, 7.2.3 asks for 128) in the URL alphabet of base64. Passwords are hashed with
// Argon2id, at least 19 MiB and two passes (SEC-10); the cost stands in the hash, so that it may rise. Random bytes are
// passed in. Pure functions, thread-safe; a hash takes tens of milliseconds and its memory.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace potensial {

// Fills the bytes with unpredictable ones: libsodium's randombytes_buf, or in tests a counter.
using RandomBytes = std::function<void(std::span<unsigned char>)>;

struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory = std::size_t{19} << 20;  // bytes
};

std::string random_token(const RandomBytes& random);
// Takes as long for a first as for a last byte that differs (SEC-33).
bool same_secret(std::string_view a, std::string_view b);

// "argon2id" with its cost, salt and hash as libsodium writes them: $argon2id$v=19$m=19456,t=2,p=1$...
std::string password_hash(std::string_view password, const PasswordCost& cost);
// Also false for a hash that is none.
bool password_matches(const std::string& hash, std::string_view password);

}  // namespace potensial
