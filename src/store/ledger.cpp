#include "store/ledger.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <soci/soci.h>
#include <unistd.h>

#include "store/ledger_engine.hpp"

namespace potensial::store {
namespace {

void run_statements(soci::session& sql, std::string_view statements) {
  for (std::size_t end; (end = statements.find(';')) != std::string_view::npos; statements.remove_prefix(end + 1))
    sql << std::string(statements.substr(0, end));
}

// All steps or none, so that nobody meets a schema between two versions. Another program that opens the ledger at the same
// time may have been first.
void apply_migrations(Ledger& ledger, std::span<const Migration> steps) {
  Transaction transaction(ledger);
  const int found = ledger.version();
  for (const auto& step : steps) {
    if (step.version <= found) continue;
    run_statements(ledger.session(), step.sql);
    ledger.session() << "INSERT INTO schema_version (version) VALUES (:version)", soci::use(step.version);
  }
  transaction.commit();
}

// Under a name of this connection until it is whole; dropped where another program has changed the schema meanwhile, which
// has kept its own.
void keep_copy(Ledger& ledger, const std::filesystem::path& file, int found) {
  auto copy = file, unfinished = file;
  copy += fmt::format(".before-{}", found + 1);
  unfinished += fmt::format(".before-{}.{}-{}", found + 1, ::getpid(), fmt::ptr(&ledger.session()));
  std::filesystem::remove(unfinished);
  ledger.copy_to(unfinished);
  if (ledger.version() == found) std::filesystem::rename(unfinished, copy);
  else std::filesystem::remove(unfinished);
}

// `file`: to be copied before it changes; empty where there is none.
void bring_up_to_date(Ledger& ledger, const std::filesystem::path& file, std::span<const Migration> steps) {
  const int found = ledger.version();
  if (steps.empty() || found >= steps.back().version) return;
  if (found > 0 && !file.empty()) keep_copy(ledger, file, found);
  apply_migrations(ledger, steps);
}

Result<Ledger> of_known_version(Ledger ledger, const std::string& name, std::span<const Migration> steps) {
  const int found = ledger.version(), known = steps.empty() ? 0 : steps.back().version;
  if (found <= known) return ledger;
  return refuse(Blame::input, "ledger.newer", {{"file", name}, {"found", std::to_string(found)}, {"known", std::to_string(known)}});
}

std::unexpected<Refusal> unreadable(const std::string& name, const soci::soci_error& error) {
  std::string reason = error.what();
  std::ranges::replace_if(reason, [](char each) { return each == '\n' || each == '\t'; }, ' ');
  return refuse(Blame::file, "ledger.unreadable", {{"file", name}, {"reason", reason.substr(0, reason.find_last_not_of(' ') + 1)}});
}

}  // namespace

Ledger::Ledger(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::filesystem::path& file, std::span<const Migration> migrations) {
  try {
    Ledger ledger(sqlite_session(file));
    bring_up_to_date(ledger, file, migrations);
    return of_known_version(std::move(ledger), file.string(), migrations);
  } catch (const soci::soci_error& error) {
    return unreadable(file.string(), error);
  }
}

Result<Ledger> Ledger::in_memory() { return open({}, migrations_of_ledger()); }

Result<Ledger> Ledger::on_postgres(const PostgresSchema& place, std::span<const Migration> migrations) {
  try {
    auto session = postgres_session(place);
    if (!session) return std::unexpected(session.error());
    Ledger ledger(std::move(*session));
    bring_up_to_date(ledger, {}, migrations);
    return of_known_version(std::move(ledger), place.name(), migrations);
  } catch (const soci::soci_error& error) {
    return unreadable(place.name(), error);
  }
}

int Ledger::version() {
  int version = 0;
  *session_ << "SELECT coalesce(max(version), 0) FROM schema_version", soci::into(version);
  return version;
}

void Ledger::wait_at_most(std::chrono::milliseconds most) { set_patience(*session_, most); }

void Ledger::copy_to(const std::filesystem::path& file) {
  const auto name = file.string();
  *session_ << "VACUUM INTO :copy", soci::use(name);
}

soci::session& Ledger::session() { return *session_; }

Transaction::Transaction(Ledger& ledger) : ledger_(ledger) { begin_writing(ledger_.session()); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    ledger_.session().rollback();
  } catch (const soci::soci_error&) {  // the connection is gone, and with it the transaction
  }
}

void Transaction::commit() {
  commit_writing(ledger_.session());
  open_ = false;
}

}  // namespace potensial::store
