#include "store/ledger_engine.hpp"

#include <algorithm>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace potensial::store {
namespace ledger_engine {

constexpr const char* version_table = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY)";

bool is_postgres(soci::session& sql) { return sql.get_backend_name() == "postgresql"; }

bool is_locked(const soci::sqlite3_soci_error& error) { return (error.result() & 0xff) == SQLITE_BUSY; }

// Here alone SQLite does not wait for others who open the same new file: it says at once that the file is locked.
void write_ahead(soci::session& sql) {
  constexpr auto pause = std::chrono::milliseconds(10);
  for (auto left = Ledger::patience; true; left -= pause) try {
      sql << "PRAGMA journal_mode=WAL";
      return;
    } catch (const soci::sqlite3_soci_error& error) {
      if (!is_locked(error) || left <= pause) throw;
      std::this_thread::sleep_for(pause);
    }
}

void set_sqlite(soci::session& sql) {
  write_ahead(sql);
  for (const char* setting : {"PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", "PRAGMA secure_delete=ON", "PRAGMA cache_size=-262144",
                              "PRAGMA wal_autocheckpoint=65536"})
    sql << setting;
}

// Whatever the server, the database or the environment prefers. No question takes five minutes, and a program that is
// silent for as long in the middle of a transaction no longer keeps others waiting.
void set_postgres(soci::session& sql) {
  for (const char* setting : {"SET client_min_messages = error", "SET client_encoding = 'UTF8'", "SET application_name = 'potensial'",
                              "SET default_transaction_isolation = 'read committed'", "SET synchronous_commit = on",
                              "SET statement_timeout = '5min'", "SET idle_in_transaction_session_timeout = '5min'"})
    sql << setting;
  set_patience(sql, Ledger::patience);
}

int count_of(soci::session& sql, const char* question, const std::string& name) {
  int count = 0;
  sql << question, soci::use(name), soci::into(count);
  return count;
}

// Texts sort and compare by their codes, as in SQLite: days, paths and names are asked for in that order.
bool is_suited(soci::session& sql) {
  return count_of(sql,
                  "SELECT count(*) FROM pg_database WHERE datname = current_database() AND pg_encoding_to_char(encoding) = :encoding "
                  "AND datlocprovider = 'c' AND datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8')",
                  "UTF8") == 1;
}

std::string enter_schema(soci::session& sql, const std::string& schema) {
  std::string quoted;
  sql << "SELECT set_config('search_path', quote_ident(:schema), false)", soci::use(schema), soci::into(quoted);
  return quoted;
}

// Whoever may not make schemas or tables is content with those that stand.
void make_schema(soci::session& sql, const std::string& schema) {
  const auto quoted = enter_schema(sql, schema);
  if (count_of(sql, "SELECT count(*) FROM pg_tables WHERE schemaname = :schema AND tablename = 'schema_version'", schema) > 0) return;
  soci::transaction transaction(sql);
  sql << "SELECT pg_advisory_xact_lock(hashtext('potensial'))";  // another program may be making it too
  if (count_of(sql, "SELECT count(*) FROM pg_namespace WHERE nspname = :schema", schema) == 0) sql << "CREATE SCHEMA " << quoted;
  sql << version_table;
  transaction.commit();
}

}  // namespace ledger_engine

std::unique_ptr<soci::session> sqlite_session(const std::filesystem::path& file) {
  const auto name = file.empty() ? std::string(":memory:") : file.string();
  auto sql = std::make_unique<soci::session>(soci::sqlite3, fmt::format("db=\"{}\" timeout=10", name));
  ledger_engine::set_sqlite(*sql);
  *sql << ledger_engine::version_table;
  return sql;
}

Result<std::unique_ptr<soci::session>> postgres_session(const PostgresSchema& place) {
  auto sql = std::make_unique<soci::session>(soci::postgresql, place.connection);
  ledger_engine::set_postgres(*sql);
  if (!ledger_engine::is_suited(*sql)) return refuse(Blame::input, "ledger.unsuited-database", {{"file", place.name()}});
  ledger_engine::make_schema(*sql, place.schema);
  return sql;
}

void begin_writing(soci::session& sql) {
  if (!ledger_engine::is_postgres(sql)) {
    sql << "BEGIN IMMEDIATE";
    return;
  }
  sql << "BEGIN";
  try {
    sql << "LOCK TABLE schema_version IN EXCLUSIVE MODE";
  } catch (const soci::soci_error&) {
    sql.rollback();
    throw;
  }
}

void commit_writing(soci::session& sql) {
  if (ledger_engine::is_postgres(sql)) sql << "SELECT 1";
  sql.commit();
}

// 0 would mean for ever on PostgreSQL.
void set_patience(soci::session& sql, std::chrono::milliseconds most) {
  if (ledger_engine::is_postgres(sql)) sql << fmt::format("SET lock_timeout = {}", std::max<long long>(most.count(), 1));
  else sql << fmt::format("PRAGMA busy_timeout={}", most.count());
}

}  // namespace potensial::store
