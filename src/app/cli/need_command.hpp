// `potensial need PLACE`: schools of an authority, or authorities of Wales, in the order of their need, by the published
// weights or by others.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::app {

void add_need_command(CLI::App& app, Session& session);

}  // namespace potensial::app
