// Files against what is current under their keys: what each adds, changes and replaces. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.hpp"
#include "model/collection.hpp"
#include "service/import_job.hpp"
#include "service/import_rows.hpp"
#include "store/duckdb_connection.hpp"
#include "store/load_store.hpp"

namespace potensial::service {

struct PreparedPart {
  store::LoadPart part;
  bool whole = true;                                // replaces everything of its key; else only its learners
  bool learners_told = true;                        // false of a large whole one
  std::vector<std::int64_t> learners;               // ascending
  std::vector<store::SupersededLearner> replaced;   // of a partial one
};

// A file judged and ready to be committed.
struct PreparedLoad {
  store::Load load;
  std::vector<PreparedPart> parts;
  std::vector<StoredRows> rows;
  std::vector<RowProblem> problems;
  ImportChanges changes;
  std::vector<std::uint64_t> known_anew;  // see PreparedRows
};

// Whose rows the loads of this import brought, as far as their parts tell: spares reading what cannot matter.
class LearnersOfLoads {
 public:
  void note(const PreparedLoad& prepared);
  // False when the older load has no row of the part's learners under its key.
  bool may_share(std::int64_t older, const PreparedPart& part) const;

 private:
  using Key = std::tuple<std::int64_t, std::string, std::int16_t, std::string>;  // load, collection, year, section
  std::map<Key, std::vector<std::int64_t>> learners_;
};

// Where the current generation is read.
struct CurrentGeneration {
  store::Ledger& ledger;
  store::DuckdbConnection& facts;
  const std::filesystem::path& home;
  const LearnersOfLoads& learners;
};

// Parts of a load, by collection, year and section.
std::vector<PreparedPart> prepared_parts(const IncomingFile& file, const std::vector<StoredRows>& rows);

// Sets loaded, unchanged, the state and the changes of files whose loads (with read and rejected), parts and rows are
// filled; drops rows and parts of one that tells nothing new. None may replace what another of them brings.
Result<void> compare_with_current(std::span<PreparedLoad> files, std::span<const Collection> collections, CurrentGeneration current);

}  // namespace potensial::service
