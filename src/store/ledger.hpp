// The ledger: the small transactional database that says what is true now. Learners' identities,
// organisations, loads and quarantined rows live here; facts live in Parquet files that it names.
//
// SQLite with write-ahead log, synchronous=FULL, foreign keys and secure delete: what was committed is on
// disk, and what was deleted is overwritten. Opening makes the file, or brings it to the newest schema
// after keeping a copy of it beside it ("ledger.sqlite.before-2"). Refused: "ledger.unreadable",
// "ledger.newer" (a later version of the program wrote it).
//
// One writer: a Ledger serves one thread; a second writing process waits up to ten seconds, then throws.
// Errors of the database after opening are exceptions (bugs and dead disks), never refusals.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.hpp"
#include "store/ledger_migrations.hpp"

namespace soci {
class session;
}

namespace potensial::store {

class Ledger {
 public:
  static Result<Ledger> open(const std::filesystem::path& file, std::span<const Migration> migrations = migrations_of_ledger());
  static Result<Ledger> in_memory();

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  int version();             // of its schema
  static constexpr std::chrono::milliseconds patience{10'000};
  void wait_at_most(std::chrono::milliseconds most);  // for others who write
  // One committed state, in a file that must not exist, while others may write.
  void copy_to(const std::filesystem::path& file);
  soci::session& session();  // for the files of store/ that hold SQL

 private:
  explicit Ledger(std::unique_ptr<soci::session> session);
  std::unique_ptr<soci::session> session_;
};

// All or nothing: what is not committed when it goes out of scope is rolled back. Not nested.
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
