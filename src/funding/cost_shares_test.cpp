#include "funding/cost_shares.hpp"

#include <gtest/gtest.h>

#include <random>

#include "award_example.hpp"

namespace potensial::funding {
namespace cost_shares_test {

using tests::small_award;
using Counts = std::vector<std::int64_t>;

Counts counts(const std::vector<Pence>& amounts) {
  Counts all;
  for (const auto each : amounts) all.push_back(each.count);
  return all;
}

// By hand: 60, 30 and 10 per cent of £100.01 are 6000.6, 3000.3 and 1000.1 pence: 6000, 3000, 1000, and the penny left to the first.
TEST(CostShares, Fnd15DivideAnAmountToThePennyByLargestRemainder) {
  EXPECT_EQ(counts(share_amount({10'001}, std::vector<OwnerShare>{{"a", 60}, {"b", 30}, {"c", 10}}).value()), (Counts{6001, 3000, 1000}));
  EXPECT_EQ(counts(share_amount({1}, std::vector<OwnerShare>{{"a", 50}, {"b", 50}}).value()), (Counts{1, 0})) << "a tie goes to the earlier";
  EXPECT_EQ(counts(share_amount({117'333'35}, std::vector<OwnerShare>{{"a", 60}, {"b", 40}}).value()), (Counts{70'400'01, 46'933'34}));
}

// By hand: 3p in lines of a penny, halves: totals 2 and 1 (tie to the first); the first takes the first two lines.
TEST(CostShares, Col02LinesAndOwnersBothAddUp) {
  const auto divided = share_lines(std::vector<Pence>{{1}, {1}, {1}}, std::vector<OwnerShare>{{"a", 50}, {"b", 50}}).value();
  EXPECT_EQ(counts(divided[0]), (Counts{1, 1, 0}));
  EXPECT_EQ(counts(divided[1]), (Counts{0, 0, 1}));
}

TEST(CostShares, Col02EveryLineAndEveryTotalIsExactWhateverIsDivided) {
  std::mt19937_64 random(15);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Pence> lines(1 + random() % 40);
    for (auto& each : lines) each.count = static_cast<std::int64_t>(random() % (round % 2 ? 10 : 10'000'000));
    std::vector<OwnerShare> owners{{"lead", 100}};
    for (auto more = random() % 6; more > 0 && owners.front().share > 10; --more) {
      const auto share = static_cast<std::int64_t>(1 + random() % 9);
      owners.push_back({"partner", share});
      owners.front().share -= share;
    }
    const auto divided = share_lines(lines, owners).value();
    const auto total = sum(lines).value();
    const auto totals = share_amount(total, owners).value();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::int64_t whole = 0;
      for (const auto& owner : divided) {
        ASSERT_GE(owner[i].count, 0);
        whole += owner[i].count;
      }
      ASSERT_EQ(whole, lines[i].count);
    }
    for (std::size_t o = 0; o < owners.size(); ++o) {
      ASSERT_EQ(sum(divided[o]).value(), totals[o]);
      const auto hundredfold = totals[o].count * 100 - total.count * owners[o].share;
      ASSERT_TRUE(hundredfold > -100 && hundredfold < 100) << "less than a penny from its share";
    }
  }
}

TEST(CostShares, MakeOneAwardForEachOwnerThatTogetherAreTheWhole) {
  const auto whole = small_award({{60'001, 40'000}, {1, 0}});
  const auto awards = awards_of_owners(whole, std::vector<OwnerShare>{{"680", 70}, {"681", 30}}).value();
  ASSERT_EQ(awards.size(), 2u);
  EXPECT_EQ(awards[0].organisation, "680");
  EXPECT_EQ(awards[1].organisation, "681");
  EXPECT_EQ(awards[1].source, whole.source);
  // Of 60,002p of grants 42,001.4 and 18,000.6: 42,001 and 18,001; of 40,000p of contributions 28,000 and 12,000.
  // The first takes 42,000.3 of the first line and 0.7 of the second: 42,000 and 1.
  ASSERT_EQ(awards[0].lines.size(), 2u);
  EXPECT_EQ(awards[0].lines[0].grant, Pence{42'000});
  EXPECT_EQ(awards[0].lines[1].grant, Pence{1});
  ASSERT_EQ(awards[1].lines.size(), 1u) << "nothing is left of the second line";
  EXPECT_EQ(awards[1].lines[0].grant, Pence{18'001});
  EXPECT_EQ(awards[1].lines[0].contribution, Pence{12'000});
  const auto alone = awards_of_owners(whole, std::vector<OwnerShare>{{"680", 100}}).value();
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0].lines, whole.lines);
}

TEST(CostShares, RefuseWhatIsNoWhole) {
  const std::vector<Pence> line{{5}};
  EXPECT_EQ(share_lines(line, std::vector<OwnerShare>{{"a", 60}, {"b", 30}}).error().arguments, (Arguments{{"sum", "90"}}));
  EXPECT_EQ(share_lines(line, std::vector<OwnerShare>{{"a", 110}, {"b", -10}}).error().code, "shares.not-whole");
  EXPECT_EQ(share_lines(line, std::vector<OwnerShare>{}).error().code, "shares.not-whole");
  EXPECT_EQ(share_lines(std::vector<Pence>{{5}, {-1}}, std::vector<OwnerShare>{{"a", 100}}).error().arguments, (Arguments{{"line", "2"}}));
}

}  // namespace cost_shares_test
}  // namespace potensial::funding
