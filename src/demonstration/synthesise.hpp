// Makes the demonstration nation: files in `out`, manifest.csv with them, and truth.json beside the folder.
//
// The same request gives the same bytes on every machine and with any number of threads. Refuses a request out of
// range, a folder that is not empty, a missing number of the catalogue, and a file that cannot be written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "demonstration/request.hpp"

namespace potensial::demonstration {

struct Made {
  std::int64_t files = 0, rows = 0, learners = 0, schools = 0, authorities = 0;   // learners: on roll in the last January
  std::string manifest_sha256;
  std::filesystem::path out, truth;
};

Result<Made> synthesise(const catalogue::Catalogue& catalogue, Request request);

}  // namespace potensial::demonstration
