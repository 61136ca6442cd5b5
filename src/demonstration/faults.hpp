// Faults for the import: files under faulty/ that must be refused, held, quarantined or read all the same, and the
// list of those that stand in the ordinary files.
//
// After the demonstration specification, section 11. A faulty file is a copy of an ordinary one, at
// faulty/ID/ and the ordinary path, so that importing everything else gives a clean nation.
#pragma once

#include <vector>

#include "demonstration/output.hpp"
#include "demonstration/result_files.hpp"
#include "demonstration/truth_file.hpp"

namespace potensial::demonstration {

// Reads the ordinary files back from the folder that `output` wrote. Gives every fault, those within too.
std::vector<PlantedFault> write_faults(const Nation& nation, Output& output);

}  // namespace potensial::demonstration
