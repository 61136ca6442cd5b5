// Reads many definitions with the reader of their kind; the first refusal ends it.
#pragma once

#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/definition.hpp"

namespace potensial::catalogue {

template <class T>
Result<std::vector<T>> read_all(const std::vector<const Definition*>& definitions, Result<T> (*read)(const Definition&)) {
  std::vector<T> all;
  for (const auto* each : definitions) {
    auto one = read(*each);
    if (!one) return std::unexpected(std::move(one.error()));
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace potensial::catalogue
