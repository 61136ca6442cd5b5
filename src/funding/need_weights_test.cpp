#include "funding/need_weights.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace need_weights_test {

NeedIndex index_of(std::vector<std::int64_t> weights) {
  NeedIndex index;
  for (std::size_t i = 0; i < weights.size(); ++i) index.measures.push_back({std::string(1, char('a' + i)), {}, weights[i], {}});
  return index;
}

TEST(NeedWeights, PublishedOnesStandInHundredthsWhereTheyAreWhole) {
  EXPECT_EQ(published_as_typed(index_of({300'000, 700'000})).at("b"), "70");
  EXPECT_EQ(published_as_typed(index_of({333'333, 666'667})).at("a"), "333333");
}

TEST(NeedWeights, HoldAsPublishedWhereNothingWasTyped) {
  const auto index = index_of({300'000, 700'000});
  EXPECT_EQ(read_weights(index, {}).value(), (NeedWeights{300'000, 700'000}));
  EXPECT_EQ(read_weights(index, {{"a", ""}}).value(), (NeedWeights{300'000, 700'000}));
  EXPECT_EQ(read_weights(index, {{"a", "5"}}).value(), (NeedWeights{5, 0}));
}

TEST(NeedWeights, SayWhichOneIsWrong) {
  const auto index = index_of({300'000, 700'000});
  const auto fault_of = [&](const WeightsAsked& asked) {
    const auto read = read_weights(index, asked);
    return read ? std::pair<std::string, std::string>{} : std::pair{read.error().field, read.error().refusal.code};
  };
  for (const auto* text : {"-1", "1.5", "many", "1000001", "99999999999999999999"})
    EXPECT_EQ(fault_of({{"a", "1"}, {"b", text}}), (std::pair<std::string, std::string>{"b", "need-index.weight-form"})) << text;
  EXPECT_EQ(fault_of({{"a", "0"}}).second, "need-index.all-zero");
  EXPECT_EQ(fault_of({{"c", "1"}}).second, "need-index.unknown-measure");
}

TEST(NeedWeights, WeighAlikeByTheirProportions) {
  const auto index = index_of({300'000, 700'000});
  EXPECT_TRUE(weigh_alike(index, {3, 7}));
  EXPECT_FALSE(weigh_alike(index, {3, 6}));
}

}  // namespace need_weights_test
}  // namespace potensial::funding
