// `potensial find`: the groups that fall short, as text for people or as one JSON document.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_find_command(CLI::App& app, Session& session);

}  // namespace potensial::app
