// Tells those who spend an award by mail that money of it is expected to be left: on the days of the rule, or within a
// fortnight after them where the service did not run, once for each (MON-03). One thread at a time, as the home.
#pragma once

#include <chrono>

#include "model/access.hpp"
#include "service/home.hpp"

namespace potensial::service {

// Refuses what the rule of follow-ups refuses.
Result<void> remind_of_money(Home& home, const AccessPolicy& policy, std::chrono::sys_seconds at);

}  // namespace potensial::service
