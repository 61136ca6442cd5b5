// What a person reads when a question was refused (pages.md section 8): what happened and what to do next. Faults of ours
// carry only a reference; what went wrong stands in the operator's log (SEC-34). The page says of itself what it refuses, so
// that the switch of language can say it again where no address leads to it. Pure, thread-safe.
#pragma once

#include <string>

#include "base/result.hpp"
#include "model/block.hpp"

namespace potensial::service {

// The same question may be answered a little later: pages are being worked out.
bool is_for_now(const Refusal& refusal);

Page refusal_page(const Refusal& refusal, const std::string& incident);

}  // namespace potensial::service
