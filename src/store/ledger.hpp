// The ledger: the small transactional database that says what is true now. Learners' identities,
// organisations, loads and quarantined rows live here; facts live in Parquet files that it names.
//
// SQLite with write-ahead log, synchronous=FULL, foreign keys and secure delete: what was committed is on
// disk, and what was deleted is overwritten. Opening makes the file, or brings it to the newest schema
// after keeping a copy of it beside it ("ledger.sqlite.before-2"). Refused: "ledger.unreadable",
// "ledger.newer" (a later version of the program wrote it).
//
// Or a schema of its own on a server of PostgreSQL 15: the same tables, the same answers, the same refusals. There the
// operator answers for what the server does with it: backups (also before a new version of the program opens it: no
// copy is kept), durability (fsync on), and what was deleted (gone after VACUUM and from the log, not overwritten).
// A byte of value 0 ends a text there. Also refused: "ledger.unsuited-database".
//
// One writer: a Ledger serves one thread; a second that writes, in this process or another, waits up to ten seconds, then
// throws. On PostgreSQL also: no statement takes, and no transaction is silent for, more than five minutes.
// Errors of the database after opening are exceptions (bugs, dead disks, servers that are gone), never refusals.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"
#include "store/ledger_migrations.hpp"

namespace soci {
class session;
}

namespace potensial::store {

// Where a ledger stands on a server.
struct PostgresSchema {
  std::string connection;            // as libpq reads it; no password, for which libpq has its password file
  std::string schema = "potensial";  // of this ledger alone; made where it is missing

  std::string name() const { return "PostgreSQL/" + schema; }
};

class Ledger {
 public:
  static Result<Ledger> open(const std::filesystem::path& file, std::span<const Migration> migrations = migrations_of_ledger());
  static Result<Ledger> in_memory();
  static Result<Ledger> on_postgres(const PostgresSchema& place, std::span<const Migration> migrations = migrations_of_ledger());

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  int version();             // of its schema
  static constexpr std::chrono::milliseconds patience{10'000};
  void wait_at_most(std::chrono::milliseconds most);  // for others who write
  // One committed state, in a file that must not exist, while others may write. SQLite only: throws elsewhere.
  void copy_to(const std::filesystem::path& file);
  soci::session& session();  // for the files of store/ that hold SQL

 private:
  explicit Ledger(std::unique_ptr<soci::session> session);
  std::unique_ptr<soci::session> session_;
};

// All or nothing: what is not committed when it goes out of scope is rolled back. Not nested. Nobody else writes
// while it is open, so that what was read in it still holds when it commits; readers see what was before.
class Transaction {
 public:
  explicit Transaction(Ledger& ledger);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Ledger& ledger_;
  bool open_ = true;
};

}  // namespace potensial::store
