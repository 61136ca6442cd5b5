// The page of completeness (P10): what do we not know about whom (DATA-07)? As blocks. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/completeness.hpp"
#include "insight/description_parts.hpp"

namespace potensial::insight {

// A characteristic of the page and the analyses that use it or stand on the same item of the record.
struct CharacteristicUse {
  std::string characteristic;
  Text name;
  std::vector<std::string> analyses;  // "search", "groups", "circumstances", "families": end message ids
};

struct CompletenessPageInput {
  DescribedScope scope;
  std::vector<CharacteristicUse> characteristics;
  std::vector<Completeness> whole;  // of the scope, one per characteristic
  std::vector<Completeness> parts;  // of its authorities or schools
  double least = 0.90;              // recorded share below which an analysis warns
  std::vector<Text> never_loaded;   // characteristics that nothing loaded so far tells of anybody
  Names names;
};

Page completeness_page(const CompletenessPageInput& input);

}  // namespace potensial::insight
