// A batch on its way into the ledger. Its files are written on threads of their own while the import reads and
// judges the next files; nothing of it is visible before `settle` commits the ledger, and whoever is killed
// earlier leaves the old state. Used by one thread.
#pragma once

#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "service/import_batch.hpp"
#include "store/duckdb_connection.hpp"
#include "store/learner_index.hpp"

namespace potensial::service {

// Connections that write facts, each lent to one thread at a time. Thread-safe.
class WritingConnections {
 public:
  explicit WritingConnections(std::filesystem::path facts) : folder_{std::move(facts)} {}
  Result<store::DuckdbConnection> take();
  void give_back(store::DuckdbConnection connection);

 private:
  std::vector<std::filesystem::path> folder_;
  std::mutex mutex_;
  std::vector<store::DuckdbConnection> free_;
};

class ImportCommit {
 public:
  // `threads` write files at once.
  ImportCommit(std::filesystem::path home, unsigned threads);

  // What is being written; nothing when nothing is.
  const ImportBatch* under_way() const { return batch_ ? &*batch_ : nullptr; }
  // Nothing may be under way. `learners`: what the index made or changed for this batch.
  void start(ImportBatch batch, store::LearnerChanges learners);
  // Waits for the files and commits. On a refusal nothing has become visible. Afterwards nothing is under way.
  Result<void> settle(store::Ledger& ledger, const store::Decision& decision);

 private:
  std::filesystem::path home_;
  unsigned threads_;
  WritingConnections connections_;
  std::optional<ImportBatch> batch_;
  store::LearnerChanges learners_;
  std::future<Result<void>> files_;  // last: waited for before what it uses is gone
};

}  // namespace potensial::service
