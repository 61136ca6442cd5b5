// Text that exists in both languages, and the choice between them. Value types, thread-safe.
#pragma once

#include <string>

namespace potensial {

enum class Language { en, cy };

struct Text {
  std::string en, cy;

  const std::string& in(Language language) const { return language == Language::cy ? cy : en; }
  bool operator==(const Text&) const = default;
};

}  // namespace potensial
