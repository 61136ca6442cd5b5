// Loads that become visible together: their rows gathered by partition, so that one Parquet file is written
// for each, and one commit of the ledger that names them all. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "service/import_generation.hpp"
#include "store/audit_log.hpp"
#include "store/ledger.hpp"
#include "store/load_store.hpp"

namespace potensial::service {

// The keys and learners that some files speak of.
class PartsSpokenOf {
 public:
  void add(const store::Load& load, const std::vector<PreparedPart>& parts);
  // Whether a file speaks of the same, so that it must be judged after them.
  bool meet(const store::Load& load, const std::vector<PreparedPart>& parts) const;
  // Whether any of them came from the same sender.
  bool any_from(const store::Load& load) const;

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::int16_t, std::string>;

  static Key key_of(const store::Load& load, const store::LoadPart& part);

  std::set<Key> whole_, touched_;
  std::set<std::pair<Key, std::int64_t>> learners_;
};

// Values of a table, a measure of the memory that it takes.
inline std::size_t cells_of(const FactTable& table) { return table.rows() * table.columns.size(); }
std::size_t cells_of(const PreparedLoad& prepared);

class ImportBatch {
 public:
  // Rows of one partition; their loads. `file` once it is written.
  struct Partition {
    std::string authority, collection;
    AcademicYear year;
    std::vector<FactTable> pieces;
    std::set<std::int64_t> loads;
    std::optional<store::FactFile> file;
  };

  // Whether a file would replace something that still waits here: the batch must be committed first.
  bool waits_for(const store::Load& load, const std::vector<PreparedPart>& parts) const { return spoken_of_.meet(load, parts); }
  bool any_from(const store::Load& load) const { return spoken_of_.any_from(load); }
  bool holds_bytes(const std::string& sha256) const { return bytes_.contains(sha256); }
  void add(PreparedLoad prepared);
  void enter(std::vector<Organisation> organisations);

  std::size_t cells() const { return cells_; }  // values that wait, a measure of memory
  bool empty() const { return loads_.empty() && organisations_.empty(); }

  // What the files of its partitions are called, without suffix.
  std::string file_name() const;
  std::vector<Partition*> partitions();
  // Inside the caller's Transaction; every partition must have its file.
  void record(store::Ledger& ledger) const;
  // One entry for each load.
  std::vector<store::AuditEntry> audit_entries() const;

 private:
  using Place = std::tuple<std::string, std::string, std::int16_t>;  // authority, collection, year

  std::vector<PreparedLoad> loads_;
  std::vector<Organisation> organisations_;
  std::map<Place, Partition> partitions_;
  PartsSpokenOf spoken_of_;
  std::set<std::string> bytes_;
  std::size_t cells_ = 0;
};

}  // namespace potensial::service
