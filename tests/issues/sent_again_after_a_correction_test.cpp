// A file that was current before the import, corrected within it and then sent again as it was, counted as nothing new:
// the correction held.
#include <gtest/gtest.h>
#include <unistd.h>

#include "service/import_test_files.hpp"
#include "store/fact_files.hpp"

namespace potensial::service {

TEST(Import, AFileSentAgainAfterItsCorrectionHolds) {
  namespace fs = std::filesystem;
  using import_tests::upn;
  const auto folder = fs::temp_directory_path() / ("potensial-sent-again-test-" + std::to_string(::getpid()));
  import_tests::MadeReader reader;
  ImportRequest asked{.home = folder / "home", .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'200'000'000))};
  asked.random = [minted = std::uint64_t{0}]() mutable { return ++minted * 0x9E3779B97F4A7C15ULL; };
  const auto send = [&](const std::string& name, const std::string& level) {
    reader.files[name] = import_tests::assessment_file(name, "680", 2008, {{upn(1), "ks2", level}});
    EXPECT_TRUE(write_file(folder / name, name));
    return folder / name;
  };
  asked.files = {send("1.csv", "3")};
  ASSERT_TRUE(import_files(asked, import_tests::definitions(), reader));
  asked.files = {send("2.csv", "4"), send("3.csv", "3")};
  ASSERT_TRUE(import_files(asked, import_tests::definitions(), reader));

  auto ledger = store::Ledger::open(asked.home / ledger_file).value();
  auto connection = store::DuckdbConnection::on_folders(std::vector{asked.home / store::facts_folder}, 1).value();
  const auto facts = store::current_facts(ledger, asked.home, {.collection = "assessment"});
  ASSERT_TRUE(store::create_facts_view(connection, "facts", facts, {}));
  const auto rows = connection.query("SELECT level FROM facts").value();
  EXPECT_EQ(rows.columns[0].texts(), (std::vector<std::string>{"3"}));
  fs::remove_all(folder);
}

}  // namespace potensial::service
