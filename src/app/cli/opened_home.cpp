#include "app/cli/opened_home.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <utility>

#include "report/page_json.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace potensial::app {
namespace {

insight::Names names_of(const service::Home& home) {
  insight::Names names;
  for (const auto& each : home.organisations()) names.emplace(each.id, each.name);
  return names;
}

// School numbers that no real school uses: establishments of the demonstration nation lie in these ranges only.
constexpr std::pair<int, int> invented_establishments[] = {{1080, 1099}, {1180, 1199}, {2800, 2999}, {3250, 3299}, {3950, 3999},
                                                           {4400, 4499}, {4900, 4999}, {7900, 7999}};

bool is_invented_school(const std::string& id) {
  const int establishment = id.size() == 7 ? std::atoi(id.c_str() + 3) : 0;
  return std::ranges::any_of(invented_establishments, [&](const auto& range) {
    return range.first <= establishment && establishment <= range.second;
  });
}

bool is_invented(const service::Home& home) {
  std::size_t schools = 0, invented = 0;
  for (const auto& each : home.organisations()) {
    if (each.kind != OrganisationKind::school) continue;
    ++schools;
    invented += is_invented_school(each.id);
  }
  return schools > 0 && invented == schools;
}

Result<void> open_and_use(Session& session, const std::function<Result<void>(OpenedHome&)>& use) {
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  auto home = service::Home::open(session.home, *definitions, session.threads);
  if (!home) return std::unexpected(home.error());
  OpenedHome opened{*definitions, *messages, *home, names_of(*home), actor_of(session),
                    std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now()), is_invented(*home)};
  return use(opened);
}

}  // namespace

void print(Session& session, const OpenedHome& opened, const Page& page) {
  const report::Words words(opened.messages, session.language);
  if (session.json) *session.out << report::page_json(page, words) << '\n';
  else *session.out << report::terminal_text(page, words);
}

std::string actor_of(const Session& session) {
  if (!session.actor.empty()) return session.actor;
  const auto* entry = getpwuid(geteuid());
  return entry ? std::string("local operator ") + entry->pw_name : "local operator";
}

void with_home(Session& session, const std::function<Result<void>(OpenedHome&)>& use) {
  if (const auto done = open_and_use(session, use); !done) say(session, done.error());
}

}  // namespace potensial::app
