// Several programs that write one ledger at the same time, each on a thread and a connection of its own.
#include <atomic>
#include <barrier>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <soci/soci.h>

#include "ledger/both_engines.hpp"
#include "store/answer_store.hpp"
#include "store/audit_log.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"
#include "store/ledger_engine.hpp"
#include "store/load_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace potensial::store {
namespace ledger_writers {

using namespace std::chrono_literals;

constexpr int writers = 4, rounds = 8;
constexpr std::chrono::sys_seconds noon{12h};

// In every round all writers begin at once.
class LedgerWriters : public tests::OnBothEngines {
 protected:
  template <class Write>
  void all_write(Write write) {
    std::barrier start(writers);
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer)
      threads.emplace_back([&, writer] {
        auto mine = place.open().value();
        for (int round = 0; round < rounds; ++round) {
          start.arrive_and_wait();
          in_transaction(mine, [&] { write(mine, writer, round); });
        }
      });
  }
  // What a thread throws would end the program.
  template <class Write>
  static void in_transaction(Ledger& ledger, Write write) {
    try {
      Transaction transaction(ledger);
      write();
      transaction.commit();
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
  }
  static Load load_of(Ledger& ledger) {
    Load load{.id = next_load_id(ledger), .source = "return", .profile = "p", .actor = "Ann", .at = noon};
    add_load(ledger, load);
    return load;
  }
  static FindingRecord finding_about(const std::string& level) {
    FindingRecord finding;
    finding.conditions = {{"sex", level, {level, level}}};
    finding.indicator = "ks3-points";
    finding.scope = "680";
    finding.years = {{2010}};
    return finding;
  }
  static std::string keep(Ledger& ledger, const FindingRecord& finding) {
    std::vector kept{finding};
    keep_findings(ledger, kept, "Ann", noon);
    return kept.front().id;
  }
  tests::LedgerPlace place{engine()};
  Ledger ledger = place.open().value();
};

TEST_P(LedgerWriters, AuditEntriesStandInOneUnbrokenChain) {
  all_write([](Ledger& mine, int writer, int) { append_audit(mine, {noon, std::to_string(writer), "find", "", ""}); });
  const auto head = verify_audit(ledger);
  ASSERT_TRUE(head) << head.error().code;
  EXPECT_EQ(head->number, writers * rounds);
}

TEST_P(LedgerWriters, NumbersOfLoadsRolesAndMergesAreGivenOnce) {
  const std::vector<LearnerIdentity> learners{{.id = LearnerId{1}}, {.id = LearnerId{2}}};
  std::optional<PersonId> person;
  in_transaction(ledger, [&] {
    insert_identities(ledger, learners);
    person = add_person(ledger, {.name = "Ann", .mail = "ann@example.org"}).value();
  });
  all_write([&](Ledger& mine, int, int) {
    load_of(mine);
    give_role(mine, *person, {.role = "officer", .from = Date(2010, 1, 1)});
    ASSERT_TRUE(undo_change(mine, merge_learners(mine, LearnerId{1}, LearnerId{2}, {"Ann", "one child", noon}).value(), {"Ann", "two", noon}));
  });
  EXPECT_EQ(next_load_id(ledger), writers * rounds + 1);
  EXPECT_EQ(loads(ledger).size(), std::size_t(writers * rounds));
  EXPECT_EQ(store::person(ledger, *person)->roles.size(), std::size_t(writers * rounds));
  EXPECT_EQ(learner_changes(ledger).size(), std::size_t(writers * rounds));
}

TEST_P(LedgerWriters, OneOfThoseWhoDecideAtTheSameTimeIsFirst) {
  std::string id;
  in_transaction(ledger, [&] { id = keep(ledger, finding_about("F")); });
  std::atomic<int> first = 0, late = 0;
  all_write([&](Ledger& mine, int writer, int round) {
    const auto added = add_decision(mine, id, {.reason = "r", .actor = std::to_string(writer), .at = noon}, static_cast<std::size_t>(round));
    if (added) ++first;
    else if (added.error().code == "operation.stale") ++late;
  });
  EXPECT_EQ(first, rounds);
  EXPECT_EQ(late, (writers - 1) * rounds);
  EXPECT_EQ(decisions_about(ledger, id).size(), std::size_t(rounds));
}

TEST_P(LedgerWriters, Rel5WhatIsAskedTwiceUnderOneKeyIsDoneOnce) {
  all_write([](Ledger& mine, int, int round) {
    const auto key = std::to_string(round);
    if (answer_under(mine, key, noon - 24h)) return;
    keep_answer(mine, key, {"load", std::to_string(load_of(mine).id), noon}, noon - 24h);
  });
  EXPECT_EQ(loads(ledger).size(), std::size_t(rounds));
}

TEST_P(LedgerWriters, AFindingHasOneNumberAndANumberOneFinding) {
  std::mutex lock;
  std::map<std::string, std::set<std::string>> numbers;
  all_write([&](Ledger& mine, int writer, int round) {
    for (const auto& level : {std::to_string(round), std::to_string(round) + "of" + std::to_string(writer)}) {
      const auto id = keep(mine, finding_about(level));
      const std::lock_guard held(lock);
      numbers[level].insert(id);
    }
  });
  for (const auto& [level, ids] : numbers) EXPECT_EQ(ids.size(), 1u) << level;
  EXPECT_EQ(findings(ledger).size(), numbers.size());
  EXPECT_EQ(numbers.size(), std::size_t(rounds * (writers + 1)));
}

TEST_P(LedgerWriters, AMailAddressBelongsToOnePerson) {
  std::atomic<int> refused = 0;
  all_write([&](Ledger& mine, int, int round) {
    const auto added = add_person(mine, {.name = "Ann", .mail = std::to_string(round) + "@example.org"});
    if (!added && added.error().code == "people.mail-known") ++refused;
  });
  EXPECT_EQ(people(ledger).size(), std::size_t(rounds));
  EXPECT_EQ(refused, (writers - 1) * rounds);
}

TEST_P(LedgerWriters, ALinkSignsInOnce) {
  std::optional<PersonId> person;
  in_transaction(ledger, [&] {
    person = add_person(ledger, {.name = "Ann", .mail = "ann@example.org"}).value();
    for (int round = 0; round < rounds; ++round) add_link(ledger, std::to_string(round), {*person, LinkKind::invitation, noon});
  });
  std::atomic<int> signed_in = 0;
  all_write([&](Ledger& mine, int, int round) {
    if (!sign_in_link(mine, std::to_string(round))) return;
    use_link(mine, std::to_string(round));
    ++signed_in;
  });
  EXPECT_EQ(signed_in, rounds);
}

// A load superseded by two others at once would count in neither or both.
TEST_P(LedgerWriters, OfWholeFilesSentAtTheSameTimeOneIsCurrent) {
  all_write([](Ledger& mine, int, int) { add_whole_part(mine, load_of(mine), {"census", AcademicYear{2008}, "", 1}); });
  const auto parts = current_parts(ledger, {.collection = "census"});
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts.front().load, writers * rounds);
}

TEST_P(LedgerWriters, ReadersGoOnAndSeeWhatIsCommitted) {
  auto reader = place.open().value();
  reader.wait_at_most(0ms);
  Transaction transaction(ledger);
  load_of(ledger);
  EXPECT_TRUE(loads(reader).empty());
  transaction.commit();
  EXPECT_EQ(loads(reader).size(), 1u);
}

TEST_P(LedgerWriters, WhoeverWaitsTooLongGivesUpAndCanTryAgain) {
  auto other = place.open().value();
  for (const auto patience : {0ms, 50ms}) {
    other.wait_at_most(patience);
    const Transaction transaction(ledger);
    EXPECT_THROW(const Transaction waiting(other), soci::soci_error);
  }
  other.wait_at_most(Ledger::patience);
  Transaction again(other);
  load_of(other);
  again.commit();
  EXPECT_EQ(loads(ledger).size(), 1u);
}

// A program that dies in the middle of a transaction: its connection ends.
TEST_P(LedgerWriters, AWriterThatIsGoneLeavesNothingAndHoldsNobodyUp) {
  auto other = std::optional(place.open().value());
  begin_writing(other->session());
  load_of(*other);
  other.reset();
  Transaction transaction(ledger);
  EXPECT_EQ(load_of(ledger).id, 1);
  transaction.commit();
}

TEST_P(LedgerWriters, AnEmptyLedgerIsMadeOnceByAllThatOpenIt) {
  for (int round = 0; round < 3; ++round) {
    const tests::LedgerPlace fresh(engine());
    std::barrier start(writers);
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer)
      threads.emplace_back([&] {
        start.arrive_and_wait();
        auto opened = fresh.open();
        ASSERT_TRUE(opened) << opened.error().arguments.back().second;
        EXPECT_EQ(opened->version(), migrations_of_ledger().back().version);
      });
  }
}

POTENSIAL_ON_BOTH_ENGINES(LedgerWriters);

}  // namespace ledger_writers
}  // namespace potensial::store
