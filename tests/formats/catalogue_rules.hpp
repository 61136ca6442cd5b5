// The real catalogue's collections, code sets and profiles, for tests that read files by them.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/code_sets.hpp"
#include "catalogue/collections.hpp"
#include "exchange/csv_profile_reader.hpp"
#include "exchange/profile_choice.hpp"
#include "shared_data.hpp"

namespace potensial::tests {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

struct CatalogueRules {
  std::vector<Collection> collections;
  std::vector<CodeSet> code_sets;
  std::vector<exchange::MappingProfile> profiles;

  exchange::ReadingRules rules() const { return {collections, code_sets, {}}; }
  const exchange::MappingProfile& profile(std::string_view id) const {
    for (const auto& each : profiles)
      if (each.id == id) return each;
    throw std::out_of_range("no profile " + std::string(id));
  }
  Result<IncomingFile> read(std::string_view profile_id, std::string_view path, std::string_view bytes) const {
    return exchange::read_csv(profile(profile_id), rules(), {path, bytes, {}, {}});
  }
  Result<IncomingFile> read_shared(std::string_view profile_id, const std::string& path) const {
    return read(profile_id, path, bytes_of(shared_data() / path));
  }
};

inline const CatalogueRules& catalogue_rules() {
  static const CatalogueRules rules = [] {
    CatalogueRules made;
    const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue");
    if (!loaded) throw std::runtime_error(loaded.error().code);
    const Date day(2010, 8, 31);
    auto collections = catalogue::collections_on(*loaded, day);
    if (!collections) throw std::runtime_error(collections.error().code);
    auto code_sets = catalogue::code_sets_on(*loaded, day);
    if (!code_sets) throw std::runtime_error(code_sets.error().code);
    made.collections = std::move(*collections);
    made.code_sets = std::move(*code_sets);
    for (const auto* each : loaded->of_kind("profile")) {
      auto profile = exchange::mapping_profile(*each);
      if (!profile) throw std::runtime_error(each->id + ": " + profile.error().arguments.back().second);
      made.profiles.push_back(std::move(*profile));
    }
    return made;
  }();
  return rules;
}

// read = rows in tables + rejected, each row in one of the two.
inline void expect_every_row_accounted(const IncomingFile& file) {
  std::vector<bool> kept(file.read + 1), rejected(file.read + 1);
  for (const auto& table : file.tables)
    for (const auto row : table.columns.front().integers()) kept.at(static_cast<std::size_t>(row)) = true;
  for (const auto row : file.rejected) {
    EXPECT_FALSE(rejected.at(row)) << row;
    rejected.at(row) = true;
  }
  for (std::size_t row = 1; row <= file.read; ++row) EXPECT_NE(kept[row], rejected[row]) << row;
  for (const auto& table : file.tables)
    for (const auto& column : table.columns) EXPECT_EQ(column.size(), table.rows()) << column.name;
}

}  // namespace potensial::tests
