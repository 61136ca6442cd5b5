// The folder that is written: files whole, each with its rows and SHA-256 for manifest.csv. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace potensial::demonstration {

struct ManifestRow {
  std::string file, collection, authority, school;
  int year = 0;               // 0: of no one year
  std::int64_t rows = 0;
  std::string sha256;
};

class Output {
 public:
  explicit Output(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Writes `text` to the file that `row` names; hash is filled in. The first failure is kept for `finish`.
  void write(ManifestRow row, std::string_view text);
  // What was written; empty when it is not there. Not while others write.
  std::string read(const std::string& file) const;
  std::vector<ManifestRow> written(std::string_view collection, int year) const;   // by file
  // Writes manifest.csv, sorted by file; gives the manifest's own SHA-256.
  Result<std::string> finish();
  const std::vector<ManifestRow>& rows() const { return rows_; }  // after finish: sorted

 private:
  std::filesystem::path folder_;
  std::mutex lock_;
  std::vector<ManifestRow> rows_;
  std::string failed_;
};

}  // namespace potensial::demonstration
