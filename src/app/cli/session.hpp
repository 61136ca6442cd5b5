// What every command of the command line shares: where the data are, who asks, in which language,
// and the two streams. A command registers itself with CLI11 and, when chosen, sets `status`.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

#include "base/result.hpp"
#include "model/text.hpp"

namespace CLI {
class App;
}

namespace potensial::app {

// As they were given (mail_flags.hpp).
struct MailFlags {
  std::string server, from, name = "Potensial", account, password_file, address;
};

struct Session {
  std::filesystem::path home = "potensial-home";  // --home
  std::filesystem::path catalogue;                // definitions; --catalogue
  std::filesystem::path web;                      // styles
  std::string actor;                              // --as; empty: the home's owner
  Language language = Language::en;               // --lang cy|en
  bool json = false;                              // --json: one JSON document on `out`, nothing else there
  unsigned threads = 2;                           // --threads
  MailFlags mail;
  std::function<std::chrono::sys_seconds()> clock;  // the time of day, for the records of what was done
  std::function<std::uint64_t()> random;            // 64 unpredictable bits a call, for new ids
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  int log_file = 2;                               // descriptor to which a running service writes its log: standard error
  int status = 0;                                 // 0 done, 1 refused or found problems, 2 wrong usage
};

// Says a refusal on the error stream in the session's language and sets status 1.
void say(Session& session, const Refusal& refusal);

// Each command has one: adds `potensial NAME` with its flags. Listed in commands.cpp.
using AddCommand = void (*)(CLI::App& app, Session& session);

}  // namespace potensial::app
