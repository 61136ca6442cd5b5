// agency/: what partner agencies return about learners, for the whole nation in one file each; and inspection/.
#pragma once

#include "demonstration/planted_schools.hpp"
#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

void write_agencies(const Nation& nation, Output& output);
void write_inspections(const World& world, const std::vector<PlantedSchool>& planted, Output& output);

}  // namespace potensial::demonstration
