// `potensial import-money PATH...`: delegations of earlier years from CSV files, all rows or none; of a folder, its delegation.csv and
// the bids, spending plans and spend of earlier years that stand in it (service/bid_history.hpp, plan_history.hpp, spend_history.hpp).
// A file plans.csv or spend.csv is loaded alone, what is on record already staying as it is. Status 1 where a row of spend is refused.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_money_command(CLI::App& app, Session& session);

}  // namespace potensial::app
