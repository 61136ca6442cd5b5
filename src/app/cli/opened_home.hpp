// What a command that reads the home needs: catalogue, messages, the home itself, names of organisations, who acts and
// when. This is where the command line reads the clock; everything below is passed the time.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "app/cli/session.hpp"
#include "catalogue/messages.hpp"
#include "insight/page_parts.hpp"
#include "model/block.hpp"
#include "service/home.hpp"

namespace potensial::app {

struct OpenedHome {
  const catalogue::Catalogue& catalogue;
  const catalogue::Messages& messages;
  service::Home& home;
  insight::Names names;
  std::string actor;               // see actor_of
  std::chrono::sys_seconds now;
  bool invented = false;           // the home holds a demonstration nation
};

// Opens the session's home and calls `use`; a refusal, of opening or of `use`, is said and sets status 1.
void with_home(Session& session, const std::function<Result<void>(OpenedHome&)>& use);

// On the session's output: text, or with --json a document.
void print(Session& session, const OpenedHome& opened, const Page& page);

// Who acts: --as, else the home's owner as local operator.
std::string actor_of(const Session& session);
std::string local_operator();  // whoever runs the command, whoever it is done for

}  // namespace potensial::app
