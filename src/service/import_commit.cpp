#include "service/import_commit.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "store/fact_files.hpp"

namespace potensial::service {
namespace {

// Its rows are let go once they are on disk.
Result<void> write_partition(ImportBatch::Partition& partition, const std::filesystem::path& home, const std::string& name,
                             WritingConnections& connections) {
  auto connection = connections.take();
  if (!connection) return std::unexpected(connection.error());
  auto file = store::write_facts(*connection, home, partition.authority, partition.collection, partition.year, name,
                                 partition.pieces);
  if (!file) return std::unexpected(file.error());
  partition.file = std::move(*file);
  partition.pieces = {};
  connections.give_back(std::move(*connection));
  return {};
}

std::size_t rows_of(const ImportBatch::Partition& partition) {
  std::size_t rows = 0;
  for (const auto& piece : partition.pieces) rows += piece.rows();
  return rows;
}

// The largest first, so that the threads end together.
Result<void> write_batch(ImportBatch& batch, const std::filesystem::path& home, unsigned threads,
                         WritingConnections& connections) {
  auto partitions = batch.partitions();
  std::ranges::stable_sort(partitions, std::ranges::greater(), [](const auto* each) { return rows_of(*each); });
  const auto name = batch.file_name();
  std::vector<std::optional<Refusal>> refusals(partitions.size());
  parallel_for(partitions.size(), threads, [&](std::size_t i) {
    if (auto written = write_partition(*partitions[i], home, name, connections); !written) refusals[i] = written.error();
  });
  for (auto& refusal : refusals)
    if (refusal) return std::unexpected(std::move(*refusal));
  return {};
}

}  // namespace

Result<store::DuckdbConnection> WritingConnections::take() {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) return store::DuckdbConnection::on_folders(folder_, 1);
  auto taken = std::move(free_.back());
  free_.pop_back();
  return taken;
}

void WritingConnections::give_back(store::DuckdbConnection connection) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(connection));
}

ImportCommit::ImportCommit(std::filesystem::path home, unsigned threads, bool beside_others)
    : home_(std::move(home)), threads_(threads), beside_others_(beside_others), connections_(home_ / store::facts_folder) {}

void ImportCommit::start(ImportBatch batch, store::LearnerChanges learners, const store::Decision& decision) {
  batch_ = std::move(batch);
  committed_ = std::async(std::launch::async,
                          [this, learners = std::move(learners), decision]() mutable { return commit(std::move(learners), decision); });
}

// Files are written while the ledger takes the learners; nothing of either is visible before the one commit.
Result<void> ImportCommit::commit(store::LearnerChanges learners, const store::Decision& decision) {
  auto writing = std::async(std::launch::async, [this] { return write_batch(*batch_, home_, threads_, connections_); });
  if (!ledger_) {
    auto opened = store::Ledger::open(home_ / ledger_file);
    if (!opened) return std::unexpected(opened.error());
    ledger_ = std::move(*opened);
  }
  if (beside_others_) writing.wait();
  store::Transaction transaction(*ledger_);
  store::write_learner_changes(*ledger_, std::move(learners), decision);
  if (auto written = writing.get(); !written) return written;
  batch_->record(*ledger_);
  store::append_audit(*ledger_, batch_->audit_entries());
  transaction.commit();
  return {};
}

Result<void> ImportCommit::settle() {
  if (!batch_) return {};
  auto committed = committed_.get();
  batch_.reset();
  return committed;
}

}  // namespace potensial::service
