// A PostgreSQL server of its own for the tests of one program: started when it is first asked for, gone when the program
// ends, however it ends (tests/ledger/keep_postgres.sh). Reachable by a socket in a folder that only its user may enter.
// Threads: ask for it on one.
#pragma once

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>

namespace potensial::tests {

class PostgresServer {
 public:
  static const PostgresServer* shared() {  // nullptr: none is installed
    static const PostgresServer server;
    return server.installed_ ? &server : nullptr;
  }

  std::string connection(const std::string& database = "postgres") const {
    return "host=" + folder_.string() + " user=potensial dbname=" + database;
  }

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer() { ::pclose(keeper_); }

 private:
  PostgresServer() {
    const auto command = "exec '" POTENSIAL_ROOT "/tests/ledger/keep_postgres.sh' '" + folder_.string() + "'";
    keeper_ = ::popen(command.c_str(), "we");
    while (!is_there("ready") && !is_there("missing")) {
      if (!keeper_ || is_there("failed")) throw std::runtime_error("PostgreSQL does not start: see " + (folder_ / "log").string());
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    installed_ = is_there("ready");
  }
  static std::filesystem::path made_folder() {
    auto name = (std::filesystem::temp_directory_path() / "potensial-postgres-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for PostgreSQL");
    return name;
  }
  bool is_there(const char* file) const { return std::filesystem::exists(folder_ / file); }

  std::filesystem::path folder_ = made_folder();
  std::FILE* keeper_ = nullptr;  // its standard input
  bool installed_ = false;
};

}  // namespace potensial::tests
