// Small comma-separated tables of tests/reference, read by column name. Throws when a file or column is not there.
#pragma once

#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace potensial::tests {

class ReferenceTable {
 public:
  explicit ReferenceTable(const std::string& file) {
    std::ifstream in(std::filesystem::path(POTENSIAL_ROOT) / "tests" / "reference" / file);
    if (!in) throw std::runtime_error("no reference table " + file);
    std::string line;
    std::getline(in, line);
    const auto names = fields(line);
    while (std::getline(in, line)) {
      auto values = fields(line);
      values.resize(names.size());
      for (std::size_t column = 0; column < names.size(); ++column) columns_[names[column]].push_back(values[column]);
    }
  }
  const std::vector<std::string>& texts(const std::string& column) const { return columns_.at(column); }
  // Numbers; NaN where the cell holds no number.
  std::vector<double> numbers(const std::string& column) const {
    std::vector<double> values;
    for (const auto& text : texts(column)) {
      double value = std::numeric_limits<double>::quiet_NaN();
      std::istringstream(text) >> value;
      values.push_back(text.empty() || text.find_first_of("0123456789") == std::string::npos
                           ? std::numeric_limits<double>::quiet_NaN()
                           : value);
    }
    return values;
  }

 private:
  static std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> values;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, ',');) {
      if (!field.empty() && field.back() == '\r') field.pop_back();
      values.push_back(field);
    }
    return values;
  }
  std::map<std::string, std::vector<std::string>> columns_;
};

}  // namespace potensial::tests
