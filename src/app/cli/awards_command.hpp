// `potensial awards YEAR --funder-id ID --funder NAME`: the awards of a financial year as an open file of grants.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_awards_command(CLI::App& app, Session& session);

}  // namespace potensial::app
