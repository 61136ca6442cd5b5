// Decisions about held loads (import_job.hpp).
#include <fmt/format.h>

#include "service/import_home.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {
namespace {

// Records the decision; the home is open only as long.
Result<store::Load> decide(const ImportRequest& request, std::int64_t load, store::LoadState state, const std::string& reason) {
  if (reason.empty()) return refuse(Blame::input, "load.reason-missing");
  auto home = ImportHome::open(request, {});
  if (!home) return std::unexpected(home.error());
  store::Transaction transaction(home->ledger);
  auto decided = store::decide_held_load(home->ledger, load, state, {request.actor, reason, request.at});
  if (!decided) return decided;
  store::append_audit(home->ledger, {request.at, request.actor, state == store::LoadState::accepted ? "accept-load" : "cancel-load",
                                     fmt::format("load/{}", load), reason});
  transaction.commit();
  return decided;
}

Result<store::Load> find_held(const ImportRequest& request, std::int64_t load) {
  auto home = ImportHome::open(request, {});
  if (!home) return std::unexpected(home.error());
  const store::Transaction tried(home->ledger);
  return store::decide_held_load(home->ledger, load, store::LoadState::accepted, {request.actor, "", request.at});
}

}  // namespace

Result<ImportReport> accept_load(const ImportRequest& request, const ImportDefinitions& definitions,
                                 const ReaderOfLoad& reader_of, std::int64_t load, const std::string& reason) {
  if (reason.empty()) return refuse(Blame::input, "load.reason-missing");
  const auto held = find_held(request, load);
  if (!held) return std::unexpected(held.error());
  const auto copy = held_file(request.home, load);
  if (!copy) return std::unexpected(copy.error());
  auto accepting = request;
  accepting.files = {*copy};
  accepting.hold = false;
  auto report = import_files(accepting, definitions, *reader_of(*held));
  if (!report) return report;
  if (auto decided = decide(request, load, store::LoadState::accepted, reason); !decided) return std::unexpected(decided.error());
  std::error_code ignored;
  std::filesystem::remove_all(held_folder(request.home, load), ignored);
  return report;
}

Result<store::Load> cancel_load(const ImportRequest& request, std::int64_t load, const std::string& reason) {
  auto decided = decide(request, load, store::LoadState::cancelled, reason);
  if (!decided) return decided;
  std::error_code ignored;
  std::filesystem::remove_all(held_folder(request.home, load), ignored);
  return decided;
}

}  // namespace potensial::service
