#include "model/code_set.hpp"

#include <algorithm>

namespace potensial {

const Code* CodeSet::find(std::string_view code) const {
  for (const auto& each : codes)
    if (each.code == code || std::ranges::find(each.aliases, code) != each.aliases.end()) return &each;
  return nullptr;
}

}  // namespace potensial
