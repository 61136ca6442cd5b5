// Operations about searches for groups that fall short: see those that were made, start one, stop it. What they find is what
// `potensial find` finds, and is kept like it. Internal to operations.cpp and front_door.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> find_operations();

// The search whose page a target is; nothing for any other page.
std::optional<std::int64_t> search_of(const Target& target);

}  // namespace potensial::service
