// The commands that show pages: `school`, `learner`, `finding`, `authority`, `wales`, `family` and `groups` as text or
// JSON, `describe` for how things stand, `report` as one file, `pages` as a tree of files.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_page_commands(CLI::App& app, Session& session);

}  // namespace potensial::app
