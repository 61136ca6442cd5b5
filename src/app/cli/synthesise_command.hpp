// `potensial synthesise`: makes the invented demonstration nation in a folder.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_synthesise_command(CLI::App& app, Session& session);

}  // namespace potensial::app
