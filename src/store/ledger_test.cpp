#include "store/ledger.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <unistd.h>

#include "base/file.hpp"

namespace potensial::store {
namespace {

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  int count(Ledger& ledger) {
    int rows = 0;
    ledger.session() << "SELECT count(*) FROM note", soci::into(rows);
    return rows;
  }
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("potensial-ledger-test-" + std::to_string(::getpid()));
  std::filesystem::path file = folder / "ledger.sqlite";
  std::vector<Migration> first{{1, "CREATE TABLE note (words TEXT NOT NULL);"}};
  std::vector<Migration> second{{1, "CREATE TABLE note (words TEXT NOT NULL);"},
                                {2, "ALTER TABLE note ADD COLUMN length BIGINT;UPDATE note SET length = length(words);"}};
};

TEST_F(LedgerTest, AnUncommittedTransactionLeavesNothing) {
  auto ledger = Ledger::open(file, first).value();
  {
    const Transaction transaction(ledger);
    ledger.session() << "INSERT INTO note VALUES ('lost')";
  }
  Transaction kept(ledger);
  ledger.session() << "INSERT INTO note VALUES ('kept')";
  kept.commit();
  EXPECT_EQ(count(ledger), 1);
}

TEST_F(LedgerTest, AMigrationKeepsACopyOfWhatWasThere) {
  { Ledger::open(file, first).value().session() << "INSERT INTO note VALUES ('four')"; }
  auto ledger = Ledger::open(file, second).value();
  EXPECT_EQ(ledger.version(), 2);
  int length = 0;
  ledger.session() << "SELECT length FROM note", soci::into(length);
  EXPECT_EQ(length, 4);
  auto copy = Ledger::open(folder / "ledger.sqlite.before-2", first).value();
  EXPECT_EQ(copy.version(), 1);
  EXPECT_EQ(count(copy), 1);
}

TEST_F(LedgerTest, AFailingMigrationLeavesTheOldSchema) {
  { Ledger::open(file, first).value(); }
  auto broken = second;
  broken[1].sql = "CREATE TABLE more (x BIGINT);NOT SQL;";
  EXPECT_EQ(Ledger::open(file, broken).error().code, "ledger.unreadable");
  auto ledger = Ledger::open(file, first).value();
  EXPECT_EQ(ledger.version(), 1);
  EXPECT_THROW(ledger.session() << "SELECT x FROM more", soci::soci_error);
}

TEST_F(LedgerTest, AnOlderProgramRefusesANewerLedger) {
  { Ledger::open(file, second).value(); }
  const auto refused = Ledger::open(file, first);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.newer");
}

TEST_F(LedgerTest, AFileThatIsNoLedgerIsRefused) {
  ASSERT_TRUE(write_file(file, std::string(5000, 'x')));
  EXPECT_EQ(Ledger::open(file).error().code, "ledger.unreadable");
}

TEST_F(LedgerTest, CommitsAreDurableAndDeletesAreOverwritten) {
  auto ledger = Ledger::open(file).value();
  std::string journal;
  int synchronous = 0, foreign_keys = 0, secure = 0;
  ledger.session() << "PRAGMA journal_mode", soci::into(journal);
  ledger.session() << "PRAGMA synchronous", soci::into(synchronous);
  ledger.session() << "PRAGMA foreign_keys", soci::into(foreign_keys);
  ledger.session() << "PRAGMA secure_delete", soci::into(secure);
  EXPECT_EQ(journal, "wal");
  EXPECT_EQ(synchronous, 2);
  EXPECT_EQ(foreign_keys, 1);
  EXPECT_EQ(secure, 1);
}

}  // namespace
}  // namespace potensial::store
