// A home opened by an import: the right to write, the ledger and the facts. A check opens what is there without
// the right to write, and an empty ledger in memory where nothing is. Not thread-safe.
#pragma once

#include <optional>

#include "service/import_generation.hpp"
#include "service/import_job.hpp"
#include "store/home_lock.hpp"

namespace potensial::service {

struct ImportHome {
  std::optional<store::HomeLock> lock;
  store::Ledger ledger;
  store::DuckdbConnection facts;
  std::filesystem::path folder;

  // Removes what a killed import left, and enters the organisations that the catalogue knows.
  static Result<ImportHome> open(const ImportRequest& request, const ImportDefinitions& definitions);
  CurrentGeneration current(const LearnersOfLoads& learners) { return {ledger, facts, folder, learners}; }
};

// Where the copy of a held file stands, with as much of its path as profiles go by.
std::filesystem::path held_folder(const std::filesystem::path& home, std::int64_t load);
Result<void> keep_held_file(const std::filesystem::path& home, std::int64_t load, const std::filesystem::path& file);
Result<std::filesystem::path> held_file(const std::filesystem::path& home, std::int64_t load);

}  // namespace potensial::service
