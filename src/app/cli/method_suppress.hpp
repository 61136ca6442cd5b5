// `potensial method suppress`: flags of the release gate on any table of counts; see service/method_suppress.hpp.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_method_suppress(CLI::App& method, Session& session);

}  // namespace potensial::app
