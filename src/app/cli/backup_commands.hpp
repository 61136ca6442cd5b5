// `potensial backup` and `potensial restore`.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_backup_commands(CLI::App& app, Session& session);

}  // namespace potensial::app
