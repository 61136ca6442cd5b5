// `potensial guidance`: the funds, one of them with its years, or what its money is for in a year and what not.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_guidance_command(CLI::App& app, Session& session);

}  // namespace potensial::app
