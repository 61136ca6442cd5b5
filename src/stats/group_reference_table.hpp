// For tests of gaps and group searches: a small table of tests/reference as columns, its first column taken
// as the cluster, numbered by ascending id.
#pragma once

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace potensial::tests {

struct ReferenceTable {
  std::map<std::string, std::vector<double>> columns;
  std::vector<std::uint32_t> cluster;
  std::uint32_t clusters = 0;

  const std::vector<double>& column(const std::string& name) const { return columns.at(name); }
  std::vector<std::uint8_t> codes(const std::string& name) const {
    return {columns.at(name).begin(), columns.at(name).end()};
  }
};

inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

inline ReferenceTable reference_table(const std::string& file) {
  std::ifstream stream(std::string(POTENSIAL_ROOT) + "/tests/reference/" + file);
  std::string line;
  std::getline(stream, line);
  const auto names = cells_of(line);
  ReferenceTable table;
  std::vector<std::string> ids;
  while (std::getline(stream, line)) {
    const auto cells = cells_of(line);
    ids.push_back(cells[0]);
    for (std::size_t k = 1; k < names.size(); ++k) table.columns[names[k]].push_back(std::stod(cells[k]));
  }
  auto sorted = ids;
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  table.clusters = static_cast<std::uint32_t>(sorted.size());
  for (const auto& id : ids)
    table.cluster.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, id) - sorted.begin()));
  return table;
}

}  // namespace potensial::tests
