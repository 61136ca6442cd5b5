// Loads that become visible together: their rows gathered by partition, so that one Parquet file is written
// for each, and one commit of the ledger that names them all. Not thread-safe.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "service/import_generation.hpp"
#include "store/learner_index.hpp"

namespace potensial::service {

class ImportBatch {
 public:
  // Whether a file would replace something that still waits here: the batch must be committed first.
  bool waits_for(const store::Load& load, const std::vector<PreparedPart>& parts) const;
  void add(PreparedLoad prepared);
  void enter(std::vector<Organisation> organisations);

  std::size_t cells() const { return cells_; }  // values that wait, a measure of memory
  bool empty() const { return loads_.empty() && organisations_.empty(); }

  // Writes the files, then commits. On a refusal nothing has become visible. Empties the batch.
  Result<void> commit(CurrentGeneration home, store::LearnerIndex& index, const store::Decision& decision);
  void clear();

 private:
  struct Partition {
    FactTable table;
    std::set<std::int64_t> loads;
  };
  using Place = std::tuple<std::string, std::string, std::int16_t>;  // authority, collection, year
  using Key = std::tuple<std::string, std::string, std::string, std::int16_t, std::string>;
  using Written = std::vector<std::pair<store::FactFile, std::vector<std::int64_t>>>;

  static Key key_of(const store::Load& load, const store::LoadPart& part);
  Result<Written> write_files(CurrentGeneration home);
  void record(store::Ledger& ledger, const Written& files);

  std::vector<PreparedLoad> loads_;
  std::vector<Organisation> organisations_;
  std::map<Place, Partition> partitions_;
  std::set<Key> whole_;
  std::set<std::pair<Key, std::int64_t>> learners_;
  std::set<Key> touched_;
  std::size_t cells_ = 0;
};

}  // namespace potensial::service
