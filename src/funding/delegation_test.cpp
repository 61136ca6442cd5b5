#include "funding/delegation.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace potensial::funding {
namespace delegation_cases {

// The worked example of the pages specification: £240,000.00 to ten schools, and what they got last year.
const std::vector<SchoolNeed> ten{{"6600001", 318, 108}, {"6600002", 512, 169}, {"6600003", 430, 120}, {"6600004", 287, 75}, {"6600005", 405, 61},
                                  {"6600006", 61, 9},    {"6600007", 96, 11},   {"6600008", 264, 29},  {"6600009", 377, 41}, {"6600010", 850, 68}};
const LastYear last_year{Pence{2130000}, Pence{3364000}, Pence{2745000}, Pence{1931000}, Pence{2620000}, Pence{634000}, Pence{796000}, Pence{1758000}, Pence{2468000}, Pence{5554000}};
constexpr Pence total{24000000};

std::vector<std::int64_t> pence_of(const Allocation& found) {
  std::vector<std::int64_t> all;
  for (const auto& each : found.receivers) all.push_back(each.amount.count);
  return all;
}

TEST(Delegation, GivesThePenceOfTheWorkedExample) {
  const auto found = delegate(total, ten, {50, 10, 40, {}, {}, {}}, last_year);
  ASSERT_TRUE(found);
  EXPECT_EQ(pence_of(*found), (std::vector<std::int64_t>{2800434, 4294568, 3340482, 2238635, 2437468, 568370, 712822, 1522894, 2066276, 4018051}));
}

// 90% of £55,540.00 is £49,986.00, and by the formula that school gets less.
TEST(Delegation, HoldsTheFloor) {
  const auto found = delegate(total, ten, {50, 10, 40, 9000, {}, {}}, last_year);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->receivers[9].amount.count, 4998600);
  const auto amounts = pence_of(*found);
  EXPECT_EQ(std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0}), total.count);
}

// By hand: half of £100.00 by 30 and 10 need points, half by 100 and 300 learners.
TEST(Delegation, CountsTheNeedIndexAsAPartOfTheFormula) {
  const std::vector<SchoolNeed> two{{"6600001", 100, 0, 0, 30}, {"6600002", 300, 0, 0, 10}};
  DelegationWeights weights{.learners = 1, .floor = {}, .cap = {}, .damping = {}, .index = 1};
  const auto found = delegate(Pence{10000}, two, weights, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(pence_of(*found), (std::vector<std::int64_t>{1250 + 3750, 3750 + 1250}));
  EXPECT_EQ(delegate(Pence{10000}, std::vector<SchoolNeed>{{"6600001", 100, 0}}, weights, {}).error().code, "allocation.basis-empty");
}

TEST(Delegation, RefusesAFloorWithoutLastYear) {
  EXPECT_EQ(delegate(total, ten, {50, 10, 40, 9000, {}, {}}, {}).error().code, "allocation.no-last-year");
  EXPECT_EQ(delegate(total, ten, {}, {}).error().code, "allocation.no-weight");
}

// By hand: for each learner the larger school gets 0.005 of the lump sums and 0.008 of the need, the smaller 0.01 and
// 0.004; the larger stands first where need weighs more than 1.25 times the lump sum. 104/80 is 1.3, 104/88 and 93.6/80 are less.
TEST(Delegation, TellsWhosePlaceHangsOnWhichWeight) {
  const std::vector<SchoolNeed> two{{"6600001", 50, 10}, {"6600002", 100, 40}};
  const auto depends = who_depends(Pence{100000000}, two, {100, 80, 104, {}, {}, {}}, {});
  ASSERT_TRUE(depends);
  ASSERT_EQ(depends->size(), 3u);
  EXPECT_TRUE((*depends)[0].moved.empty()) << "both have the same for each learner from that part";
  const auto& lump = (*depends)[1];
  ASSERT_EQ(lump.moved.size(), 2u);
  EXPECT_EQ(lump.weight, "lump");
  EXPECT_EQ(lump.moved[0].school, 1u);
  EXPECT_EQ(lump.moved[0].place, 1u);
  EXPECT_EQ(lump.moved[0].with_more, 2u);
  EXPECT_EQ(lump.moved[0].with_less, 1u);
  const auto& need = (*depends)[2];
  ASSERT_EQ(need.moved.size(), 2u);
  EXPECT_EQ(need.moved[0].with_more, 1u);
  EXPECT_EQ(need.moved[0].with_less, 2u);
}

// By hand, of £1,000.00: half by learners, 100 of 200, and half by teachers, 2.5 of 10: £250.00 + £125.00.
TEST(Delegation, SharesByTeachersInHundredthsOfFullTime) {
  const std::vector<SchoolNeed> two{{"6600001", 100, 10, 250}, {"6600002", 100, 40, 750}};
  const auto found = delegate(Pence{100000}, two, {.learners = 1, .floor = {}, .cap = {}, .damping = {}, .staff = 1}, {});
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(pence_of(*found), (std::vector<std::int64_t>{37500, 62500}));
  EXPECT_EQ(delegate(Pence{100000}, ten, {.floor = {}, .cap = {}, .damping = {}, .staff = 1}, {}).error().code, "allocation.basis-empty");
}

TEST(Delegation, AWeightOfNothingMovesNobody) {
  const auto depends = who_depends(total, ten, {90, 10, 0, {}, {}, {}}, {});
  ASSERT_TRUE(depends);
  EXPECT_EQ(depends->size(), 2u);
}

TEST(Delegation, MoneyForEachLearnerIsToTheNearestPenny) {
  EXPECT_EQ(for_each(Pence{2800434}, 318)->count, 8806);  // £88.06
  EXPECT_EQ(for_each(Pence{150}, 100)->count, 2);         // half a penny up
  EXPECT_EQ(for_each(Pence{149}, 100)->count, 1);
  EXPECT_FALSE(for_each(Pence{149}, 0));
}

}  // namespace delegation_cases
}  // namespace potensial::funding
