// `potensial release`: takes the core data sets of a year through the release gate, for everybody from their day on.
#pragma once

#include "app/cli/session.hpp"

namespace CLI {
class App;
}

namespace potensial::app {

void add_release_command(CLI::App& app, Session& session);

}  // namespace potensial::app
