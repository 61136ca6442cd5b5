#include "demonstration/output.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/sha256.hpp"
#include "demonstration/csv_rows.hpp"

namespace potensial::demonstration {
namespace output {

bool put(const std::filesystem::path& path, std::string_view text) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool whole = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && whole;
}

}  // namespace output

void Output::write(ManifestRow row, std::string_view text) {
  row.sha256 = sha256(text);
  const bool written = output::put(folder_ / row.file, text);
  const std::lock_guard hold(lock_);
  if (!written && failed_.empty()) failed_ = row.file;
  rows_.push_back(std::move(row));
}

std::string Output::read(const std::string& file) const {
  std::ifstream in(folder_ / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<ManifestRow> Output::written(std::string_view collection, int year) const {
  std::vector<ManifestRow> found;
  for (const auto& row : rows_)
    if (row.collection == collection && row.year == year) found.push_back(row);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  return found;
}

Result<std::string> Output::finish() {
  std::sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  CsvRows table("file,collection,authority,school,year,rows,sha256");
  for (const auto& row : rows_) {
    table << row.file << row.collection << row.authority << row.school;
    if (row.year) table << row.year;
    else table.blank();
    table << static_cast<int>(row.rows) << row.sha256;
    table.end();
  }
  if (failed_.empty() && !output::put(folder_ / "manifest.csv", table.text())) failed_ = "manifest.csv";
  if (!failed_.empty()) return refuse(Blame::file, "demonstration.cannot-write", {{"file", (folder_ / failed_).string()}});
  return sha256(table.text());
}

}  // namespace potensial::demonstration
