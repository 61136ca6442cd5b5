// `potensial`: the command line.
#include <iostream>

#ifdef POTENSIAL_WITH_MIMALLOC
#include <mimalloc.h>
#endif

#include "app/cli/commands.hpp"

int main(int argc, char** argv) {
#ifdef POTENSIAL_WITH_MIMALLOC
  mi_option_set(mi_option_decommit_delay, 1000);  // ms: tables come and go, and the next one wants the same memory
#endif
  std::ios::sync_with_stdio(false);
  return potensial::app::run_command_line({argv + 1, argv + argc}, std::cout, std::cerr);
}
