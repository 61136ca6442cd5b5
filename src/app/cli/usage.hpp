// What the command line says of itself, in the reader's language: the help of every command and flag, and what was wrong
// with how it was called. The sentences stand in catalogue/messages/usage.yaml: "help.find.years" is that of the flag --years
// of the command find, "help.any.data" that of a flag of several commands.
#pragma once

#include <span>
#include <string>

#include "app/cli/session.hpp"

namespace CLI {
class ParseError;
}

namespace potensial::app {

// Says why nothing was run: help that was asked for, or a fault of the call. `arguments` as they were given; their language
// counts, even where they could not be read further. Gives the exit status: 0 for help, 2 for a fault.
int say_usage(CLI::App& app, const Session& session, std::span<const std::string> arguments, const CLI::ParseError& wrong);

}  // namespace potensial::app
