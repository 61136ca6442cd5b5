#include "app/cli/opened_home.hpp"

#include <pwd.h>
#include <unistd.h>

#include <ostream>
#include <utility>

#include "report/page_json.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace potensial::app {
namespace {

Result<void> open_and_use(Session& session, const std::function<Result<void>(OpenedHome&)>& use) {
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  auto home = service::Home::open(session.home, *definitions, session.threads);
  if (!home) return std::unexpected(home.error());
  OpenedHome opened{*definitions, *messages, *home, home->names(), actor_of(session),
                    std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now()), home->is_invented()};
  return use(opened);
}

}  // namespace

void print(Session& session, const OpenedHome& opened, const Page& page) {
  const report::Words words(opened.messages, session.language);
  if (session.json) *session.out << report::page_json(page, words) << '\n';
  else *session.out << report::terminal_text(page, words);
}

std::string local_operator() {
  const auto* entry = getpwuid(geteuid());
  return entry ? std::string("local operator ") + entry->pw_name : "local operator";
}

std::string actor_of(const Session& session) { return session.actor.empty() ? local_operator() : session.actor; }

void with_home(Session& session, const std::function<Result<void>(OpenedHome&)>& use) {
  if (const auto done = open_and_use(session, use); !done) say(session, done.error());
}

}  // namespace potensial::app
