// The document of the API (OpenAPI 3.1), made from the operations: every address, parameter, answer and refusal. Pure.
#pragma once

#include <string>

#include "model/access.hpp"

namespace potensial::app {

// `policy` names the operations in both languages.
std::string api_document(const AccessPolicy& policy, const std::string& version);

}  // namespace potensial::app
