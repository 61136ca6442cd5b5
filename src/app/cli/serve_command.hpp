// potensial serve: the web service, on this machine unless a proxy stands before it.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_serve_command(CLI::App& app, Session& session);

}  // namespace potensial::app
