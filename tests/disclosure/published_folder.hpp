// A folder of published files that goes with the test, and what the attacker makes of it.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "attack/attack.hpp"
#include "base/file.hpp"
#include "report/release_gate.hpp"
#include "report/released_files.hpp"
#include "release_example.hpp"

namespace potensial::tests {

inline const catalogue::Messages& messages() {
  static const auto loaded = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return loaded;
}

inline DisclosurePolicy usual_policy() {
  return {.id = "usual", .sentence = {"few", "ychydig"}, .zero = ZeroRule::show, .decimals = {{100, 0}, {10000, 1}}};
}

class PublishedFolder : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path truth_file() const { return folder_ / "truth.txt"; }

  void put(const std::string& name, const std::string& content) const { ASSERT_TRUE(write_file(folder_ / name, content)); }
  std::string get(const std::string& name) const { return read_file(folder_ / name).value(); }

  void publish(const std::vector<ReleasedTable>& tables, const CountTable& truth) const {
    for (const auto& file : report::released_files(tables, messages())) put(file.name, file.content);
    put_truth(truth);
  }

  void put_truth(const CountTable& table) const {
    std::string text = table.variables[0].name + "," + table.variables[1].name + ",count\n";
    const auto columns = table.variables[1].categories.size();
    for (std::size_t cell = 0; cell < table.counts.size(); ++cell)
      text += table.variables[0].categories[cell / columns] + "," + table.variables[1].categories[cell % columns] + "," +
              std::to_string(table.counts[cell]) + "\n";
    put("truth.txt", text);
  }

  void replace(const std::string& file, const std::string& old, const std::string& instead) const {
    auto text = get(file);
    const auto at = text.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    put(file, text.replace(at, old.size(), instead));
  }

  // Leaves only the JSON files in the manifest, so that what is changed there has no witness elsewhere.
  void only_json() const {
    auto manifest = boost::json::parse(get("manifest.json"));
    for (auto& table : manifest.at("tables").as_array())
      table.at("files") = boost::json::array{std::string(table.at("id").as_string()) + ".json"};
    put("manifest.json", boost::json::serialize(manifest));
  }

  // Prints a figure in the JSON file of a table, hidden or not.
  void print_count(const std::string& table, std::size_t cell, std::int64_t count) const {
    auto document = boost::json::parse(get(table + ".json"));
    document.at("cells").at(cell).at("count") = count;
    put(table + ".json", boost::json::serialize(document));
  }

  attack::AttackReport attacked(bool with_truth = true) const {
    const auto manifest = attack::read_manifest(folder_).value();
    const auto artefacts = attack::read_artefacts(folder_, manifest).value();
    const auto published = attack::published_cells(manifest, artefacts);
    if (!with_truth) return attack::attack(manifest, artefacts, published, nullptr).value();
    const auto truth = attack::Truth::read(truth_file(), published.variables).value();
    return attack::attack(manifest, artefacts, published, &truth).value();
  }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("potensial-attack-test-" + std::to_string(::getpid()));
};

}  // namespace potensial::tests
