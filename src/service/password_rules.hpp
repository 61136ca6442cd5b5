// What makes a password too easy to guess (SEC-10; ASVS 5.0, 6.2): it is among those that many people use, is made of few
// different characters or of one short piece again and again, or holds the person's own name or address.
// Case is ignored. Length is the other half of the rule and is the caller's. Const use is thread-safe.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.hpp"

namespace potensial::service {

std::size_t length_of_password(std::string_view utf8);  // in characters (code points)

class GuessablePasswords {
 public:
  // A text file, one common password a line. Refuses "web.missing".
  static Result<GuessablePasswords> load(const std::filesystem::path& file);
  explicit GuessablePasswords(std::unordered_set<std::string> common) : common_(std::move(common)) {}

  // `own`: name and mail of the person; their words of four letters and more count.
  bool is_guessable(std::string_view password, std::span<const std::string> own) const;

 private:
  std::unordered_set<std::string> common_;  // in lower case
};

}  // namespace potensial::service
