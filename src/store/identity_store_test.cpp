#include "store/identity_store.hpp"

#include <gmock/gmock.h>

#include "ledger/both_engines.hpp"
#include "store/learner_index.hpp"

namespace potensial::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class IdentityStoreTest : public tests::OnBothEngines {
 protected:
  LearnerIndex index() {
    return LearnerIndex::of(ledger, [this] { return (++minted * 0x9E3779B97F4A7C15ULL) | 2; });
  }
  LearnerSighting anna(std::string_view upn, std::string_view former = "") {
    return {.upn = upn, .former_upn = former, .surname = "Prys", .forename = "Anna", .dob = Date(1999, 1, 2),
            .sex = "F", .year = 2008};
  }
  void write(LearnerIndex& index_) {
    Transaction transaction(ledger);
    write_learner_changes(ledger, index_.take_changes(), decision);
    transaction.commit();
  }
  static std::int64_t number(LearnerId id) { return static_cast<std::int64_t>(id); }
  LearnerId only(std::string_view upn) {
    auto fresh = index();
    const auto id = fresh.resolve(anna(upn), 1).learner;
    write(fresh);
    return id;
  }

  Ledger ledger = fresh_ledger();
  std::uint64_t minted = 0;
  Decision decision{"tester", "because", std::chrono::sys_seconds(std::chrono::seconds(1'000'000'000))};
  const std::string permanent = "R674123101121", temporary = "A68140390901Q", other = "A999999999999";
};

TEST_P(IdentityStoreTest, TheSameUpnIsTheSameLearnerAcrossCommands) {
  const auto first = only(permanent);
  auto later = index();
  const auto again = later.resolve(anna(permanent), 2);
  EXPECT_EQ(again.learner, first);
  EXPECT_EQ(again.answer, SightingAnswer::known);
  EXPECT_EQ(learner_with_upn(ledger, permanent), first);
  EXPECT_EQ(upns_of(ledger, first).front().from_load, 1);
}

TEST_P(IdentityStoreTest, IdsHoldSixtyThreeBitsAndAreNeverZero) {
  auto calls = 0;
  auto few = LearnerIndex::of(ledger, [&] { return calls++ == 0 ? 1ULL : ~0ULL; });
  EXPECT_EQ(static_cast<std::uint64_t>(few.resolve(anna(permanent), 1).learner), ~0ULL >> 1);
}

TEST_P(IdentityStoreTest, ANewerYearReplacesNamesAndAnOlderOneFillsGaps) {
  const auto id = only(permanent);
  auto later = index();
  auto older = anna(permanent);
  older.surname = "Old";
  older.postcode = "ZZ99 1AA";
  older.year = 2007;
  EXPECT_EQ(later.resolve(older, 2).answer, SightingAnswer::changed);
  auto newer = anna(permanent);
  newer.surname = "Prys-Jones";
  newer.year = 2009;
  EXPECT_EQ(later.resolve(newer, 3).answer, SightingAnswer::changed);
  write(later);
  const auto identity = learner_identity(ledger, id).value();
  EXPECT_EQ(identity.surname, "Prys-Jones");
  EXPECT_EQ(identity.postcode, "ZZ99 1AA");
  EXPECT_EQ(identity.year, 2009);
}

TEST_P(IdentityStoreTest, ANumberSeenWithAnotherNameAndBirthDateIsAnotherChild) {
  only(permanent);
  auto later = index();
  LearnerSighting stranger{.upn = permanent, .surname = "Rees", .forename = "Tom", .dob = Date(2001, 5, 6), .year = 2009};
  EXPECT_TRUE(later.is_other_child(stranger));
  EXPECT_EQ(later.resolve(stranger, 2).answer, SightingAnswer::other_learner);
  stranger.dob = Date(1999, 1, 2);
  EXPECT_EQ(later.resolve(stranger, 2).answer, SightingAnswer::changed);
}

TEST_P(IdentityStoreTest, APermanentUpnThatNamesItsTemporaryOneContinuesTheRecord) {
  const auto id = only(temporary);
  auto later = index();
  const auto resolved = later.resolve(anna(permanent, temporary), 2);
  EXPECT_EQ(resolved.learner, id);
  EXPECT_TRUE(resolved.joined);
  write(later);
  const auto upns = upns_of(ledger, id);
  ASSERT_EQ(upns.size(), 2U);
  EXPECT_EQ(upns[0].kind, UpnKind::temporary);
  EXPECT_EQ(upns[1].kind, UpnKind::permanent);
}

TEST_P(IdentityStoreTest, TwoRecordsTiedByAFormerUpnAreMergedAndTheMergeCanBeUndone) {
  const auto first = only(temporary), second = only(permanent);
  auto later = index();
  EXPECT_TRUE(later.resolve(anna(permanent, temporary), 3).joined);
  write(later);
  auto aliases = learner_aliases(ledger);
  ASSERT_EQ(aliases.size(), 1U);
  EXPECT_EQ(aliases[0].learner, number(first));
  EXPECT_EQ(aliases[0].reads_as, number(second));
  ASSERT_TRUE(undo_change(ledger, 1, decision));
  EXPECT_THAT(learner_aliases(ledger), IsEmpty());
  EXPECT_EQ(undo_change(ledger, 1, decision).error().code, "identity.already-undone");
  EXPECT_EQ(learner_changes(ledger).front().undone->actor, "tester");
}

TEST_P(IdentityStoreTest, MergesAreFollowedToTheRecordThatIsKept) {
  const auto a = only(permanent), b = only(temporary), c = only(other);
  ASSERT_TRUE(merge_learners(ledger, a, b, decision));
  ASSERT_TRUE(merge_learners(ledger, b, c, decision));
  for (const auto& alias : learner_aliases(ledger)) EXPECT_EQ(alias.reads_as, number(c));
  EXPECT_EQ(merge_learners(ledger, c, a, decision).error().code, "identity.same-learner");
}

TEST_P(IdentityStoreTest, MergingWantsAReasonAndLearnersThatExist) {
  const auto a = only(permanent), b = only(temporary);
  EXPECT_EQ(merge_learners(ledger, a, b, {"tester", "", {}}).error().code, "identity.reason-missing");
  EXPECT_EQ(merge_learners(ledger, a, LearnerId{5}, decision).error().code, "identity.unknown-learner");
}

TEST_P(IdentityStoreTest, ASplitMovesUpnsAndLoadsAndCanBeUndone) {
  const auto a = only(permanent);
  {
    auto later = index();
    later.resolve(anna(permanent, temporary), 2);
    write(later);
  }
  const LearnerId fresh{77};
  const std::vector<std::string> upns{temporary};
  const std::vector<std::int64_t> loads{2, 5};
  const auto change = split_learner(ledger, a, fresh, upns, loads, decision);
  ASSERT_TRUE(change);
  EXPECT_EQ(learner_with_upn(ledger, temporary), fresh);
  const auto aliases = learner_aliases(ledger);
  ASSERT_EQ(aliases.size(), 2U);
  EXPECT_EQ(aliases[1].load, 5);
  EXPECT_EQ(aliases[1].reads_as, number(fresh));
  ASSERT_TRUE(undo_change(ledger, *change, decision));
  EXPECT_EQ(learner_with_upn(ledger, temporary), a);
  EXPECT_THAT(learner_aliases(ledger), IsEmpty());
}

TEST_P(IdentityStoreTest, LookAlikesAreOfferedAndNeverMergedByThemselves) {
  const auto a = only(permanent), b = only(other);
  auto later = index();
  auto twin = anna("B888888888888");
  twin.forename = "Beth";
  later.resolve(twin, 1);
  write(later);
  const auto offered = offered_merges(ledger);
  ASSERT_EQ(offered.size(), 1U);
  EXPECT_THAT((std::vector{offered[0].first, offered[0].second}), ElementsAre(std::min(a, b), std::max(a, b)));
  EXPECT_THAT(learner_aliases(ledger), IsEmpty());
  ASSERT_TRUE(merge_learners(ledger, a, b, decision));
  EXPECT_THAT(offered_merges(ledger), IsEmpty());
}

TEST_P(IdentityStoreTest, ForgettingReturnsToWhatIsWritten) {
  auto fresh = index();
  fresh.resolve(anna(permanent), 1);
  fresh.forget(ledger);
  EXPECT_EQ(fresh.size(), 0U);
  EXPECT_FALSE(fresh.find(permanent));
}

POTENSIAL_ON_BOTH_ENGINES(IdentityStoreTest);

}  // namespace
}  // namespace potensial::store
