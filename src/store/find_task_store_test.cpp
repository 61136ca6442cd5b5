#include "store/find_task_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

FindTask asked(const std::string& scope) {
  return {.scope = scope, .indicator = "ks2-points", .from = {2008}, .to = {2010}, .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'290'000'000))};
}

class FindTaskStore : public tests::OnBothEngines {};

TEST_P(FindTaskStore, ATaskIsReadAsItWasWritten) {
  auto ledger = fresh_ledger();
  auto task = find_task(ledger, add_find_task(ledger, asked("680"))).value();
  EXPECT_EQ(task.scope, "680");
  EXPECT_EQ(task.indicator, "ks2-points");
  EXPECT_EQ(task.from.summer, 2008);
  EXPECT_EQ(task.to.summer, 2010);
  EXPECT_EQ(task.actor, "Ann");
  EXPECT_EQ(task.at, asked("680").at);
  EXPECT_EQ(task.state, FindState::searching);
  EXPECT_FALSE(task.refusal);
  task.state = FindState::stopped;
  task.searches = 3, task.found = 5, task.changed = 2;
  task.refusal = Refusal{Blame::input, "find-task.stopped", {{"who", "Ann"}}};
  change_find_task(ledger, task);
  const auto changed = find_task(ledger, task.id).value();
  EXPECT_EQ(changed.state, FindState::stopped);
  EXPECT_EQ(changed.searches, 3u);
  EXPECT_EQ(changed.found, 5u);
  EXPECT_EQ(changed.changed, 2u);
  EXPECT_EQ(changed.refusal->code, "find-task.stopped");
  EXPECT_THAT(changed.refusal->arguments, ElementsAre(std::pair<std::string, std::string>("who", "Ann")));
  EXPECT_FALSE(find_task(ledger, task.id + 1));
}

TEST_P(FindTaskStore, TasksAreFoundByStateAndTheNewestOfAPlaceFirst) {
  auto ledger = fresh_ledger();
  const auto first = add_find_task(ledger, asked("680")), everywhere = add_find_task(ledger, asked("")), last = add_find_task(ledger, asked("680"));
  EXPECT_THAT(find_tasks_in(ledger, FindState::searching), SizeIs(3));
  EXPECT_THAT(find_tasks_in(ledger, FindState::done), IsEmpty());
  const auto own = find_tasks_of(ledger, "680", 10);
  ASSERT_THAT(own, SizeIs(2));
  EXPECT_EQ(own.front().id, last);
  EXPECT_EQ(own.back().id, first);
  EXPECT_EQ(find_tasks_of(ledger, "680", 1).front().id, last);
  EXPECT_EQ(find_tasks_of(ledger, "", 10).front().id, everywhere);
}

POTENSIAL_ON_BOTH_ENGINES(FindTaskStore);

}  // namespace
}  // namespace potensial::store
