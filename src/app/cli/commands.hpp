// The command line: all commands of `potensial`, from arguments to exit status.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace potensial::app {

// Exit status 0 done, 1 refused or found problems (reasons on `err`, in --lang cy|en), 2 wrong usage.
int run_command_line(std::vector<std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace potensial::app
