// SHA-256 (FIPS 180-4) of bytes, in pieces or at once; results are 64 lower-case hexadecimal digits.
// A Sha256 serves one thread at a time; the free functions are thread-safe.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace potensial {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  std::string hex() const;  // of all bytes added so far; more may follow

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);
// Refuses "file.unreadable".
Result<std::string> sha256_of_file(const std::filesystem::path& file);

}  // namespace potensial
