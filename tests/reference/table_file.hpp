// Reads a CSV file of tests/reference or of the shared data into a table; throws when it cannot.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "stats/text_table.hpp"

namespace potensial::tests {

inline stats::TextTable table_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  auto table = stats::read_text_table(text.str());
  if (!file || !table) throw std::runtime_error("cannot read " + path.string());
  return std::move(*table);
}

}  // namespace potensial::tests
