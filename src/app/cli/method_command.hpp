// `potensial method NAME`: the analyst's door to the kernels, on any CSV file. Each method adds its own
// subcommand; this adds the door, mixed-model and regress. Listed in commands.cpp.
#pragma once

#include "app/cli/session.hpp"

namespace potensial::service {
struct MethodAnswer;
}

namespace potensial::app {

void add_method_command(CLI::App& app, Session& session);

// The whole file as UTF-8, from UTF-8 or Windows-1252. Refuses "method.cannot-read" and what is not text.
Result<std::string> method_file_text(const std::filesystem::path& file);

// Prints an answer: its JSON with --json, else its tables and remarks for a person.
void print_method_answer(Session& session, const service::MethodAnswer& answer);

}  // namespace potensial::app
