// Tells those who decide about findings by mail that some wait without an owner for longer than the rule allows: once a
// week at most (GRP-10). One thread at a time, as the home.
#pragma once

#include <chrono>

#include "model/access.hpp"
#include "service/home.hpp"

namespace potensial::service {

// Refuses what the rule of findings refuses.
Result<void> remind_of_findings(Home& home, const AccessPolicy& policy, std::chrono::sys_seconds at);

}  // namespace potensial::service
