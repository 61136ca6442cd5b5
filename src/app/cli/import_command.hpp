// `potensial import`: files in, and what became of every row of them. Contract: the command line reference.
#pragma once

namespace CLI {
class App;
}

namespace potensial::app {

struct Session;

void add_import_command(CLI::App& app, Session& session);

}  // namespace potensial::app
