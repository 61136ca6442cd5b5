// Which files an import takes: folders walked, what is no data left out, in an order in which each file finds
// what it needs (organisations, then censuses, then the rest, each by path). Pure apart from the file system.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "service/import_job.hpp"

namespace potensial::service {

struct ImportSources {
  std::vector<std::filesystem::path> files;
  std::vector<std::string> skipped;
};

// A file that was named is taken, and refused by the reader when no profile fits; one found in a folder is then
// skipped. Manifests and files of planted truths are never facts. Refusals: "import.no-file", "import.not-facts".
Result<ImportSources> import_sources(std::span<const std::filesystem::path> named, const ImportReader& reader);

}  // namespace potensial::service
