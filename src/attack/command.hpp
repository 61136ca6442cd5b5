// The command line of `potensial-attack DIR [--truth FILE] [--json] [--lang cy|en]`.
//
// Prints what was recovered, one line a cell, or one JSON document; refusals go to the error stream. Status 0 when
// nothing protected was recovered, 1 when something was or the folder could not be read, 2 for wrong usage. Reads
// files only; single thread.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace potensial::attack {

int run_attack(std::vector<std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace potensial::attack
