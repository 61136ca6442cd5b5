// A batch on its way into the ledger. Its files are written and then committed on threads of their own, with a
// ledger connection of their own, while the import reads and judges the next files. The one commit makes it
// visible as a whole, at the latest when `settle` returns; whoever is killed earlier leaves the old state. Who
// asks the ledger about what the batch speaks of must settle first. Used by one thread.
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
  // `threads` write files at once. `beside_others`: the ledger is taken only once the files are written.
  ImportCommit(std::filesystem::path home, unsigned threads, bool beside_others);

  // What is being written; nothing when nothing is.
  const ImportBatch* under_way() const { return batch_ ? &*batch_ : nullptr; }
  // Nothing may be under way. `learners`: what the index made or changed for this batch.
  void start(ImportBatch batch, store::LearnerChanges learners, const store::Decision& decision);
  // Waits for the commit. On a refusal nothing has become visible. Afterwards nothing is under way.
  Result<void> settle();

 private:
  Result<void> commit(store::LearnerChanges learners, const store::Decision& decision);

  std::filesystem::path home_;
  unsigned threads_;
  bool beside_others_;
  WritingConnections connections_;
  std::optional<ImportBatch> batch_;
  std::optional<store::Ledger> ledger_;
  std::future<Result<void>> committed_;  // last: waited for before what it uses is gone
};

}  // namespace potensial::service
