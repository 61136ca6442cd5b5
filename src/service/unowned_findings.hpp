// Findings that nobody owns after the days of the rule, oldest first (GRP-10): for whoever looks after an authority, and those
// of a school for its head. One thread at a time, as the home.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/organisation.hpp"
#include "service/operation.hpp"

namespace potensial::service {

enum class WhereNone { is_said, is_absent };

// Whether there is any of an authority. Refuses what the rule refuses.
Result<bool> findings_wait(Home& home, const std::string& authority, Date today);

// Of the searches of an authority, each with the school that is furthest behind in it.
Result<std::vector<Block>> findings_without_owner(Call& call, const std::string& authority, WhereNone none);

// Of these the ones in which the school is among those furthest behind; nothing where there is none.
Result<std::vector<Block>> findings_without_owner_at(Call& call, const Organisation& school);

}  // namespace potensial::service
