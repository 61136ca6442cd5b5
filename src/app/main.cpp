// `potensial`: the command line.
#include <iostream>

#include "app/cli/commands.hpp"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return potensial::app::run_command_line({argv + 1, argv + argc}, std::cout, std::cerr);
}
