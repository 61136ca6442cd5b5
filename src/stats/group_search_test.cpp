#include "stats/group_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stats/group_reference_table.hpp"

namespace potensial::stats {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

struct Folding {
  tests::ReferenceTable table = tests::reference_table("folding.csv");
  std::vector<std::uint8_t> a = table.codes("a"), b = table.codes("b"), c = table.codes("c");

  GroupTable groups() const {
    return {table.column("score"), table.cluster, table.clusters, {{a, 2}, {b, 2}, {c, 2}}, {table.column("prior")}, {}};
  }
};

// Large enough that a search takes a moment.
struct Many {
  static constexpr std::size_t rows = 20000, kinds = 12;
  static constexpr std::uint32_t schools = 200;
  std::vector<double> score;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<std::uint8_t>> codes = std::vector<std::vector<std::uint8_t>>(kinds);

  Many() {
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    for (std::size_t row = 0; row < rows; ++row) {
      score.push_back(normal(random));
      cluster.push_back(static_cast<std::uint32_t>(row % schools));
      for (auto& of_kind : codes) of_kind.push_back(static_cast<std::uint8_t>(random() % 3));
    }
  }
  GroupTable groups() const {
    GroupTable table{score, cluster, schools, {}, {}, {}};
    for (const auto& of_kind : codes) table.characteristics.push_back({of_kind, 3});
    return table;
  }
};

GroupSearchOptions small_table() {
  GroupSearchOptions options;
  options.min_size = 20;
  options.min_clusters = 15;
  return options;
}

std::vector<Conditions> told(const std::vector<GroupStory>& stories) {
  std::vector<Conditions> where;
  for (const auto& story : stories) where.push_back(story.where);
  return where;
}

std::vector<Conditions> folded(const GroupStory& story) {
  std::vector<Conditions> where;
  for (const auto& group : story.folded) where.push_back(group.where);
  return where;
}

}  // namespace

TEST(GroupSearch, TellsTheThreeStoriesOfTheFourthWorkedExample) {
  const Folding folding;
  const auto found = search_groups(folding.groups(), small_table());
  ASSERT_TRUE(found);
  EXPECT_THAT(told(found->main), ElementsAre(Conditions{{0, 1}}, Conditions{{1, 1}}));
  EXPECT_THAT(told(found->separate), ElementsAre(Conditions{{0, 1}, {1, 1}}));
  for (const auto& story : found->main) EXPECT_DOUBLE_EQ(story.p, 0.001);
  const auto& both = found->separate.front();
  EXPECT_DOUBLE_EQ(both.p, 0.001);
  EXPECT_EQ(both.kind, StoryKind::finding);
  EXPECT_EQ(both.members, 104u);
  EXPECT_NEAR(both.gap.estimate, -7.4734, 5.1e-5);
  EXPECT_NEAR(both.own.estimate, -4.4227, 5.1e-5);
  EXPECT_NEAR(both.own.se, 0.6650, 5.1e-5);
  EXPECT_EQ(found->searched, 26u);
  EXPECT_EQ(found->large_enough, 25u);
  // c is explained by a, and what else looked short by both together.
  EXPECT_THAT(folded(found->main.front()), ::testing::Contains(Conditions{{2, 1}}));
  EXPECT_THAT(folded(both), ::testing::Contains(Conditions{{0, 1}, {1, 1}, {2, 1}}));
}

// What a group is made of may be in X already, so that alone it says nothing; with others it may.
TEST(GroupSearch, LeavesOutTheLevelsOfACharacteristicThatIsNotSearchedAlone) {
  const Folding folding;
  auto groups = folding.groups();
  groups.characteristics[0].alone = false;
  const auto found = search_groups(groups, small_table());
  ASSERT_TRUE(found);
  EXPECT_THAT(told(found->main), ElementsAre(Conditions{{1, 1}}));
  EXPECT_THAT(told(found->separate), ElementsAre(Conditions{{0, 1}, {1, 1}}));
}

TEST(GroupSearch, IsTheSameForAnyThreadsAndAnyOrderOfRows) {
  const Folding folding;
  auto options = small_table();
  options.keep_every = true;
  const auto one = search_groups(folding.groups(), options);
  std::vector<std::size_t> order(folding.a.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937(7));
  const auto moved = [&](const auto& values) {
    auto copy = values;
    for (std::size_t i = 0; i < order.size(); ++i) copy[i] = values[order[i]];
    return copy;
  };
  const auto a = moved(folding.a), b = moved(folding.b), c = moved(folding.c);
  const auto score = moved(folding.table.column("score")), prior = moved(folding.table.column("prior"));
  const auto cluster = moved(folding.table.cluster);
  options.threads = 3;
  const auto other = search_groups(
      {score, cluster, folding.table.clusters, {{a, 2}, {b, 2}, {c, 2}}, {prior}, {}}, options);
  ASSERT_TRUE(one && other);
  ASSERT_EQ(told(one->main), told(other->main));
  ASSERT_EQ(told(one->separate), told(other->separate));
  for (std::size_t k = 0; k < one->main.size(); ++k) {
    EXPECT_EQ(one->main[k].own.estimate, other->main[k].own.estimate);
    EXPECT_EQ(one->main[k].own.low, other->main[k].own.low);
    EXPECT_EQ(one->main[k].z, other->main[k].z);
    EXPECT_EQ(folded(one->main[k]), folded(other->main[k]));
  }
  ASSERT_EQ(one->every.size(), other->every.size());
  for (std::size_t k = 0; k < one->every.size(); ++k) EXPECT_EQ(one->every[k].sum, other->every[k].sum);
}

TEST(GroupSearch, IsTheSameWhetherSomebodyWatchesOrNot) {
  const Folding folding;
  auto options = small_table();
  const auto alone = search_groups(folding.groups(), options);
  WorkWatch watch;
  options.watch = &watch;
  options.threads = 2;
  const auto watched = search_groups(folding.groups(), options);
  ASSERT_TRUE(alone && watched);
  ASSERT_EQ(told(alone->main), told(watched->main));
  ASSERT_EQ(told(alone->separate), told(watched->separate));
  for (std::size_t k = 0; k < alone->main.size(); ++k) EXPECT_EQ(alone->main[k].own.estimate, watched->main[k].own.estimate);
  EXPECT_EQ(alone->separate.front().z, watched->separate.front().z);
  EXPECT_EQ(watch.progress().step, "refitting");
}

TEST(GroupSearch, TellsHowManyGroupsOfARoundWereTriedAndEndsWhenStopped) {
  const Many many;
  WorkWatch watch;
  auto options = small_table();
  options.watch = &watch;
  WorkProgress seen;
  std::jthread other([&] {
    do seen = watch.progress();
    while (seen.step != "refitting" && (seen.step != "combined" || seen.done == 0));
    watch.stop();
  });
  const auto found = search_groups(many.groups(), options);
  other.join();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "work.stopped");
  EXPECT_EQ(watch.progress().step, "combined");
  EXPECT_GE(seen.round, 1u);
  EXPECT_LT(seen.done, seen.of);
  EXPECT_GT(seen.of, 100u);
}

TEST(GroupSearch, ListsEveryGroupWithItsSums) {
  const Folding folding;
  auto options = small_table();
  options.keep_every = true;
  const auto found = search_groups(folding.groups(), options);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->every.size(), found->searched);
  const auto& score = folding.table.column("score");
  for (const auto& group : found->every) {
    std::uint64_t n = 0;
    double sum = 0, squares = 0;
    for (std::size_t row = 0; row < score.size(); ++row) {
      const std::uint8_t codes[] = {folding.a[row], folding.b[row], folding.c[row]};
      if (!std::ranges::all_of(group.where, [&](const Condition& k) { return codes[k.characteristic] == k.level; }))
        continue;
      ++n;
      sum += score[row];
      squares += score[row] * score[row];
    }
    EXPECT_EQ(group.n, n);
    EXPECT_NEAR(group.sum, sum, 1e-7);
    EXPECT_NEAR(group.sum_squares, squares, 1e-5);
  }
}

TEST(GroupSearch, CountsWhatIsNotLargeEnoughByReason) {
  const Folding folding;
  auto options = small_table();
  options.min_size = 60;
  options.min_clusters = 29;
  options.max_share = 0.3;
  options.keep_every = true;
  const auto found = search_groups(folding.groups(), options);
  ASSERT_TRUE(found);
  const auto having = [&](GroupSize size) {
    return static_cast<std::uint64_t>(std::ranges::count(found->every, size, &EveryGroup::size));
  };
  EXPECT_EQ(found->too_few_members, having(GroupSize::too_few_members));
  EXPECT_EQ(found->too_few_clusters, having(GroupSize::too_few_clusters));
  EXPECT_EQ(found->too_common, having(GroupSize::too_common));
  EXPECT_GT(found->too_few_members, 0u);
  EXPECT_GT(found->too_few_clusters, 0u);
  EXPECT_GT(found->too_common, 0u);
}

TEST(GroupSearch, LeavesOutRowsWithoutAnOutcomeAndRefusesATableOfThem) {
  Folding folding;
  auto& score = folding.table.columns["score"];
  score[3] = score[8] = std::numeric_limits<double>::quiet_NaN();
  const auto found = search_groups(folding.groups(), small_table());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->left_out, 2u);
  std::ranges::fill(score, std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(search_groups(folding.groups(), small_table()).error().code, "group-search.no-rows");
}

TEST(GroupSearch, RefusesWhatItCannotSearch) {
  const Folding folding;
  auto options = small_table();
  options.depth = 5;
  EXPECT_EQ(search_groups(folding.groups(), options).error().code, "group-search.bad-depth");
  auto table = folding.groups();
  table.characteristics[0].levels = 1;
  EXPECT_EQ(search_groups(table).error().code, "group-search.rows-differ");
  table.characteristics.assign(600, {folding.a, 2});
  EXPECT_EQ(search_groups(table).error().code, "group-search.too-many-conjunctions");
}

TEST(NeededGroupSize, EqualsThePrintedSizes) {
  EXPECT_EQ(needed_group_size(0.2), 770);
  EXPECT_EQ(needed_group_size(0.5), 148);
  EXPECT_EQ(needed_group_size(1.0), 60);
}

}  // namespace potensial::stats
