#include "app/cli/backup_commands.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include "app/cli/opened_home.hpp"
#include "catalogue/messages.hpp"
#include "service/backup.hpp"

namespace potensial::app {
namespace backup_commands {

Result<void> tell(Session& session, const char* message, const std::string& folder, const service::BackupCounts& counts) {
  if (session.json) {
    *session.out << boost::json::serialize(boost::json::object{{"folder", folder}, {"files", counts.files}, {"bytes", counts.bytes},
                                                               {"number", counts.head.number}, {"hash", counts.head.hash}}) << '\n';
    return {};
  }
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  *session.out << messages->text(message, {{"folder", folder}, {"files", fmt::format("{}", counts.files)},
                                           {"megabytes", fmt::format("{:.1f}", static_cast<double>(counts.bytes) / 1e6)},
                                           {"head", fmt::format("{}:{}", counts.head.number, counts.head.hash)}}, session.language) << '\n';
  return {};
}

Result<void> back_up(Session& session, const std::string& folder) {
  const auto made = service::back_up(session.home, folder, actor_of(session), session.clock());
  return made ? tell(session, "backup.made", folder, *made) : std::unexpected(made.error());
}

Result<void> restore(Session& session, const std::string& folder) {
  const auto made = service::restore(folder, session.home, actor_of(session), session.clock());
  return made ? tell(session, "restore.made", session.home.string(), *made) : std::unexpected(made.error());
}

}  // namespace backup_commands

void add_backup_commands(CLI::App& app, Session& session) {
  auto folder = std::make_shared<std::string>();
  auto* backup = app.add_subcommand("backup");
  backup->add_option("--out", *folder)->required();
  backup->callback([&session, folder] {
    if (const auto done = backup_commands::back_up(session, *folder); !done) say(session, done.error());
  });
  auto* restore = app.add_subcommand("restore");
  restore->add_option("backup", *folder)->required();
  restore->callback([&session, folder] {
    if (const auto done = backup_commands::restore(session, *folder); !done) say(session, done.error());
  });
}

}  // namespace potensial::app
