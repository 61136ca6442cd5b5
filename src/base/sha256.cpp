#include "base/sha256.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include <openssl/evp.h>

namespace potensial {

namespace {

std::runtime_error engine_failed() { return std::runtime_error("the SHA-256 of OpenSSL failed"); }

std::string hexadecimal(std::span<const unsigned char> digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string written;
  for (const auto byte : digest) {
    written += digits[byte >> 4];
    written += digits[byte & 15];
  }
  return written;
}

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Context new_context() {
  Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!context) throw engine_failed();
  return context;
}

}  // namespace

struct Sha256::State {
  Context context = new_context();
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) throw engine_failed();
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1) throw engine_failed();
}

std::string Sha256::hex() const {
  const auto copy = new_context();
  std::array<unsigned char, 32> digest{};
  if (EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()) != 1 ||
      EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr) != 1)
    throw engine_failed();
  return hexadecimal(digest);
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
