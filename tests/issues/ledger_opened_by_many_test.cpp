// Several programs that opened a new ledger, or an old one, at the same moment made the same copy before a migration and
// got in each other's way: one of them could not open it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <barrier>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "store/ledger.hpp"

namespace potensial::issues {
namespace opened_by_many {

constexpr int programs = 8, rounds = 40;

std::filesystem::path fresh_folder(int round) {
  const auto folder = std::filesystem::temp_directory_path() / ("potensial-opened-" + std::to_string(::getpid()) + "-" + std::to_string(round));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

void open_at_once(const std::filesystem::path& file) {
  std::barrier start(programs);
  std::vector<std::jthread> threads;
  for (int program = 0; program < programs; ++program)
    threads.emplace_back([&] {
      start.arrive_and_wait();
      const auto opened = store::Ledger::open(file);
      EXPECT_TRUE(opened) << opened.error().arguments.back().second;
    });
}

}  // namespace opened_by_many

TEST(LedgerOpenedByMany, ANewOneIsMadeOnceAndLeavesNoCopies) {
  for (int round = 0; round < opened_by_many::rounds; ++round) {
    const auto folder = opened_by_many::fresh_folder(round);
    opened_by_many::open_at_once(folder / "ledger.sqlite");
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      EXPECT_EQ(entry.path().filename().string().find(".before-"), std::string::npos) << entry.path();
    std::filesystem::remove_all(folder);
  }
}

TEST(LedgerOpenedByMany, AnOldOneIsCopiedAsItWasAndBroughtUpOnce) {
  const auto all = store::migrations_of_ledger();
  for (int round = 0; round < opened_by_many::rounds; ++round) {
    const auto folder = opened_by_many::fresh_folder(round);
    { store::Ledger::open(folder / "ledger.sqlite", all.first(1)).value(); }
    opened_by_many::open_at_once(folder / "ledger.sqlite");
    auto copy = store::Ledger::open(folder / "ledger.sqlite.before-2", all.first(1));
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->version(), 1);
    std::filesystem::remove_all(folder);
  }
}

}  // namespace potensial::issues
