// What administrators see of the outbox: what was sent, waits or failed and why, without words or links of any mail, and a
// way to send again what was not sent. Where no mails are sent there is no such page. One thread at a time, as the home.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> outbox_operations();

}  // namespace potensial::service
