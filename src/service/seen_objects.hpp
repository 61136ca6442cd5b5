// What the audit log says of a view: the page itself and each learner whom it names, and the purposes for which it was allowed.
// Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "service/access.hpp"

namespace potensial::service {

// "learners/6802801", then "learner/4xw0c..." for each.
std::vector<std::string> objects_seen(const Page& page);

std::string purposes_of(const Permission& permission);  // "improvement"; several joined by commas

}  // namespace potensial::service
