// Commands of those who run the service: potensial init, potensial doctor, potensial api.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_operator_commands(CLI::App& app, Session& session);

}  // namespace potensial::app
