// Assessment files sent to a home of a test's own, and the levels that hold afterwards.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "service/import_test_files.hpp"
#include "store/fact_files.hpp"

namespace potensial::tests {

class ImportedLevels : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // The file goes with the next import.
  void send(const std::string& name, IncomingFile file) {
    reader_.files[name] = std::move(file);
    EXPECT_TRUE(write_file(folder_ / name, name));
    asked_.files.push_back(folder_ / name);
  }
  void import() {
    ASSERT_TRUE(service::import_files(asked_, service::import_tests::definitions(), reader_));
    asked_.files.clear();
  }

  std::vector<std::string> levels() const {
    auto ledger = store::Ledger::open(asked_.home / service::ledger_file).value();
    auto connection = store::DuckdbConnection::on_folders(std::vector{asked_.home / store::facts_folder}, 1).value();
    const auto facts = store::current_facts(ledger, asked_.home, {.collection = "assessment"});
    EXPECT_TRUE(store::create_facts_view(connection, "facts", facts, {}));
    return connection.query("SELECT level FROM facts ORDER BY level").value().columns[0].texts();
  }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("potensial-imported-levels-test-" + std::to_string(::getpid()));
  service::import_tests::MadeReader reader_;
  service::ImportRequest asked_{.home = folder_ / "home", .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'200'000'000)),
                                .random = [minted = std::uint64_t{0}]() mutable { return ++minted * 0x9E3779B97F4A7C15ULL; }};
};

}  // namespace potensial::tests
