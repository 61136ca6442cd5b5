// One file against what is current under its keys: what it adds, changes and replaces. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
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
  std::vector<std::int64_t> learners;               // of a partial one, ascending
  std::vector<store::SupersededLearner> replaced;   // of a partial one
};

// A file judged and ready to be committed.
struct PreparedLoad {
  store::Load load;
  std::vector<PreparedPart> parts;
  std::vector<StoredRows> rows;
  std::vector<RowProblem> problems;
  ImportChanges changes;
};

// Where the current generation is read.
struct CurrentGeneration {
  store::Ledger& ledger;
  store::DuckdbConnection& facts;
  const std::filesystem::path& home;
};

// Parts of a load, by collection, year and section.
std::vector<PreparedPart> prepared_parts(const IncomingFile& file, const std::vector<StoredRows>& rows);

// Sets loaded, unchanged, the state and the changes of `prepared`, whose load (with read and rejected), parts and rows are filled; drops rows and
// parts when nothing is new. `known_anew`: see PreparedRows.
Result<void> compare_with_current(PreparedLoad& prepared, std::span<const std::uint64_t> known_anew,
                                  std::span<const Collection> collections, CurrentGeneration current);

}  // namespace potensial::service
