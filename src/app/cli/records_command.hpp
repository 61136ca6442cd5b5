// `potensial records`: which records may be one learner, and the decisions to merge, to split and to undo.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_records_command(CLI::App& app, Session& session);

}  // namespace potensial::app
