#include "stats/model_frame.hpp"

#include <gtest/gtest.h>

namespace potensial::stats {
namespace {

constexpr const char* kClass =
    "score,prior,sex,school,la,year\n"
    "5,1,M,s2,A,9\n"
    "6,2,F,s1,A,10\n"
    "7,,F,s1,A,10\n"
    "4,3,M,s1,B,9\n"
    "NA,3,M,s1,B,9\n"
    "8,4,F,s2,B,11\n";

Result<ModelFrame> frame_of(const char* csv, const char* formula, const FrameOptions& options = {}) {
  return model_frame(*read_text_table(csv), *parse_formula(formula), options);
}

std::vector<std::string> names(const std::vector<FrameColumn>& columns) {
  std::vector<std::string> all;
  for (const auto& column : columns) all.push_back(column.name);
  return all;
}

using Names = std::vector<std::string>;
using Values = std::vector<double>;

TEST(ModelFrame, RefusesATableWithoutACompleteRow) {
  EXPECT_EQ(frame_of("y,x\n1,\n,2\n", "y ~ x").error().code, "method.no-complete-row");
}

TEST(ModelFrame, RefusesUnknownColumnsAndTextAsResponse) {
  EXPECT_EQ(frame_of(kClass, "score ~ height").error().code, "method.unknown-column");
  EXPECT_EQ(frame_of(kClass, "sex ~ prior").error().code, "method.response-not-numeric");
}

TEST(ModelFrame, RefusesReferencesThatFitNothing) {
  EXPECT_EQ(frame_of(kClass, "score ~ sex", {.references = {{"prior", "1"}}}).error().code, "method.reference-factor");
  EXPECT_EQ(frame_of(kClass, "score ~ sex", {.references = {{"sex", "X"}}}).error().code, "method.reference-level");
}

TEST(ModelFrame, TakesTextAmongManyNumbersForASlip) {
  std::string csv = "y,x\n";
  for (int i = 0; i < 40; ++i) csv += std::to_string(i) + "," + (i == 30 ? "3O" : std::to_string(i * i)) + "\n";
  const auto frame = frame_of(csv.c_str(), "y ~ x");
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().code, "method.text-among-numbers");
  EXPECT_EQ(frame.error().arguments[1].second, "31");
}

TEST(ModelFrame, LeavesOutAndCountsIncompleteRows) {
  const auto frame = frame_of(kClass, "score ~ prior + (1 | school)");
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->n_missing, 2u);
  EXPECT_EQ(frame->rows, (std::vector<std::size_t>{0, 1, 3, 5}));
  EXPECT_EQ(frame->y, (Values{5, 6, 4, 8}));
  EXPECT_EQ(frame->random[0].factor.levels, (Names{"s1", "s2"}));
  EXPECT_EQ(frame->random[0].factor.codes, (std::vector<std::uint32_t>{1, 0, 0, 1}));
}

TEST(ModelFrame, CodesFactorsAgainstTheFirstOrTheNamedLevel) {
  const auto first = frame_of(kClass, "score ~ sex + prior");
  EXPECT_EQ(names(first->fixed), (Names{"sexM", "prior"}));
  EXPECT_EQ(first->fixed[0].values, (Values{1, 0, 1, 0}));
  EXPECT_EQ(names(frame_of(kClass, "score ~ sex", {.references = {{"sex", "M"}}})->fixed), (Names{"sexF"}));
}

TEST(ModelFrame, KeepsAllLevelsWhereTheMarginIsNotInTheModel) {
  EXPECT_EQ(names(frame_of(kClass, "score ~ 0 + sex + la")->fixed), (Names{"sexF", "sexM", "laB"}));
  EXPECT_EQ(names(frame_of(kClass, "score ~ la + la:sex")->fixed), (Names{"laB", "laA:sexM", "laB:sexM"}));
  EXPECT_EQ(names(frame_of(kClass, "score ~ prior:sex")->fixed), (Names{"prior:sexF", "prior:sexM"}));
}

TEST(ModelFrame, MultipliesInteractions) {
  const auto frame = frame_of(kClass, "score ~ prior*sex");
  EXPECT_EQ(names(frame->fixed), (Names{"prior", "sexM", "prior:sexM"}));
  EXPECT_EQ(frame->fixed[2].values, (Values{1, 0, 3, 0}));
}

TEST(ModelFrame, TreatsNumbersAsFactorsWhenAsked) {
  EXPECT_EQ(names(frame_of(kClass, "score ~ factor(year)")->fixed), (Names{"factor(year)10", "factor(year)11"}));
}

TEST(ModelFrame, NamesCombinedGroups) {
  const auto frame = frame_of(kClass, "score ~ (1 + prior | la/school)");
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->random[1].factor.name, "school:la");
  EXPECT_EQ(frame->random[1].factor.levels, (Names{"s1:A", "s1:B", "s2:A", "s2:B"}));
  EXPECT_EQ(names(frame->random[1].slopes), (Names{"prior"}));
  EXPECT_EQ(mixed_model_input(*frame).factors[1].levels, 4u);
}

TEST(ModelFrame, GivesFurtherGroupsAsked) {
  const auto frame = frame_of(kClass, "score ~ prior", {.further = {"school"}});
  EXPECT_EQ(frame->further[0].codes, (std::vector<std::uint32_t>{1, 0, 0, 1}));
}

}  // namespace
}  // namespace potensial::stats
