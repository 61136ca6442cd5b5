// What a person may see that has a name like the one typed: organisations, findings, definitions and, for those entitled to
// them, learners by name or unique pupil number. Nearest first. What the person may not see is neither compared nor
// counted, so that nothing in an answer tells that it exists (SEC-2). One thread at a time, as the home.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// At most so many of a kind are shown.
inline constexpr std::size_t most_found = 25;

struct Named {
  Phrase name;
  Target link;
  std::vector<Phrase> beside;  // what else tells it apart, one for each further column
};

// The nearest of one kind, and whether there were more.
struct NamedThings {
  std::vector<Named> nearest;
  bool more = false;
};

struct LearnersFound {
  NamedThings learners;
  bool entitled = false;       // to the learners of any school
  Permission permission;       // what opened those that were found
};

NamedThings organisations_named(Call& call, std::string_view typed);
NamedThings findings_named(Call& call, std::string_view typed);
NamedThings definitions_named(Call& call, std::string_view typed);
Result<LearnersFound> learners_named(Call& call, std::string_view typed);

}  // namespace potensial::service
