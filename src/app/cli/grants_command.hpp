// `potensial grants`: what a published file of grants (360Giving) holds.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_grants_command(CLI::App& app, Session& session);

}  // namespace potensial::app
