// organisations/: authorities, schools, memberships, clusters and small areas.
#pragma once

#include "demonstration/output.hpp"
#include "demonstration/world.hpp"

namespace potensial::demonstration {

void write_organisations(const World& world, Output& output);

}  // namespace potensial::demonstration
