#include "store/import_task_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/load_store.hpp"

namespace potensial::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ImportTask sent(const std::string& organisation) {
  return {.organisation = organisation, .file = "cyfrifiad.csv", .sha256 = "ab", .bytes = 12, .profile = "demo-census", .year = {2010}, .place = "x",
          .actor = "Ann", .at = std::chrono::sys_seconds(std::chrono::seconds(1'290'000'000))};
}

class ImportTaskStore : public tests::OnBothEngines {};
class LoadStore : public tests::OnBothEngines {};

TEST_P(ImportTaskStore, ATaskIsReadAsItWasWritten) {
  auto ledger = fresh_ledger();
  const auto id = add_import_task(ledger, sent("680"));
  auto task = import_task(ledger, id).value();
  EXPECT_EQ(task.organisation, "680");
  EXPECT_EQ(task.file, "cyfrifiad.csv");
  EXPECT_EQ(task.bytes, 12U);
  EXPECT_EQ(task.year.summer, 2010);
  EXPECT_EQ(task.state, TaskState::checking);
  EXPECT_FALSE(task.refusal);
  task.state = TaskState::refused;
  task.started = task.at + std::chrono::seconds(5);
  task.load = 7;
  task.refusal = Refusal{Blame::file, "exchange.truncated", {{"line", "3 \"x\""}}};
  change_import_task(ledger, task);
  const auto changed = import_task(ledger, id).value();
  EXPECT_EQ(changed.state, TaskState::refused);
  EXPECT_EQ(changed.started, task.started);
  EXPECT_EQ(changed.load, 7);
  EXPECT_EQ(changed.refusal->blame, Blame::file);
  EXPECT_EQ(changed.refusal->code, "exchange.truncated");
  EXPECT_THAT(changed.refusal->arguments, ElementsAre(std::pair<std::string, std::string>("line", "3 \"x\"")));
  EXPECT_FALSE(import_task(ledger, id + 1));
}

TEST_P(ImportTaskStore, TasksAreFoundByStateAndOrganisation) {
  auto ledger = fresh_ledger();
  const auto first = add_import_task(ledger, sent("680"));
  add_import_task(ledger, sent("681"));
  EXPECT_THAT(import_tasks_in(ledger, TaskState::checking), SizeIs(2));
  const auto own = import_tasks_in(ledger, TaskState::checking, "680");
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own.front().id, first);
  EXPECT_THAT(import_tasks_in(ledger, TaskState::importing, "680"), IsEmpty());
}

TEST_P(ImportTaskStore, WhatAPersonSentIsCountedWhateverBecameOfIt) {
  auto ledger = fresh_ledger();
  auto task = sent("680");
  task.bytes = 100;
  task.actor = "Nia <n@e>";
  add_import_task(ledger, task);
  task.state = TaskState::dropped;
  add_import_task(ledger, task);
  task.actor = "Mair <m@e>";
  add_import_task(ledger, task);
  EXPECT_EQ(bytes_sent(ledger, "Nia <n@e>", task.at), 200U);
  EXPECT_EQ(bytes_sent(ledger, "Nia <n@e>", task.at + std::chrono::seconds(1)), 0U);
}

TEST_P(LoadStore, AnAuthoritysLoadsAreItsOwnAndThoseOfItsSchools) {
  auto ledger = fresh_ledger();
  std::int64_t id = 0;
  for (const char* organisation : {"680", "6802801", "681", "6812801", "68"})
    add_load(ledger, {.id = ++id, .organisation = organisation, .state = id == 2 ? LoadState::held : LoadState::current});
  EXPECT_THAT(load_ids_for(ledger, "680"), ElementsAre(2, 1));
  EXPECT_THAT(load_ids_for(ledger, "6802801"), ElementsAre(2));
  EXPECT_THAT(load_ids_for(ledger, "680", LoadState::held), ElementsAre(2));
  EXPECT_THAT(load_ids_for(ledger, "68"), ElementsAre(5));
}

TEST_P(LoadStore, TheQuarantineIsReadInPartsAndCountedByRule) {
  auto ledger = fresh_ledger();
  add_load(ledger, {.id = 1, .organisation = "680"});
  std::vector<RowProblem> problems;
  for (std::uint64_t row = 1; row <= 5; ++row) problems.push_back({row, "upn", row == 2 ? "rule.not-a-day" : "rule.upn-check-letter", "X", {}, true});
  add_quarantine(ledger, 1, problems);
  const auto some = quarantine(ledger, 1, 1, 2);
  ASSERT_THAT(some, SizeIs(2));
  EXPECT_EQ(some.front().row, 2U);
  EXPECT_THAT(quarantine(ledger, 1), SizeIs(5));
  const auto counts = quarantined_by_rule(ledger, 1);
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[0].rule, "rule.upn-check-letter");
  EXPECT_EQ(counts[0].rows, 4U);
  EXPECT_EQ(counts[1].first, 1U);
}

POTENSIAL_ON_BOTH_ENGINES(ImportTaskStore);
POTENSIAL_ON_BOTH_ENGINES(LoadStore);

}  // namespace
}  // namespace potensial::store
