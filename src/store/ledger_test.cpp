#include "store/ledger.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <soci/soci.h>

#include "base/file.hpp"
#include "ledger/both_engines.hpp"
#include "store/identity_store.hpp"

namespace potensial::store {
namespace ledger_cases {

using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

class LedgerTest : public tests::OnBothEngines {
 protected:
  static int count(Ledger& ledger) {
    int rows = 0;
    ledger.session() << "SELECT count(*) FROM note", soci::into(rows);
    return rows;
  }
  static std::string setting(Ledger& ledger, const std::string& question) {
    std::string value;
    ledger.session() << question, soci::into(value);
    return value;
  }
  tests::LedgerPlace place{engine()};
  std::vector<Migration> first{{1, "CREATE TABLE note (words TEXT NOT NULL);"}};
  std::vector<Migration> second{{1, "CREATE TABLE note (words TEXT NOT NULL);"},
                                {2, "ALTER TABLE note ADD COLUMN length BIGINT;UPDATE note SET length = length(words);"}};
};
class LedgerOfSqlite : public LedgerTest {};
class LedgerOnPostgres : public LedgerTest {};

TEST_P(LedgerTest, AnUncommittedTransactionLeavesNothing) {
  auto ledger = place.open(first).value();
  {
    const Transaction transaction(ledger);
    ledger.session() << "INSERT INTO note VALUES ('lost')";
  }
  Transaction kept(ledger);
  ledger.session() << "INSERT INTO note VALUES ('kept')";
  kept.commit();
  EXPECT_EQ(count(ledger), 1);
}

TEST_P(LedgerTest, Rel6AMigrationKeepsTheRows) {
  { place.open(first).value().session() << "INSERT INTO note VALUES ('four')"; }
  auto ledger = place.open(second).value();
  EXPECT_EQ(ledger.version(), 2);
  int length = 0;
  ledger.session() << "SELECT length FROM note", soci::into(length);
  EXPECT_EQ(length, 4);
}

TEST_P(LedgerTest, Rel6AFailingMigrationLeavesTheOldSchema) {
  { place.open(first).value(); }
  auto broken = second;
  broken[1].sql = "CREATE TABLE more (x BIGINT);NOT SQL;";
  EXPECT_EQ(place.open(broken).error().code, "ledger.unreadable");
  auto ledger = place.open(first).value();
  EXPECT_EQ(ledger.version(), 1);
  EXPECT_THROW(ledger.session() << "SELECT x FROM more", soci::soci_error);
}

TEST_P(LedgerTest, Rel6AnOlderProgramRefusesANewerLedger) {
  { place.open(second).value(); }
  const auto refused = place.open(first);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.newer");
}

// Each is made as the program of its time made it, with a learner in it.
TEST_P(LedgerTest, Rel6EveryEarlierSchemaIsBroughtUpToDateWithItsRows) {
  const auto all = migrations_of_ledger();
  const std::vector<LearnerIdentity> learner{{.id = LearnerId{7}}};
  for (std::size_t known = 1; known < all.size(); ++known) {
    const tests::LedgerPlace earlier(engine());
    {
      auto ledger = earlier.open(all.first(known)).value();
      Transaction transaction(ledger);
      insert_identities(ledger, learner);
      transaction.commit();
    }
    auto ledger = earlier.open().value();
    EXPECT_EQ(ledger.version(), all.back().version);
    ASSERT_EQ(all_identities(ledger).size(), 1u) << known;
    EXPECT_EQ(all_identities(ledger).front().id, LearnerId{7});
  }
}

TEST_P(LedgerTest, AfterAStatementThatFailedTheLedgerWorksOn) {
  auto ledger = place.open().value();
  const std::vector<LearnerIdentity> twice{{.id = LearnerId{1}}, {.id = LearnerId{1}}};
  {
    const Transaction transaction(ledger);
    EXPECT_THROW(insert_identities(ledger, twice), soci::soci_error);
  }
  Transaction transaction(ledger);
  insert_identities(ledger, std::span(twice).first(1));
  transaction.commit();
  EXPECT_EQ(all_identities(ledger).size(), 1u);
}

TEST_P(LedgerTest, SortsTextByItsCodes) {
  auto ledger = place.open(first).value();
  for (const std::string words : {"b", "ŵ", "B", "", "a-b", "a", "ab"}) ledger.session() << "INSERT INTO note VALUES (:w)", soci::use(words);
  std::string each, all;
  soci::statement rows = (ledger.session().prepare << "SELECT words FROM note ORDER BY words", soci::into(each));
  for (bool more = rows.execute(true); more; more = rows.fetch()) all += each + "|";
  EXPECT_EQ(all, "|B|a|a-b|ab|b|ŵ|");
}

TEST_P(LedgerOfSqlite, Rel6AMigrationKeepsACopyOfWhatWasThere) {
  { place.open(first).value().session() << "INSERT INTO note VALUES ('four')"; }
  { place.open(second).value(); }
  auto copy = Ledger::open(place.file().concat(".before-2"), first).value();
  EXPECT_EQ(copy.version(), 1);
  EXPECT_EQ(count(copy), 1);
}

TEST_P(LedgerOfSqlite, Rel6EveryEarlierSchemaBecomesThatOfANewLedgerAndIsKeptBesideIt) {
  const std::string question = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)";
  auto fresh = Ledger::in_memory().value();
  const auto all = migrations_of_ledger();
  for (std::size_t known = 1; known < all.size(); ++known) {
    const tests::LedgerPlace earlier(engine());
    { earlier.open(all.first(known)).value(); }
    auto ledger = earlier.open().value();
    EXPECT_EQ(setting(ledger, question), setting(fresh, question)) << known;
    const auto copy = earlier.file().concat(".before-" + std::to_string(all[known - 1].version + 1));
    EXPECT_EQ(Ledger::open(copy, all.first(known)).value().version(), all[known - 1].version);
  }
}

TEST_P(LedgerOfSqlite, AFileThatIsNoLedgerIsRefused) {
  ASSERT_TRUE(write_file(place.file(), std::string(5000, 'x')));
  EXPECT_EQ(place.open().error().code, "ledger.unreadable");
}

TEST_P(LedgerOfSqlite, Rel5CommitsAreDurableAndDeletesAreOverwritten) {
  auto ledger = place.open().value();
  EXPECT_EQ(setting(ledger, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(setting(ledger, "PRAGMA synchronous"), "2");
  EXPECT_EQ(setting(ledger, "PRAGMA foreign_keys"), "1");
  EXPECT_EQ(setting(ledger, "PRAGMA secure_delete"), "1");
}

TEST_P(LedgerOnPostgres, AServerThatIsNotThereIsRefused) {
  const auto refused = Ledger::on_postgres({"host=/nowhere-at-all user=potensial dbname=postgres"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.unreadable");
  EXPECT_EQ(refused.error().arguments[0].second, "PostgreSQL/potensial");
  EXPECT_THAT(refused.error().arguments[1].second, Not(HasSubstr("\n")));
}

TEST_P(LedgerOnPostgres, ADatabaseThatWouldSortOrKeepTextOtherwiseIsRefused) {
  auto ledger = place.open(first).value();
  for (const std::string database : {"latin", "sorted"}) {
    const std::string how = database == "latin" ? "ENCODING 'LATIN1' LOCALE 'C'" : "LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'cy'";
    ledger.session() << "CREATE DATABASE " << database << " TEMPLATE template0 " << how;
    const auto refused = Ledger::on_postgres({tests::PostgresServer::shared()->connection(database)});
    ASSERT_FALSE(refused) << database;
    EXPECT_EQ(refused.error().code, "ledger.unsuited-database");
  }
}

TEST_P(LedgerOnPostgres, Rel5CommitsAreDurableAndNobodyWaitsForEver) {
  auto ledger = place.open().value();
  EXPECT_EQ(setting(ledger, "SHOW synchronous_commit"), "on");
  EXPECT_EQ(setting(ledger, "SHOW lock_timeout"), "10s");
  EXPECT_EQ(setting(ledger, "SHOW statement_timeout"), "5min");
  EXPECT_EQ(setting(ledger, "SHOW idle_in_transaction_session_timeout"), "5min");
  ledger.wait_at_most(0ms);
  EXPECT_EQ(setting(ledger, "SHOW lock_timeout"), "1ms");
}

TEST_P(LedgerOnPostgres, IsASchemaOfItsOwn) {
  auto ledger = place.open(first).value();
  tests::LedgerPlace elsewhere(engine());
  auto other = elsewhere.open(first).value();
  ledger.session() << "INSERT INTO note VALUES ('here')";
  EXPECT_EQ(count(other), 0);
  EXPECT_EQ(setting(ledger, "SELECT current_schema()"), place.schema().schema);
}

TEST_P(LedgerOnPostgres, ATransactionInWhichAStatementFailedIsNotCommitted) {
  auto ledger = place.open(first).value();
  {
    Transaction transaction(ledger);
    ledger.session() << "INSERT INTO note VALUES ('one')";
    EXPECT_THROW(ledger.session() << "INSERT INTO nothing VALUES (1)", soci::soci_error);
    EXPECT_THROW(transaction.commit(), soci::soci_error);
  }
  EXPECT_EQ(count(ledger), 0);
}

TEST_P(LedgerOnPostgres, LeavesCopiesToTheOperator) {
  auto ledger = place.open(first).value();
  EXPECT_THROW(ledger.copy_to(place.file()), soci::soci_error);
}

POTENSIAL_ON_BOTH_ENGINES(LedgerTest);
POTENSIAL_ON_ENGINES(LedgerOfSqlite, tests::Engine::sqlite);
POTENSIAL_ON_ENGINES(LedgerOnPostgres, tests::Engine::postgres);

}  // namespace ledger_cases
}  // namespace potensial::store
