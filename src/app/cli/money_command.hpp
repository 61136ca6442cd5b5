// `potensial import-money PATH...`: delegations of earlier years from CSV files, all rows or none; of a folder, its delegation.csv
// and the bids of earlier years that stand in it (service/bid_history.hpp).
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_money_command(CLI::App& app, Session& session);

}  // namespace potensial::app
