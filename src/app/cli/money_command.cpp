#include "app/cli/money_command.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <memory>
#include <ostream>
#include <vector>

#include "app/cli/opened_home.hpp"
#include "report/words.hpp"
#include "service/delegation_history.hpp"

namespace potensial::app {
namespace money_command {

using Files = std::vector<std::filesystem::path>;

std::string json_of(const service::HistoryLoaded& loaded) {
  return boost::json::serialize(boost::json::object{{"rows", loaded.rows}, {"delegations", loaded.delegations}, {"delegated", loaded.delegated.count},
                                                    {"kept_centrally", loaded.kept_centrally.count}});
}

void tell(Session& session, const OpenedHome& opened, const service::HistoryLoaded& loaded) {
  const report::Words words(opened.messages, session.language);
  if (session.json) *session.out << json_of(loaded) << '\n';
  else
    *session.out << words.say(phrase("money.loaded", {{"rows", std::int64_t(loaded.rows)}, {"n", std::int64_t(loaded.delegations)},
                                                      {"delegated", text(loaded.delegated)}, {"central", text(loaded.kept_centrally)}}))
                 << '\n';
}

}  // namespace money_command

void add_money_command(CLI::App& app, Session& session) {
  auto files = std::make_shared<money_command::Files>();
  auto* command = app.add_subcommand("import-money");
  command->add_option("files", *files)->required();
  command->callback([&session, files] {
    with_home(session, [&](OpenedHome& opened) -> Result<void> {
      const auto loaded = service::load_delegations(opened.home, *files, opened.actor, opened.now);
      if (!loaded) return std::unexpected(loaded.error());
      money_command::tell(session, opened, *loaded);
      return {};
    });
  });
}

}  // namespace potensial::app
