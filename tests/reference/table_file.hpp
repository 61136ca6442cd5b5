// Reads a CSV file of tests/reference or of the shared data into a table, and its cells into codes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "stats/linear_model.hpp"
#include "stats/text_table.hpp"

namespace potensial::tests {

// Throws when there is no such table.
inline stats::TextTable table_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  auto table = stats::read_text_table(text.str());
  if (!file || !table) throw std::runtime_error("cannot read " + path.string());
  return std::move(*table);
}

// Codes in the order of first appearance; an empty cell has none.
struct CodedColumn {
  std::vector<std::uint32_t> codes;
  std::size_t levels = 0;
};

inline CodedColumn coded(const stats::TextColumn& column) {
  CodedColumn coded;
  std::map<std::string, std::uint32_t> known;
  for (const auto& cell : column.cells)
    coded.codes.push_back(stats::is_missing(cell)
                              ? stats::kNoLevel
                              : known.emplace(cell, static_cast<std::uint32_t>(known.size())).first->second);
  coded.levels = known.size();
  return coded;
}

}  // namespace potensial::tests
