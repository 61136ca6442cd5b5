// Where the two engines of the ledger differ, and nothing else: how a session is opened and set, how one that writes begins
// and commits, how long it waits for others. All other SQL of store/ is one text for both. Internal to store/.
//
// Errors of the engines are soci::soci_error. One thread at a time for each session.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Sessions whose table `schema_version` stands.
std::unique_ptr<soci::session> sqlite_session(const std::filesystem::path& file);  // empty: in memory
Result<std::unique_ptr<soci::session>> postgres_session(const PostgresSchema& place);  // refuses "ledger.unsuited-database"

// From here to the commit or rollback nobody else writes; others read on. Waits for its turn, then throws.
void begin_writing(soci::session& sql);
// Throws when anything since the beginning failed on PostgreSQL, which by itself would roll back and say nothing.
void commit_writing(soci::session& sql);
void set_patience(soci::session& sql, std::chrono::milliseconds most);

}  // namespace potensial::store
