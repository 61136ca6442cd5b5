#include "service/beside_work.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <future>

#include "catalogue/catalogue.hpp"

namespace potensial::service {
namespace beside_tests {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
constexpr auto long_enough = milliseconds(20000);

Page page_named(const char* noun) {
  Page page;
  page.address.noun = noun;
  return page;
}

// Removed when nothing works in it any more.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("potensial-beside-test-" + std::to_string(::getpid()));
  Folder() = default;
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
};

class BesideWorkTest : public testing::Test {
 protected:
  Folder folder;
  catalogue::Catalogue definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
  std::atomic<int> worked = 0, opened = 0;
  BesideWork beside{[this] { ++opened; return Home::open(folder.path, definitions, 1); }};

  Beside counted(const char* key) {
    return {key, [this, key](Home&) -> Result<Page> { ++worked; return page_named(key); }};
  }
};

TEST_F(BesideWorkTest, WorksAPageOutOnceUntilTheDataChange) {
  EXPECT_EQ(beside.page(counted("gaps"), 1, long_enough)->address.noun, "gaps");
  EXPECT_EQ(beside.page(counted("gaps"), 1, long_enough)->address.noun, "gaps");
  EXPECT_EQ(worked, 1);
  EXPECT_TRUE(beside.page(counted("gaps"), 2, long_enough));
  EXPECT_EQ(worked, 2);
  EXPECT_EQ(opened, 2);
}

TEST_F(BesideWorkTest, SaysThatItWorksAndHasThePageLater) {
  std::promise<void> go;
  auto wait = go.get_future().share();
  const Beside slow{"slow", [wait](Home&) -> Result<Page> { wait.wait(); return page_named("slow"); }};
  EXPECT_EQ(beside.page(slow, 1, milliseconds(5)).error().code, "page.working");
  go.set_value();
  EXPECT_EQ(beside.page(slow, 1, long_enough)->address.noun, "slow");
}

TEST_F(BesideWorkTest, TakesNoMoreThanCanWait) {
  std::promise<void> go;
  auto wait = go.get_future().share();
  const auto slow = [&](const std::string& key) { return Beside{key, [wait](Home&) -> Result<Page> { wait.wait(); return page_named("slow"); }}; };
  std::string last;
  for (int i = 0; i < 30 && last != "page.busy"; ++i) last = beside.page(slow(std::to_string(i)), 1, milliseconds(0)).error().code;
  EXPECT_EQ(last, "page.busy");
  go.set_value();
}

TEST_F(BesideWorkTest, WhatIsThrownIsAFaultAndIsTriedAgain) {
  int tries = 0;
  const Beside faulty{"faulty", [&](Home&) -> Result<Page> { if (++tries == 1) throw std::runtime_error("no room"); return page_named("faulty"); }};
  EXPECT_EQ(beside.page(faulty, 1, long_enough).error().blame, Blame::fault);
  EXPECT_TRUE(beside.page(faulty, 1, long_enough));
}

TEST_F(BesideWorkTest, ARefusalIsAnAnswer) {
  const Beside refused{"refused", [this](Home&) -> Result<Page> { ++worked; return refuse(Blame::input, "describe.no-share"); }};
  EXPECT_EQ(beside.page(refused, 1, long_enough).error().code, "describe.no-share");
  EXPECT_EQ(beside.page(refused, 1, long_enough).error().code, "describe.no-share");
  EXPECT_EQ(worked, 1);
}

}  // namespace beside_tests
}  // namespace potensial::service
