// `potensial import-money FILE...`: delegations of earlier years from CSV files, all rows or none.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_money_command(CLI::App& app, Session& session);

}  // namespace potensial::app
