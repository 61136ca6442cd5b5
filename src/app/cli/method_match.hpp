// `potensial method match`: flags of the matching of any table; see service/method_match.hpp.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_method_match(CLI::App& method, Session& session);

}  // namespace potensial::app
