// `potensial method allocate`: flags of money by formula; see service/method_allocate.hpp.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_method_allocate(CLI::App& method, Session& session);

}  // namespace potensial::app
