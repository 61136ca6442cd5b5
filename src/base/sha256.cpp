#include "base/sha256.hpp"

#include <array>
#include <fstream>
#include <vector>

#include <sodium.h>

namespace potensial {

struct Sha256::State {
  crypto_hash_sha256_state value;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->value); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->value, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Sha256::hex() const {
  auto copy = state_->value;
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&copy, digest.data());
  std::string written(2 * digest.size() + 1, '\0');
  sodium_bin2hex(written.data(), written.size(), digest.data(), digest.size());
  written.pop_back();
  return written;
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

Result<std::string> sha256_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  Sha256 hash;
  std::vector<char> piece(1 << 20);
  while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) || stream.gcount() > 0)
    hash.add({piece.data(), static_cast<std::size_t>(stream.gcount())});
  if (!stream.eof()) return refuse(Blame::file, "file.unreadable", {{"file", file.string()}});
  return hash.hex();
}

}  // namespace potensial
