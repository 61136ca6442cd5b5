// What an import of a file would do, worked out before its sender says yes, and kept beside the bytes until then.
//
// It holds values of the file, so it goes when they go. Of very many problems the first 10,000 are kept, and counted all.
// Refuses "file.unreadable" and "file.unwritable".
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "service/import_job.hpp"
#include "store/load_store.hpp"

namespace potensial::service {

inline constexpr std::size_t most_problems_kept = 10'000;

// Rows that broke one rule, and the first of them.
struct ProblemsOfRule {
  RowProblem first;
  std::uint64_t rows = 0;
};

struct ImportPreview {
  ImportedFile file;                    // `problems`: the first of them
  std::uint64_t problems = 0;           // all
  std::uint64_t rejected = 0;           // rows that broke a rule, also of a file that would be held whole
  std::vector<ProblemsOfRule> by_rule;  // of all, the most frequent first
};

ImportPreview preview_of(ImportedFile file);
Result<void> save_preview(const std::filesystem::path& folder, const ImportPreview& preview);
Result<ImportPreview> saved_preview(const std::filesystem::path& folder);

}  // namespace potensial::service
