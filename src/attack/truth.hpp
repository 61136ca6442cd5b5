// The true counts, for scoring an attack only: a CSV file with one column for each variable and `count`, categories
// as the manifest writes them, rows that add up where several fit. Rows with a category the manifest does not know
// (totals) are passed over. Refusals: those of files, "attack.truth" with the line. Value type, thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "attack/manifest.hpp"

namespace potensial::attack {

class Truth {
 public:
  static Result<Truth> read(const std::filesystem::path& file, const std::map<std::string, PublishedVariable>& variables);

  std::int64_t count(const Atoms& atoms) const;

 private:
  struct Row {
    std::map<std::string, std::string> categories;
    std::int64_t count = 0;
  };
  std::vector<Row> rows_;
};

}  // namespace potensial::attack
