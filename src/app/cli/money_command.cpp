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
#include "service/plan_history.hpp"
#include "service/spend_history.hpp"

namespace potensial::app {
namespace money_command {

using Files = std::vector<std::filesystem::path>;

constexpr const char* delegations_file = "delegation.csv";
constexpr const char* bids_file = "bids.csv";
constexpr const char* plans_file = "plans.csv";
constexpr const char* spend_file = "spend.csv";
constexpr std::size_t most_told = 20;

// What the paths come to: files of delegations, and folders in which bids, plans and spend stand, in the order in which one needs
// the other.
struct Found {
  Files delegations, folders_of_bids, folders_of_plans, folders_of_spend;

  bool is_empty() const { return delegations.empty() && folders_of_bids.empty() && folders_of_plans.empty() && folders_of_spend.empty(); }
};

void add_file(Found& found, const std::filesystem::path& file) {
  if (file.filename() == plans_file) found.folders_of_plans.push_back(file.parent_path());
  else if (file.filename() == spend_file) found.folders_of_spend.push_back(file.parent_path());
  else found.delegations.push_back(file);
}

void add_folder(Found& found, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / delegations_file)) found.delegations.push_back(folder / delegations_file);
  if (std::filesystem::exists(folder / bids_file)) found.folders_of_bids.push_back(folder);
  if (std::filesystem::exists(folder / plans_file)) found.folders_of_plans.push_back(folder);
  if (std::filesystem::exists(folder / spend_file)) found.folders_of_spend.push_back(folder);
}

Found found_in(const Files& paths) {
  Found found;
  for (const auto& each : paths) std::filesystem::is_directory(each) ? add_folder(found, each) : add_file(found, each);
  return found;
}

struct Loaded {
  std::optional<service::HistoryLoaded> delegations;
  std::vector<service::BidsLoaded> bids;
  std::vector<service::PlansLoaded> plans;
  std::vector<service::SpendLoaded> spend;
};

template <class One>
Result<void> load_each(OpenedHome& opened, const Files& folders, Result<One> (*load)(service::Home&, const std::filesystem::path&, const std::string&, std::chrono::sys_seconds),
                       std::vector<One>& loaded) {
  for (const auto& folder : folders) {
    auto one = load(opened.home, folder, opened.actor, opened.now);
    if (!one) return std::unexpected(one.error());
    loaded.push_back(std::move(*one));
  }
  return {};
}

Result<void> load_delegations(OpenedHome& opened, const Files& files, Loaded& loaded) {
  if (files.empty()) return {};
  auto delegations = service::load_delegations(opened.home, files, opened.actor, opened.now);
  if (!delegations) return std::unexpected(delegations.error());
  loaded.delegations = *delegations;
  return {};
}

Result<Loaded> load(OpenedHome& opened, const Found& found) {
  Loaded loaded;
  if (found.is_empty()) return refuse(Blame::file, "money.nothing-there");
  if (auto done = load_delegations(opened, found.delegations, loaded); !done) return std::unexpected(done.error());
  if (auto done = load_each(opened, found.folders_of_bids, service::load_bids, loaded.bids); !done) return std::unexpected(done.error());
  if (auto done = load_each(opened, found.folders_of_plans, service::load_plans, loaded.plans); !done) return std::unexpected(done.error());
  if (auto done = load_each(opened, found.folders_of_spend, service::load_spend, loaded.spend); !done) return std::unexpected(done.error());
  return loaded;
}

boost::json::array stopped_json(const service::SpendLoaded& loaded) {
  boost::json::array rows;
  for (const auto& each : loaded.stopped) rows.push_back(boost::json::object{{"line", each.line}, {"rows", each.rows}, {"cost", each.cost}, {"code", each.by.code}});
  return rows;
}

void add_bids(boost::json::object& object, const service::BidsLoaded& loaded) {
  object["bids"] = loaded.bids;
  object["bids_with_problems"] = loaded.with_problems;
  object["assessments"] = loaded.assessments;
  object["awards"] = loaded.awards;
  object["awarded"] = loaded.awarded.count;
}

boost::json::object json_of(const Loaded& all) {
  boost::json::object object;
  if (const auto& loaded = all.delegations)
    object = {{"rows", loaded->rows}, {"delegations", loaded->delegations}, {"delegated", loaded->delegated.count}, {"kept_centrally", loaded->kept_centrally.count}};
  for (const auto& each : all.bids) add_bids(object, each);
  for (const auto& each : all.plans)
    object["plans"] = boost::json::object{{"loaded", each.plans}, {"with_problems", each.with_problems}, {"unchanged", each.unchanged}, {"lines", each.lines}, {"planned", each.planned.count}};
  for (const auto& each : all.spend)
    object["spend"] = boost::json::object{{"read", each.rows}, {"loaded", each.loaded}, {"unchanged", each.unchanged}, {"refused", each.stopped_rows()},
                                          {"paid", each.paid.count}, {"refusals", stopped_json(each)}};
  return object;
}

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }

std::vector<Phrase> said(const Loaded& all) {
  std::vector<Phrase> phrases;
  if (const auto& loaded = all.delegations)
    phrases.push_back(phrase("money.loaded", {{"rows", whole(loaded->rows)}, {"n", whole(loaded->delegations)},
                                              {"delegated", text(loaded->delegated)}, {"central", text(loaded->kept_centrally)}}));
  for (const auto& each : all.bids)
    phrases.push_back(phrase("money.bids-loaded", {{"n", whole(each.bids)}, {"problems", whole(each.with_problems)},
                                                   {"assessments", whole(each.assessments)}, {"awarded", text(each.awarded)}}));
  for (const auto& each : all.plans)
    phrases.push_back(phrase("money.plans-loaded", {{"n", whole(each.plans)}, {"problems", whole(each.with_problems)}, {"unchanged", whole(each.unchanged)},
                                                    {"lines", whole(each.lines)}, {"planned", text(each.planned)}}));
  for (const auto& each : all.spend)
    phrases.push_back(phrase("money.spend-loaded", {{"n", whole(each.rows)}, {"loaded", whole(each.loaded)}, {"unchanged", whole(each.unchanged)},
                                                    {"refused", whole(each.stopped_rows())}, {"paid", text(each.paid)}}));
  return phrases;
}

// The first that were stopped, each with what stopped it.
void tell_stopped(Session& session, const OpenedHome& opened, const service::SpendLoaded& loaded) {
  const report::Words words(opened.messages, session.language);
  for (std::size_t i = 0; i < loaded.stopped.size() && i < most_told; ++i) {
    const auto& each = loaded.stopped[i];
    *session.out << words.say("money.spend-stopped", {{"line", std::to_string(each.line)}, {"cost", each.cost}}) << ' ' << opened.messages.text(each.by, session.language) << '\n';
  }
  if (loaded.stopped.size() > most_told)
    *session.out << words.say(phrase("money.spend-more", {{"n", whole(loaded.stopped.size() - most_told)}})) << '\n';
}

void tell(Session& session, const OpenedHome& opened, const Loaded& loaded) {
  const report::Words words(opened.messages, session.language);
  if (session.json) *session.out << boost::json::serialize(json_of(loaded)) << '\n';
  else
    for (const auto& each : said(loaded)) *session.out << words.say(each) << '\n';
  for (const auto& each : loaded.spend) {
    if (!session.json) tell_stopped(session, opened, each);
    if (!each.stopped.empty()) session.status = 1;
  }
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
