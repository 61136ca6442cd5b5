// `potensial method groups`: flags of the search of all groups; see service/method_groups.hpp.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_method_groups(CLI::App& method, Session& session);

}  // namespace potensial::app
