// Tests of the ledger that run on SQLite and again on PostgreSQL, where it is installed.
//
//   class AuditLog : public tests::OnBothEngines {};
//   TEST_P(AuditLog, IsWhole) { auto ledger = fresh_ledger(); ... }
//   POTENSIAL_ON_BOTH_ENGINES(AuditLog);
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <ostream>
#include <span>
#include <string>

#include "ledger/postgres_server.hpp"
#include "store/ledger.hpp"

namespace potensial::tests {

enum class Engine { sqlite, postgres };
inline std::string word(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgres"; }
inline std::string name_of_case(const testing::TestParamInfo<Engine>& each) { return word(each.param); }
inline void PrintTo(Engine engine, std::ostream* out) { *out << word(engine); }

// An empty ledger that can be opened any number of times; its file goes with this object, its schema with the server.
class LedgerPlace {
 public:
  explicit LedgerPlace(Engine engine) : engine_(engine), number_(++count) { std::filesystem::create_directories(folder_); }
  LedgerPlace(const LedgerPlace&) = delete;
  LedgerPlace& operator=(const LedgerPlace&) = delete;
  ~LedgerPlace() { std::filesystem::remove_all(folder_); }

  Result<store::Ledger> open(std::span<const store::Migration> migrations = store::migrations_of_ledger()) const {
    return engine_ == Engine::sqlite ? store::Ledger::open(file(), migrations) : store::Ledger::on_postgres(schema(), migrations);
  }
  std::filesystem::path file() const { return folder_ / "ledger.sqlite"; }
  store::PostgresSchema schema() const { return {PostgresServer::shared()->connection(), "test-" + std::to_string(number_)}; }

 private:
  static inline int count = 0;
  Engine engine_;
  int number_;
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("potensial-ledger-" + std::to_string(::getpid()) + "-" + std::to_string(number_));
};

class OnBothEngines : public testing::TestWithParam<Engine> {
 public:
  static Engine engine() { return GetParam() == Engine::postgres && !PostgresServer::shared() ? Engine::sqlite : GetParam(); }
  // Of this test alone; on SQLite in memory.
  static store::Ledger fresh_ledger() {
    return engine() == Engine::sqlite ? store::Ledger::in_memory().value() : LedgerPlace(Engine::postgres).open().value();
  }

 protected:
  void SetUp() override {
    if (engine() != GetParam()) GTEST_SKIP() << "PostgreSQL is not installed: script/install does it";
  }
};

}  // namespace potensial::tests

#define POTENSIAL_ON_ENGINES(suite, ...) \
  INSTANTIATE_TEST_SUITE_P(, suite, testing::Values(__VA_ARGS__), potensial::tests::name_of_case)
#define POTENSIAL_ON_BOTH_ENGINES(suite) \
  POTENSIAL_ON_ENGINES(suite, potensial::tests::Engine::sqlite, potensial::tests::Engine::postgres)
