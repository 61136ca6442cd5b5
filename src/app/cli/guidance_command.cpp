#include "app/cli/guidance_command.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "catalogue/messages.hpp"
#include "report/page_json.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "service/guidance_pages.hpp"

namespace potensial::app {
namespace guidance_command_detail {

Result<Page> page_of(const catalogue::Catalogue& definitions, const std::string& id, Date today) {
  if (id.empty()) return service::funds_page(definitions, today);
  return definitions.newest("fund", id) ? service::fund_page(definitions, id, today) : service::guidance_page(definitions, id);
}

Result<void> run(Session& session, const std::string& id) {
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  const auto page = page_of(*definitions, id, Date::of(session.clock()));
  if (!page) return std::unexpected(page.error());
  const report::Words words(*messages, session.language);
  *session.out << (session.json ? report::page_json(*page, words) + "\n" : report::terminal_text(*page, words));
  return {};
}

}  // namespace guidance_command_detail

void add_guidance_command(CLI::App& app, Session& session) {
  auto id = std::make_shared<std::string>();
  auto* command = app.add_subcommand("guidance");
  command->add_option("id", *id);
  command->callback([&session, id] {
    if (const auto done = guidance_command_detail::run(session, *id); !done) say(session, done.error());
  });
}

}  // namespace potensial::app
