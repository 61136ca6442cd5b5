#include "app/cli/opened_home.hpp"

#include <pwd.h>
#include <unistd.h>

namespace potensial::app {
namespace {

insight::Names names_of(const service::Home& home) {
  insight::Names names;
  for (const auto& each : home.organisations()) names.emplace(each.id, each.name);
  return names;
}

// A demonstration marks its home when it is made (see synthesise): its schools lie in ranges no real school uses.
bool is_invented(const service::Home& home) {
  for (const auto& each : home.organisations())
    if (each.kind == OrganisationKind::school && each.source == "demonstration") return true;
  return false;
}

Result<void> open_and_use(Session& session, const std::function<Result<void>(OpenedHome&)>& use) {
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  auto home = service::Home::open(session.home, *definitions, session.threads);
  if (!home) return std::unexpected(home.error());
  OpenedHome opened{*definitions, *messages, *home, names_of(*home), session.actor.empty() ? home_owner() : session.actor,
                    std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now()), is_invented(*home)};
  return use(opened);
}

}  // namespace

std::string home_owner() {
  const auto* entry = getpwuid(geteuid());
  return entry ? std::string("local operator ") + entry->pw_name : "local operator";
}

void with_home(Session& session, const std::function<Result<void>(OpenedHome&)>& use) {
  if (const auto done = open_and_use(session, use); !done) say(session, done.error());
}

}  // namespace potensial::app
