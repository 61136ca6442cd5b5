// `potensial allocation AUTHORITY`: what its schools would get of a delegated sum by the formula asked for, and whether the
// money follows need.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_allocation_command(CLI::App& app, Session& session);

}  // namespace potensial::app
