// `potensial form`: the forms of the catalogue, what one of them asks, and what is wrong with answers in a file.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_form_command(CLI::App& app, Session& session);

}  // namespace potensial::app
