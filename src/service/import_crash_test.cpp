// An import that is killed at any moment leaves the old state or the new one, and the next import cleans up.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "service/import_test_files.hpp"
#include "store/audit_log.hpp"
#include "store/fact_files.hpp"
#include "store/load_store.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;
using import_tests::Pupil;

class ImportCrashTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder);
    fs::create_directories(folder / "in");
  }
  void TearDown() override { fs::remove_all(folder); }

  // Twelve censuses of three years, in which every learner is entitled to free meals or none is.
  ImportRequest request(const std::string& fsm) {
    ImportRequest asked{.home = home, .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'200'000'000)),
                        .random = [this] { return ++minted * 0x9E3779B97F4A7C15ULL; }, .threads = 1};
    for (int year = 2006; year <= 2008; ++year)
      for (int school = 0; school < 4; ++school) {
        std::vector<Pupil> pupils;
        for (int i = 0; i < 150; ++i)
          pupils.push_back({.upn = import_tests::upn(school * 1000 + i), .school = "680280" + std::to_string(school), .fsm = fsm});
        const auto name = std::to_string(year) + "-" + std::to_string(school) + ".csv";
        auto& file = reader.files[name] = import_tests::census_file(name, "680280" + std::to_string(school), year, pupils);
        file.sha256 = sha256(file.sha256 + name);
        EXPECT_TRUE(write_file(folder / "in" / name, fsm));
        asked.files.push_back(folder / "in" / name);
      }
    return asked;
  }

  // Imports every file and leaves its answers current, whatever a killed import left behind.
  void import_whole(const std::string& fsm) {
    const auto report = import_files(request(fsm), known, reader);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->sound());
  }

  void import_and_be_killed(const ImportRequest& asked, std::chrono::microseconds after) {
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      (void)import_files(asked, known, reader);
      ::_exit(0);
    }
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
  }

  // The audit log is whole, and holds one entry for every load.
  static void expect_audited(store::Ledger& ledger) {
    const auto head = store::verify_audit(ledger);
    ASSERT_TRUE(head) << head.error().code;
    EXPECT_EQ(static_cast<std::size_t>(head->number), store::loads(ledger).size());
  }

  // Rows that are current, per answer to the question of free meals; every file they stand in is sound.
  std::pair<std::int64_t, std::int64_t> entitled_or_not() {
    if (!fs::exists(home / ledger_file)) return {0, 0};
    auto ledger = store::Ledger::open(home / ledger_file).value();
    expect_audited(ledger);
    for (const auto& file : store::all_fact_files(ledger)) EXPECT_TRUE(store::verify_facts(home, file)) << file.path;
    const auto facts = store::current_facts(ledger, home, {.collection = "census"});
    if (facts.files.empty()) return {0, 0};
    auto connection = store::DuckdbConnection::on_folders(std::vector{home / store::facts_folder}, 1).value();
    EXPECT_TRUE(store::create_facts_view(connection, "facts", facts, {}));
    const auto rows = connection.query("SELECT count(*) FILTER (fsm_eligible = 'Y'), count(*) FILTER (fsm_eligible = 'N') FROM facts").value();
    return {rows.columns[0].integers()[0], rows.columns[1].integers()[0]};
  }

  static int kills() {
    const char* asked = std::getenv("POTENSIAL_KILLS");
    return asked ? std::atoi(asked) : 20;
  }

  fs::path folder = fs::temp_directory_path() / ("potensial-crash-test-" + std::to_string(::getpid()));
  fs::path home = folder / "home";
  import_tests::MadeReader reader;
  ImportDefinitions known = import_tests::definitions();
  std::uint64_t minted = 0;
};

constexpr std::int64_t all_rows = 3 * 4 * 150;

TEST_F(ImportCrashTest, AKilledImportLeavesTheOldStateOrTheNewOne) {
  import_whole("N");
  ASSERT_EQ(entitled_or_not(), (std::pair<std::int64_t, std::int64_t>{0, all_rows}));
  std::string now = "N";
  int finished = 0;
  for (int round = 0; round < kills(); ++round) {
    const std::string next = now == "N" ? "Y" : "N";
    import_and_be_killed(request(next), std::chrono::microseconds(2'000 + (round * 7'919) % 150'000));
    const auto [entitled, not_entitled] = entitled_or_not();
    const bool is_new = (next == "Y" ? entitled : not_entitled) == all_rows;
    const bool is_old = (next == "Y" ? not_entitled : entitled) == all_rows;
    EXPECT_TRUE(is_new || is_old) << entitled << " and " << not_entitled << " rows after round " << round;
    EXPECT_EQ(entitled + not_entitled, all_rows);
    if (is_new) ++finished;
    if (is_new) now = next;
  }
  RecordProperty("finished", finished);
  const std::string last = now == "N" ? "Y" : "N";
  import_whole(last);
  EXPECT_EQ(entitled_or_not().first, last == "Y" ? all_rows : 0);
  auto ledger = store::Ledger::open(home / ledger_file).value();
  EXPECT_EQ(store::remove_orphaned_facts(ledger, home), 0U);
}

}  // namespace
}  // namespace potensial::service
