// The body of a request to the API: one flat JSON object (RFC 8259) of texts, numbers, yes and no, as values by name.
// Refuses "api.bad-json": what is no such object, a name that stands twice, nested values, text that is not UTF-8 (SEC-26).
// Numbers keep their digits as written. Pure, thread-safe.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "service/operation.hpp"

namespace potensial::app {

Result<service::Values> json_values(std::string_view body);

}  // namespace potensial::app
