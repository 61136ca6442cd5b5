// `potensial-attack`: what can be worked out from published tables.
#include <iostream>

#include "attack/command.hpp"

int main(int argc, char** argv) { return potensial::attack::run_attack({argv + 1, argv + argc}, std::cout, std::cerr); }
