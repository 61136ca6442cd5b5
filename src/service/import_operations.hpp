// Operations about files that are sent in: see what came, send one, import it after its preview, stop or drop it, and decide
// about a held load. Work that may take longer than a request is done by ImportJobs. Internal to operations.cpp and
// front_door.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> import_operations();

// The task whose page a target is; nothing for any other page.
std::optional<std::int64_t> task_of(const Target& target);

}  // namespace potensial::service
