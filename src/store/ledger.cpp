#include "store/ledger.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace potensial::store {
namespace {

void configure_session(soci::session& sql) {
  for (const char* setting : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
                              "PRAGMA secure_delete=ON", "PRAGMA cache_size=-262144", "PRAGMA wal_autocheckpoint=65536"})
    sql << setting;
}

int schema_version(soci::session& sql) {
  sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY)";
  int version = 0;
  sql << "SELECT coalesce(max(version), 0) FROM schema_version", soci::into(version);
  return version;
}

void run_statements(soci::session& sql, std::string_view statements) {
  for (std::size_t end; (end = statements.find(';')) != std::string_view::npos; statements.remove_prefix(end + 1))
    sql << std::string(statements.substr(0, end));
}

void apply_migration(soci::session& sql, const Migration& step) {
  soci::transaction transaction(sql);
  run_statements(sql, step.sql);
  sql << "INSERT INTO schema_version (version) VALUES (:version)", soci::use(step.version);
  transaction.commit();
}

void copy_into(soci::session& sql, const std::filesystem::path& file) {
  const auto name = file.string();
  sql << "VACUUM INTO :copy", soci::use(name);
}

void keep_copy(soci::session& sql, const std::filesystem::path& file, int next_version) {
  auto copy = file;
  copy += fmt::format(".before-{}", next_version);
  std::filesystem::remove(copy);
  copy_into(sql, copy);
}

Result<void> bring_up_to_date(soci::session& sql, const std::filesystem::path& file, std::span<const Migration> steps) {
  const int found = schema_version(sql);
  const int known = steps.empty() ? 0 : steps.back().version;
  if (found > known)
    return refuse(Blame::input, "ledger.newer",
                  {{"file", file.string()}, {"found", std::to_string(found)}, {"known", std::to_string(known)}});
  if (found > 0 && found < known && !file.empty()) keep_copy(sql, file, found + 1);
  for (const auto& step : steps)
    if (step.version > found) apply_migration(sql, step);
  return {};
}

Result<std::unique_ptr<soci::session>> open_session(const std::filesystem::path& file, std::span<const Migration> steps) {
  try {
    const auto name = file.empty() ? std::string(":memory:") : file.string();
    auto sql = std::make_unique<soci::session>(soci::sqlite3, fmt::format("db=\"{}\" timeout=10", name));
    configure_session(*sql);
    if (auto done = bring_up_to_date(*sql, file, steps); !done) return std::unexpected(done.error());
    return sql;
  } catch (const soci::soci_error& error) {
    return refuse(Blame::file, "ledger.unreadable", {{"file", file.string()}, {"reason", error.what()}});
  }
}

}  // namespace

Ledger::Ledger(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::filesystem::path& file, std::span<const Migration> migrations) {
  auto session = open_session(file, migrations);
  if (!session) return std::unexpected(session.error());
  return Ledger(std::move(*session));
}

Result<Ledger> Ledger::in_memory() { return open({}, migrations_of_ledger()); }

int Ledger::version() { return schema_version(*session_); }

void Ledger::wait_at_most(std::chrono::milliseconds most) { *session_ << fmt::format("PRAGMA busy_timeout={}", most.count()); }

void Ledger::copy_to(const std::filesystem::path& file) { copy_into(*session_, file); }

soci::session& Ledger::session() { return *session_; }

// Immediate: what reads first and writes later must not find that another connection wrote in between.
Transaction::Transaction(Ledger& ledger) : ledger_(ledger) { ledger_.session() << "BEGIN IMMEDIATE"; }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    ledger_.session().rollback();
  } catch (const soci::soci_error&) {  // the connection is gone, and with it the transaction
  }
}

void Transaction::commit() {
  ledger_.session().commit();
  open_ = false;
}

}  // namespace potensial::store
