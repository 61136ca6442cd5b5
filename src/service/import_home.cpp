#include "service/import_home.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/folders.hpp"
#include "store/fact_files.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view held_files = "held";
constexpr std::size_t path_parts_kept = 4;  // folders and name that a profile's pattern may look at

void remove_decided_copies(store::Ledger& ledger, const fs::path& home) {
  if (!fs::exists(home / held_files)) return;
  std::set<fs::path> waiting;
  for (const auto& load : store::loads(ledger))
    if (load.state == store::LoadState::held) waiting.insert(held_folder(home, load.id));
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(home / held_files))
    if (!waiting.contains(entry.path())) left.push_back(entry.path());
  for (const auto& each : left) fs::remove_all(each);
}

void enter_known_organisations(store::Ledger& ledger, const ImportDefinitions& definitions) {
  std::vector<Organisation> unknown;  // what an import told of an organisation stays
  for (const auto& each : definitions.organisations) {
    const auto known = store::organisation(ledger, each.id);
    if (!known || known->provisional) unknown.push_back(each);
  }
  store::Transaction transaction(ledger);
  store::put_organisations(ledger, unknown);
  store::put_memberships(ledger, definitions.memberships);
  transaction.commit();
}

Result<store::DuckdbConnection> open_facts(const fs::path& home, unsigned threads) {
  const auto folder = home / store::facts_folder;
  if (!fs::exists(folder)) return store::DuckdbConnection::sealed();
  return store::DuckdbConnection::on_folders(std::vector{folder}, threads);
}

}  // namespace

Result<ImportHome> ImportHome::open(const ImportRequest& request, const ImportDefinitions& definitions) {
  std::optional<store::HomeLock> lock;
  if (!request.check) {
    auto taken = store::HomeLock::take(request.home);
    if (!taken) return std::unexpected(taken.error());
    lock = std::move(*taken);
    if (auto made = make_folders(request.home / store::facts_folder); !made) return std::unexpected(made.error());
  }
  const auto file = request.home / ledger_file;
  auto ledger = request.check && !fs::exists(file) ? store::Ledger::in_memory() : store::Ledger::open(file);
  if (!ledger) return std::unexpected(ledger.error());
  if (!request.check) {
    store::remove_orphaned_facts(*ledger, request.home);
    remove_decided_copies(*ledger, request.home);
    enter_known_organisations(*ledger, definitions);
  }
  auto facts = open_facts(request.home, request.threads);
  if (!facts) return std::unexpected(facts.error());
  return ImportHome{std::move(lock), std::move(*ledger), std::move(*facts), request.home};
}

fs::path held_folder(const fs::path& home, std::int64_t load) { return home / held_files / fmt::format("{}", load); }

Result<void> keep_held_file(const fs::path& home, std::int64_t load, const fs::path& file) {
  auto content = read_file(file);
  if (!content) return std::unexpected(content.error());
  std::vector<fs::path> parts;
  for (const auto& part : fs::absolute(file).lexically_normal().relative_path()) parts.push_back(part);
  auto kept = held_folder(home, load);
  for (auto i = parts.size() - std::min(parts.size(), path_parts_kept); i < parts.size(); ++i) kept /= parts[i];
  return write_file(kept, *content);
}

Result<fs::path> held_file(const fs::path& home, std::int64_t load) {
  const auto folder = held_folder(home, load);
  if (fs::exists(folder))
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) return entry.path();
  return refuse(Blame::fault, "load.copy-missing", {{"load", fmt::format("{}", load)}});
}

}  // namespace potensial::service
