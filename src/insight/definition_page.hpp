// The page of a definition (P11): what exactly is this figure (DATA-11)? Numerator, denominator, who is left out,
// validity, source, versions, the example that is its test, the rule of its verdict in words and the loads behind
// it. As blocks. Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "insight/page_parts.hpp"
#include "model/definition.hpp"

namespace potensial::insight {

struct DefinitionVersion {
  int version = 1;
  Text name;
  std::optional<Date> from, to;
  Text numerator;
  std::string source;
};

struct LoadsOfCollection {
  Text collection;
  std::vector<std::int64_t> loads;
};

struct DefinitionPageInput {
  Indicator indicator;                      // the version shown
  Text stage;                               // key stage; empty: every year group
  std::vector<DefinitionVersion> versions;  // oldest first
  std::optional<Node> example;
  Text rule, rule_name;                     // the rule of its verdicts, in words
  int rule_version = 1;
  std::vector<Indicator> earlier;           // indicators it is compared with
  std::vector<Indicator> parts;             // that are a part or another cut of it
  std::vector<LoadsOfCollection> loads;     // current loads of the collections it reads
  bool invented = false;
};

Page definition_page(const DefinitionPageInput& input);

}  // namespace potensial::insight
