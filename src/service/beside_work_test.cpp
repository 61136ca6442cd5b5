#include "service/beside_work.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <thread>

#include "catalogue/catalogue.hpp"

namespace potensial::service {
namespace beside_tests {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
constexpr auto long_enough = milliseconds(20000);
constexpr std::chrono::sys_seconds now{seconds(1'290'000'000)};

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
    return {key, [this, key](Home&, WorkWatch&) -> Result<Page> { ++worked; return page_named(key); }};
  }
};

TEST_F(BesideWorkTest, WorksAPageOutOnceUntilTheDataChange) {
  EXPECT_EQ(beside.page(counted("gaps"), 1, long_enough, now)->address.noun, "gaps");
  EXPECT_EQ(beside.page(counted("gaps"), 1, long_enough, now)->address.noun, "gaps");
  EXPECT_EQ(worked, 1);
  EXPECT_TRUE(beside.page(counted("gaps"), 2, long_enough, now));
  EXPECT_EQ(worked, 2);
  EXPECT_EQ(opened, 2);
}

TEST_F(BesideWorkTest, SaysThatItWorksAndHasThePageLater) {
  std::promise<void> go;
  auto wait = go.get_future().share();
  const Beside slow{"slow", [wait](Home&, WorkWatch&) -> Result<Page> { wait.wait(); return page_named("slow"); }};
  EXPECT_EQ(beside.page(slow, 1, milliseconds(5), now).error().code, "page.working");
  go.set_value();
  EXPECT_EQ(beside.page(slow, 1, long_enough, now)->address.noun, "slow");
}

TEST_F(BesideWorkTest, TakesNoMoreThanCanWait) {
  std::promise<void> go;
  auto wait = go.get_future().share();
  const auto slow = [&](const std::string& key) { return Beside{key, [wait](Home&, WorkWatch&) -> Result<Page> { wait.wait(); return page_named("slow"); }}; };
  std::string last;
  for (int i = 0; i < 30 && last != "page.busy"; ++i) last = beside.page(slow(std::to_string(i)), 1, milliseconds(0), now).error().code;
  EXPECT_EQ(last, "page.busy");
  go.set_value();
}

TEST_F(BesideWorkTest, WhatIsThrownIsAFaultAndIsTriedAgain) {
  int tries = 0;
  const Beside faulty{"faulty", [&](Home&, WorkWatch&) -> Result<Page> { if (++tries == 1) throw std::runtime_error("no room"); return page_named("faulty"); }};
  EXPECT_EQ(beside.page(faulty, 1, long_enough, now).error().blame, Blame::fault);
  EXPECT_TRUE(beside.page(faulty, 1, long_enough, now));
}

TEST_F(BesideWorkTest, TellsHowFarItIsAndWhatComesBefore) {
  std::promise<void> go;
  auto wait = go.get_future().share();
  const Beside first{"first", [wait](Home&, WorkWatch& watch) -> Result<Page> {
    watch.enter("trying");
    watch.next_round(40);
    watch.advance(8);
    wait.wait();
    return page_named("first");
  }};
  EXPECT_FALSE(beside.underway("first", now));
  EXPECT_FALSE(beside.page(first, 1, milliseconds(0), now));
  EXPECT_FALSE(beside.page(counted("second"), 1, milliseconds(0), now + seconds(3)));
  while (beside.underway("first", now)->progress.done == 0) std::this_thread::yield();
  const auto how = beside.underway("first", now + seconds(7)).value();
  EXPECT_EQ(how.before, 0u);
  EXPECT_EQ(how.since, seconds(7));
  EXPECT_EQ(how.progress.step, "trying");
  EXPECT_EQ(how.progress.of, 40u);
  const auto later = beside.underway("second", now + seconds(7)).value();
  EXPECT_EQ(later.before, 1u);
  EXPECT_EQ(later.since, seconds(4));
  EXPECT_EQ(later.progress.step, "");
  go.set_value();
  EXPECT_TRUE(beside.page(counted("second"), 1, long_enough, now));
  EXPECT_FALSE(beside.underway("second", now));
}

// As a search does: until it is told to stop.
Beside endless(const char* key) {
  return {key, [](Home&, WorkWatch& watch) -> Result<Page> {
    while (!watch.stopped()) std::this_thread::yield();
    return page_named("half");
  }};
}

TEST_F(BesideWorkTest, WhatIsStoppedFreesTheWorkerAndIsBegunAnewAFewSecondsLater) {
  EXPECT_EQ(beside.page(endless("endless"), 1, milliseconds(50), now).error().code, "page.working");
  EXPECT_TRUE(beside.stop("endless", now));
  EXPECT_EQ(beside.page(counted("endless"), 1, long_enough, now + seconds(4)).error().code, "work.stopped");
  EXPECT_FALSE(beside.stop("endless", now + seconds(4)));
  EXPECT_TRUE(beside.page(counted("next"), 1, long_enough, now));
  EXPECT_TRUE(beside.page(counted("endless"), 1, long_enough, now + seconds(5)));
  EXPECT_FALSE(beside.stop("nothing", now));
}

TEST_F(BesideWorkTest, WhatWaitsIsStoppedAtOnceAndNeverBegun) {
  EXPECT_FALSE(beside.page(endless("endless"), 1, milliseconds(0), now));
  EXPECT_FALSE(beside.page(counted("waits"), 1, milliseconds(0), now));
  EXPECT_TRUE(beside.stop("waits", now));
  EXPECT_EQ(beside.page(counted("waits"), 1, milliseconds(0), now).error().code, "work.stopped");
  EXPECT_TRUE(beside.stop("endless", now));
  EXPECT_TRUE(beside.page(counted("next"), 1, long_enough, now));
  EXPECT_EQ(worked, 1);
}

TEST_F(BesideWorkTest, EndsWithoutWaitingForWhatIsUnderWay) {
  BesideWork ended([this] { return Home::open(folder.path, definitions, 1); });
  EXPECT_FALSE(ended.page(endless("endless"), 1, milliseconds(50), now));
  EXPECT_FALSE(ended.page(endless("another"), 1, milliseconds(0), now));
}

TEST_F(BesideWorkTest, ARefusalIsAnAnswer) {
  const Beside refused{"refused", [this](Home&, WorkWatch&) -> Result<Page> { ++worked; return refuse(Blame::input, "describe.no-share"); }};
  EXPECT_EQ(beside.page(refused, 1, long_enough, now).error().code, "describe.no-share");
  EXPECT_EQ(beside.page(refused, 1, long_enough, now).error().code, "describe.no-share");
  EXPECT_EQ(worked, 1);
}

}  // namespace beside_tests
}  // namespace potensial::service
