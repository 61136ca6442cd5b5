// `potensial audit`: who did or saw what, and whether anybody changed the log.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_audit_command(CLI::App& app, Session& session);

}  // namespace potensial::app
