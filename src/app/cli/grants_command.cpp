#include "app/cli/grants_command.hpp"

#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/file.hpp"
#include "catalogue/messages.hpp"
#include "report/page_json.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "service/grants_page.hpp"

namespace potensial::app {
namespace grants_command_detail {

Result<void> run(Session& session, const std::filesystem::path& path) {
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  const auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  const auto file = exchange::read_grants(*text);
  if (!file) return std::unexpected(file.error());
  const auto page = service::grants_page(*file, path.filename().string());
  if (!page) return std::unexpected(page.error());
  const report::Words words(*messages, session.language);
  *session.out << (session.json ? report::page_json(*page, words) + "\n" : report::terminal_text(*page, words));
  if (!file->problems.empty()) session.status = 1;
  return {};
}

}  // namespace grants_command_detail

void add_grants_command(CLI::App& app, Session& session) {
  auto path = std::make_shared<std::filesystem::path>();
  auto* command = app.add_subcommand("grants");
  command->add_option("file", *path)->required();
  command->callback([&session, path] {
    if (const auto done = grants_command_detail::run(session, *path); !done) say(session, done.error());
  });
}

}  // namespace potensial::app
