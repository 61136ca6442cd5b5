// Pages of targeting decisions, as blocks: all of an authority, and one with its schools and every change by hand. Words:
// catalogue/messages/targeting.yaml. Pure; thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/block.hpp"
#include "model/targeting.hpp"

namespace potensial::service {

Page targetings_page(const std::string& authority, const Text& name, const std::vector<Targeting>& targetings);

struct TargetingPageInput {
  Targeting targeting;
  Text authority;
  std::map<std::string, Text> names;                       // of schools
  std::function<bool(const std::string& school)> is_seen;  // by the reader
};
Page targeting_page(const TargetingPageInput& input);

}  // namespace potensial::service
