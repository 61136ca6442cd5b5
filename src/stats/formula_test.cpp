#include "stats/formula.hpp"

#include <gtest/gtest.h>

namespace potensial::stats {
namespace {

std::vector<std::string> labels(const std::vector<Term>& terms) {
  std::vector<std::string> all;
  for (const auto& term : terms) all.push_back(label(term));
  return all;
}

using Labels = std::vector<std::string>;

std::string refusal_of(std::string_view text) {
  const auto formula = parse_formula(text);
  if (formula) return "none";
  return formula.error().code + " " + formula.error().arguments[0].second;
}

TEST(Formula, SaysAtWhichCharacterReadingFailed) {
  EXPECT_EQ(refusal_of(""), "method.formula-ends 1");
  EXPECT_EQ(refusal_of("y"), "method.formula-ends 2");
  EXPECT_EQ(refusal_of("y ~ "), "method.formula-ends 5");
  EXPECT_EQ(refusal_of("y ~ x +"), "method.formula-ends 8");
  EXPECT_EQ(refusal_of("y ~ x ^ 2"), "method.formula-unexpected 7");
  EXPECT_EQ(refusal_of("ŵŷ ~ log(x)"), "method.formula-unexpected 9");
  EXPECT_EQ(refusal_of("y ~ (1 | school"), "method.formula-ends 16");
  EXPECT_EQ(refusal_of("y ~ (1 || school)"), "method.formula-unexpected 9");
  EXPECT_EQ(refusal_of("y ~ (x)"), "method.formula-unexpected 7");
  EXPECT_EQ(refusal_of("y ~ 2"), "method.formula-unexpected 5");
  EXPECT_EQ(refusal_of("y ~ `open"), "method.formula-unexpected 5");
}

TEST(Formula, ReadsPlainTerms) {
  const auto formula = parse_formula("score ~ prior + sex");
  ASSERT_TRUE(formula);
  EXPECT_EQ(formula->response, "score");
  EXPECT_TRUE(formula->intercept);
  EXPECT_EQ(labels(formula->fixed), (Labels{"prior", "sex"}));
}

TEST(Formula, TakesOutTheConstantAndTerms) {
  EXPECT_FALSE(parse_formula("y ~ x - 1")->intercept);
  EXPECT_FALSE(parse_formula("y ~ 0 + x")->intercept);
  EXPECT_FALSE(parse_formula("y ~ -1 + x")->intercept);
  EXPECT_TRUE(parse_formula("y ~ 1")->fixed.empty());
  EXPECT_EQ(labels(parse_formula("y ~ a*b - a:b")->fixed), (Labels{"a", "b"}));
}

TEST(Formula, ExpandsProductsAndOrdersByDegree) {
  EXPECT_EQ(labels(parse_formula("y ~ a*b + c")->fixed), (Labels{"a", "b", "c", "a:b"}));
  EXPECT_EQ(labels(parse_formula("y ~ a*b*c")->fixed), (Labels{"a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"}));
  EXPECT_EQ(labels(parse_formula("y ~ a:b + b:a + a + a:a")->fixed), (Labels{"a", "a:b"}));
}

TEST(Formula, ReadsGroupsNestedAndCrossed) {
  const auto formula = parse_formula("y ~ x + (1 + x | school) + (1 | authority/school) + (0 + x | a:b)");
  ASSERT_TRUE(formula);
  ASSERT_EQ(formula->random.size(), 4u);
  EXPECT_EQ(labels(formula->random[0].terms), (Labels{"x"}));
  EXPECT_EQ(label(formula->random[1].group), "authority");
  EXPECT_EQ(label(formula->random[2].group), "school:authority");
  EXPECT_FALSE(formula->random[3].intercept);
  EXPECT_EQ(label(formula->random[3].group), "a:b");
}

TEST(Formula, TakesQuotedNamesAndForcedFactors) {
  const auto formula = parse_formula("`sgôr 2` ~ factor(blwyddyn) + dosbarth.2");
  ASSERT_TRUE(formula);
  EXPECT_EQ(formula->response, "sgôr 2");
  EXPECT_TRUE(formula->fixed[0][0].as_factor);
  EXPECT_EQ(labels(formula->fixed), (Labels{"factor(blwyddyn)", "dosbarth.2"}));
}

}  // namespace
}  // namespace potensial::stats
