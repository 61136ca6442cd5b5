// `potensial do` and `potensial see`: every operation of the pages from the command line, as a person of the home.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_operation_commands(CLI::App& app, Session& session);

}  // namespace potensial::app
