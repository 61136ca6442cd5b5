// The catalogue of this checkout, for tests that run its definitions.
#pragma once

#include <stdexcept>
#include <string>

#include "catalogue/catalogue.hpp"

namespace potensial::tests {

inline std::string sentence(const Refusal& refusal) {
  auto said = refusal.code;
  for (const auto& [name, value] : refusal.arguments) said += " " + name + "=" + value;
  return said;
}

inline const catalogue::Catalogue& real_catalogue() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue");
  if (!loaded) throw std::runtime_error(sentence(loaded.error()));
  return *loaded;
}

// A day on which the version holds.
inline Date day_of(const Definition& definition) {
  if (definition.to) return *definition.to;
  return definition.from.value_or(Date(2010, 1, 12));
}

}  // namespace potensial::tests
