#include "service/backup.hpp"

#include <atomic>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "service/import_job.hpp"
#include "service/import_test_files.hpp"
#include "store/fact_files.hpp"
#include "store/load_store.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;
using import_tests::upn;

class BackupTest : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(folder); }

  // Ten learners, all entitled to free meals or none.
  Result<ImportReport> import(const std::string& name, const std::string& fsm) {
    std::vector<import_tests::Pupil> pupils;
    for (int i = 0; i < 10; ++i) pupils.push_back({.upn = upn(i), .fsm = fsm});
    import_tests::MadeReader reader;
    reader.files[name] = import_tests::census_file(name, "680", 2008, pupils);
    EXPECT_TRUE(write_file(folder / name, name));
    const ImportRequest asked{.home = home, .files = {folder / name}, .actor = "Ann", .at = at,
                              .random = [this] { return ++minted * 0x9E3779B97F4A7C15ULL; }};
    return import_files(asked, import_tests::definitions(), reader);
  }

  // Rows that are current, entitled to free meals and not.
  static std::pair<std::int64_t, std::int64_t> entitled_or_not(const fs::path& home) {
    auto ledger = store::Ledger::open(home / ledger_file).value();
    EXPECT_TRUE(store::verify_audit(ledger));
    auto connection = store::DuckdbConnection::on_folders(std::vector{home / store::facts_folder}, 1).value();
    EXPECT_TRUE(store::create_facts_view(connection, "facts", store::current_facts(ledger, home, {.collection = "census"}), {}));
    const auto rows = connection.query("SELECT count(*) FILTER (fsm_eligible = 'Y'), count(*) FILTER (fsm_eligible = 'N') FROM facts").value();
    return {rows.columns[0].integers()[0], rows.columns[1].integers()[0]};
  }

  // A byte in the middle of the file becomes another.
  static void damage(const fs::path& file) {
    auto bytes = read_file(file).value();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    ASSERT_TRUE(write_file(file, bytes));
  }

  fs::path first_facts(const fs::path& of) const {
    auto ledger = store::Ledger::open(home / ledger_file).value();
    return of / store::all_fact_files(ledger).front().path;
  }

  fs::path folder = fs::temp_directory_path() / ("potensial-backup-test-" + std::to_string(::getpid()));
  fs::path home = folder / "home", backup = folder / "backup", restored = folder / "restored";
  std::chrono::sys_seconds at{std::chrono::seconds(1'200'000'000)};
  std::uint64_t minted = 0;
};

constexpr std::pair<std::int64_t, std::int64_t> none_entitled{0, 10}, all_entitled{10, 0};

TEST_F(BackupTest, GivesBackWhatWasThereWhenItWasMade) {
  ASSERT_TRUE(import("1.csv", "N"));
  const auto made = back_up(home, backup, "Bob", at);
  ASSERT_TRUE(made) << made.error().code;
  EXPECT_EQ(made->files, 1u);
  EXPECT_EQ(made->head.number, 2);
  ASSERT_TRUE(import("2.csv", "Y"));
  const auto back = restore(backup, restored, "Cai", at);
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(back->head.hash, made->head.hash);
  EXPECT_EQ(entitled_or_not(restored), none_entitled);
  EXPECT_EQ(entitled_or_not(home), all_entitled);
  auto ledger = store::Ledger::open(restored / ledger_file).value();
  EXPECT_EQ(store::audit_lines(ledger, "backup/backup", 9).size(), 2u) << "made and restored";
}

TEST_F(BackupTest, IsRefusedOverSomethingThatIsThere) {
  ASSERT_TRUE(import("1.csv", "N"));
  EXPECT_EQ(back_up(folder / "nowhere", backup, "Bob", at).error().code, "backup.no-home");
  ASSERT_TRUE(back_up(home, backup, "Bob", at));
  EXPECT_EQ(back_up(home, backup, "Bob", at).error().code, "backup.exists");
  EXPECT_EQ(restore(backup, home, "Bob", at).error().code, "restore.home-exists");
  EXPECT_EQ(restore(folder / "nowhere", restored, "Bob", at).error().code, "restore.no-backup");
  EXPECT_EQ(entitled_or_not(home), none_entitled);
}

TEST_F(BackupTest, DamagedIsNeverRestored) {
  ASSERT_TRUE(import("1.csv", "N"));
  for (const auto& [file, code] : {std::pair{fs::path(ledger_file), "restore.damaged"}, {first_facts("").relative_path(), "facts.damaged"}}) {
    ASSERT_TRUE(back_up(home, backup, "Bob", at));
    damage(backup / file);
    EXPECT_EQ(restore(backup, restored, "Bob", at).error().code, code) << file;
    EXPECT_FALSE(fs::exists(restored));
    fs::remove(backup / file);
    EXPECT_FALSE(restore(backup, restored, "Bob", at)) << file;
    fs::remove_all(backup);
  }
}

TEST_F(BackupTest, OfADamagedHomeIsNotMade) {
  ASSERT_TRUE(import("1.csv", "N"));
  damage(first_facts(home));
  EXPECT_EQ(back_up(home, backup, "Bob", at).error().code, "facts.damaged");
  EXPECT_FALSE(fs::exists(backup));
}

TEST_F(BackupTest, IsOneStateWhileOthersImport) {
  ASSERT_TRUE(import("0.csv", "N"));
  std::atomic<bool> stop = false;
  std::jthread importing([&] {
    for (int i = 1; !stop; ++i) EXPECT_TRUE(import(std::to_string(i) + ".csv", i % 2 ? "Y" : "N"));
  });
  for (int i = 0; i < 10; ++i) {
    const auto copy = folder / ("backup-" + std::to_string(i)), again = folder / ("restored-" + std::to_string(i));
    const auto made = back_up(home, copy, "Bob", at);
    EXPECT_TRUE(made) << made.error().code;
    EXPECT_TRUE(restore(copy, again, "Bob", at));
    const auto rows = entitled_or_not(again);
    EXPECT_TRUE(rows == none_entitled || rows == all_entitled) << rows.first << " and " << rows.second;
  }
  stop = true;
}

}  // namespace
}  // namespace potensial::service
