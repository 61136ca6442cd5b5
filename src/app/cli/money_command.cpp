#include "app/cli/money_command.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <memory>
#include <ostream>
#include <optional>
#include <vector>

#include "app/cli/opened_home.hpp"
#include "report/words.hpp"
#include "service/bid_history.hpp"
#include "service/delegation_history.hpp"

namespace potensial::app {
namespace money_command {

using Files = std::vector<std::filesystem::path>;

constexpr const char* delegations_file = "delegation.csv";
constexpr const char* bids_file = "bids.csv";

// What the paths come to: files of delegations, and folders in which bids stand.
struct Found {
  Files delegations, folders_of_bids;
};

Found found_in(const Files& paths) {
  Found found;
  for (const auto& each : paths) {
    if (!std::filesystem::is_directory(each)) found.delegations.push_back(each);
    else if (std::filesystem::exists(each / delegations_file)) found.delegations.push_back(each / delegations_file);
    if (std::filesystem::exists(each / bids_file)) found.folders_of_bids.push_back(each);
  }
  return found;
}

struct Loaded {
  std::optional<service::HistoryLoaded> delegations;
  std::vector<service::BidsLoaded> bids;
};

Result<Loaded> load(OpenedHome& opened, const Found& found) {
  Loaded loaded;
  if (found.delegations.empty() && found.folders_of_bids.empty()) return refuse(Blame::file, "money.nothing-there");
  if (!found.delegations.empty()) {
    auto delegations = service::load_delegations(opened.home, found.delegations, opened.actor, opened.now);
    if (!delegations) return std::unexpected(delegations.error());
    loaded.delegations = *delegations;
  }
  for (const auto& folder : found.folders_of_bids) {
    auto bids = service::load_bids(opened.home, folder, opened.actor, opened.now);
    if (!bids) return std::unexpected(bids.error());
    loaded.bids.push_back(*bids);
  }
  return loaded;
}

boost::json::object json_of(const Loaded& all) {
  boost::json::object object;
  if (const auto& loaded = all.delegations)
    object = {{"rows", loaded->rows}, {"delegations", loaded->delegations}, {"delegated", loaded->delegated.count}, {"kept_centrally", loaded->kept_centrally.count}};
  for (const auto& each : all.bids) {
    object["bids"] = each.bids;
    object["bids_with_problems"] = each.with_problems;
    object["assessments"] = each.assessments;
    object["awards"] = each.awards;
    object["awarded"] = each.awarded.count;
  }
  return object;
}

std::vector<Phrase> said(const Loaded& all) {
  std::vector<Phrase> phrases;
  if (const auto& loaded = all.delegations)
    phrases.push_back(phrase("money.loaded", {{"rows", std::int64_t(loaded->rows)}, {"n", std::int64_t(loaded->delegations)},
                                              {"delegated", text(loaded->delegated)}, {"central", text(loaded->kept_centrally)}}));
  for (const auto& each : all.bids)
    phrases.push_back(phrase("money.bids-loaded", {{"n", std::int64_t(each.bids)}, {"problems", std::int64_t(each.with_problems)},
                                                   {"assessments", std::int64_t(each.assessments)}, {"awarded", text(each.awarded)}}));
  return phrases;
}

void tell(Session& session, const OpenedHome& opened, const Loaded& loaded) {
  const report::Words words(opened.messages, session.language);
  if (session.json) *session.out << boost::json::serialize(json_of(loaded)) << '\n';
  else
    for (const auto& each : said(loaded)) *session.out << words.say(each) << '\n';
}

}  // namespace money_command

void add_money_command(CLI::App& app, Session& session) {
  auto files = std::make_shared<money_command::Files>();
  auto* command = app.add_subcommand("import-money");
  command->add_option("files", *files)->required();
  command->callback([&session, files] {
    with_home(session, [&](OpenedHome& opened) -> Result<void> {
      const auto loaded = money_command::load(opened, money_command::found_in(*files));
      if (!loaded) return std::unexpected(loaded.error());
      money_command::tell(session, opened, *loaded);
      return {};
    });
  });
}

}  // namespace potensial::app
