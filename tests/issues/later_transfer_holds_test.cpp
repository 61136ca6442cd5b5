// Of three transfer files in one command, the second had to wait for the first, and the third, which knew the
// newer result of a learner of the second, was loaded before it: the older result held.
#include <gtest/gtest.h>
#include <unistd.h>

#include "service/import_test_files.hpp"
#include "store/fact_files.hpp"

namespace potensial::service {

TEST(Transfers, OfTwoAboutALearnerTheLaterHoldsAlsoWhenTheEarlierHadToWait) {
  namespace fs = std::filesystem;
  using import_tests::upn;
  const auto folder = fs::temp_directory_path() / ("potensial-later-transfer-test-" + std::to_string(::getpid()));
  import_tests::MadeReader reader;
  ImportRequest asked{.home = folder / "home", .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'200'000'000))};
  asked.random = [minted = std::uint64_t{0}]() mutable { return ++minted * 0x9E3779B97F4A7C15ULL; };
  const auto send = [&](const std::string& name, const std::vector<import_tests::Level>& levels) {
    auto file = import_tests::assessment_file(name, "6802801", 2008, levels);
    file.partial = true;
    reader.files[name] = file;
    EXPECT_TRUE(write_file(folder / name, file.sha256));
    asked.files.push_back(folder / name);
  };
  send("1.xml", {{upn(1), "ks2", "3"}});
  send("2.xml", {{upn(1), "ks2", "4"}, {upn(2), "ks2", "4"}});
  send("3.xml", {{upn(2), "ks2", "5"}});
  ASSERT_TRUE(import_files(asked, import_tests::definitions(), reader));

  auto ledger = store::Ledger::open(asked.home / ledger_file).value();
  auto connection = store::DuckdbConnection::on_folders(std::vector{asked.home / store::facts_folder}, 1).value();
  const auto facts = store::current_facts(ledger, asked.home, {.collection = "assessment"});
  ASSERT_TRUE(store::create_facts_view(connection, "facts", facts, {}));
  const auto rows = connection.query("SELECT level FROM facts ORDER BY level").value();
  EXPECT_EQ(rows.columns[0].texts(), (std::vector<std::string>{"4", "5"}));
  fs::remove_all(folder);
}

}  // namespace potensial::service
