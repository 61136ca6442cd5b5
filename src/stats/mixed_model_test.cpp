#include "stats/mixed_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "reference/table_file.hpp"
#include "shared_data.hpp"

namespace potensial::stats {
namespace {

using Column = std::vector<double>;
using Codes = std::vector<std::uint32_t>;

const Codes kTwoOfThree{0, 0, 0, 1, 1, 1};
const Column kSix{1, 2, 4, 3, 6, 5};

MixedModelInput six_rows() { return {.y = kSix, .factors = {{"school", kTwoOfThree, 2}}}; }

std::string refusal_of(const MixedModelInput& input) {
  const auto fit = fit_mixed_model(input);
  return fit ? "none" : fit.error().code;
}

TEST(MixedModel, RefusesAnEmptyTable) {
  EXPECT_EQ(refusal_of({.factors = {{"school", {}, 0}}}), "method.no-complete-row");
}

TEST(MixedModel, RefusesToWorkWithoutAGroup) { EXPECT_EQ(refusal_of({.y = kSix}), "method.no-group"); }

TEST(MixedModel, RefusesOneGroupAndAsManyGroupsAsRows) {
  const Codes one(6, 0), all{0, 1, 2, 3, 4, 5};
  EXPECT_EQ(refusal_of({.y = kSix, .factors = {{"school", one, 1}}}), "method.one-group");
  EXPECT_EQ(refusal_of({.y = kSix, .factors = {{"school", all, 6}}}), "method.groups-as-many-as-rows");
}

TEST(MixedModel, RefusesAnOutcomeWithNothingLeftToExplain) {
  const Column constant(6, 7.0);
  EXPECT_EQ(refusal_of({.y = constant, .factors = {{"school", kTwoOfThree, 2}}}), "method.outcome-explained");
  EXPECT_EQ(refusal_of({.y = kSix, .fixed = {{"copy", kSix}}, .factors = {{"school", kTwoOfThree, 2}}}), "method.outcome-explained");
}

TEST(MixedModel, RefusesMoreCoefficientsThanRowsAndCollinearSlopes) {
  const Column y{1, 2}, ones(6, 1.0);
  const Codes codes{0, 1};
  EXPECT_EQ(refusal_of({.y = y, .fixed = {{"x", y}}, .factors = {{"school", codes, 2}}}), "method.too-few-rows");
  EXPECT_EQ(refusal_of({.y = kSix, .factors = {{"school", kTwoOfThree, 2, true, {{"x", ones}}}}}), "method.slopes-collinear");
}

TEST(MixedModel, RefusesColumnsOfAnotherLength) {
  EXPECT_EQ(refusal_of({.y = kSix, .fixed = {{"x", std::span(kSix).first(3)}}, .factors = {{"school", kTwoOfThree, 2}}}),
            "method.lengths-differ");
}

TEST(MixedModel, LeavesOutAndCountsRowsWithoutAValueOrAGroup) {
  Column y = kSix;
  Codes school = kTwoOfThree;
  for (const double bad : {std::nan(""), static_cast<double>(INFINITY)}) {
    y.push_back(bad);
    school.push_back(1);
  }
  y.push_back(3);
  school.push_back(kNoLevel);
  const auto all = fit_mixed_model({.y = y, .factors = {{"school", school, 2}}});
  const auto complete = fit_mixed_model(six_rows());
  ASSERT_TRUE(all && complete);
  EXPECT_EQ(all->n, 6u);
  EXPECT_EQ(all->n_missing, 3u);
  EXPECT_EQ(all->criterion, complete->criterion);
}

TEST(MixedModel, GivesALevelWithoutRowsNoEffectAndItsWholeVariance) {
  const Codes school{0, 0, 0, 2, 2, 2};
  const auto fit = fit_mixed_model({.y = kSix, .factors = {{"school", school, 3}}});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->random[0].rows[1], 0u);
  EXPECT_EQ(fit->random[0].effects[1], 0);
  EXPECT_NEAR(fit->random[0].conditional_sd[1], std::sqrt(fit->random[0].covariance[0]), 1e-12);
}

// Two groups of equal size have a closed form: tau2 = (mean square between - mean square within) / 3.
// Means 7/3 and 14/3: between 49/6 on 1 df, within 28/3 over 4 df.
TEST(MixedModel, EqualsTheBalancedAnalysisOfVariance) {
  const auto fit = fit_mixed_model(six_rows());
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->residual_variance, 28.0 / 12, 1e-9);
  EXPECT_NEAR(fit->random[0].covariance[0], (49.0 / 6 - 28.0 / 12) / 3, 1e-8);
  EXPECT_NEAR(fit->fixed[0].estimate, 3.5, 1e-12);
  EXPECT_NEAR(fit->fixed[0].se, std::sqrt(49.0 / 36), 1e-9);
  EXPECT_FALSE(fit->singular);
}

// Equal group means: the between mean square is below the within one, so the variance is 0.
TEST(MixedModel, MarksAVarianceOfZeroAsSingular) {
  const Column y{1, 2, 6, 2, 1, 6.3};
  const auto fit = fit_mixed_model({.y = y, .factors = {{"school", kTwoOfThree, 2}}});
  ASSERT_TRUE(fit);
  EXPECT_TRUE(fit->singular);
  EXPECT_EQ(fit->random[0].covariance[0], 0);
  EXPECT_EQ(fit->random[0].effects[0], 0);
  EXPECT_EQ(fit->residual_share, 1);
}

TEST(MixedModel, DropsACollinearColumnAndNamesIt) {
  const Column x{0, 1, 0, 1, 0, 1}, twice{0, 2, 0, 2, 0, 2};
  auto input = six_rows();
  input.fixed = {{"x", x}, {"twice", twice}};
  const auto fit = fit_mixed_model(input);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->kept, (std::vector<std::size_t>{0}));
  EXPECT_EQ(fit->dropped, (std::vector<std::size_t>{1}));
  EXPECT_EQ(fit->fixed.size(), 2u);
}

// ---- published data: values of R 4.2.2 with lme4 1.1-31 and nlme, partly published in the MLwiN guide -------------

struct Published {
  double criterion;
  std::vector<double> fixed, se;
  std::vector<std::vector<double>> covariance;
  double residual;
};

void expect_published(const Result<MixedModelFit>& fit, const Published& values, double fixed_tolerance = 1e-6) {
  ASSERT_TRUE(fit) << fit.error().code;
  EXPECT_LE(fit->criterion, values.criterion + 1e-6);
  EXPECT_GE(fit->criterion, values.criterion - 2e-5);
  for (std::size_t j = 0; j < values.fixed.size(); ++j) {
    EXPECT_NEAR(fit->fixed[j].estimate, values.fixed[j], fixed_tolerance * std::max(1.0, std::abs(values.fixed[j]))) << j;
    EXPECT_NEAR(fit->fixed[j].se / values.se[j], 1, 1e-5) << j;
  }
  for (std::size_t f = 0; f < values.covariance.size(); ++f)
    for (std::size_t i = 0; i < values.covariance[f].size(); ++i)
      EXPECT_NEAR(fit->random[f].covariance[i] / values.covariance[f][i], 1, 1e-5) << f << " " << i;
  EXPECT_NEAR(fit->residual_variance / values.residual, 1, 1e-5);
}

class Exam : public testing::Test {
 protected:
  void SetUp() override {
    POTENSIAL_NEEDS_SHARED_DATA("exam-london");
    table_ = tests::table_file(tests::shared_data() / "exam-london" / "exam.csv");
    y_ = numbers_in(*table_.find("normexam"));
    prior_ = numbers_in(*table_.find("standLRT"));
    school_ = tests::coded(*table_.find("school"));
  }

  MixedModelInput input(bool reml, bool slope = false) const {
    MixedModelInput input{.y = y_, .fixed = {{"standLRT", prior_}}, .factors = {{"school", school_.codes, school_.levels}}, .reml = reml};
    if (slope) input.factors[0].slopes = {{"standLRT", prior_}};
    return input;
  }

  Column equals(const char* column, const char* value) const {
    Column indicator;
    for (const auto& cell : table_.find(column)->cells) indicator.push_back(cell == value);
    return indicator;
  }

  TextTable table_;
  Column y_, prior_;
  tests::CodedColumn school_;
};

TEST_F(Exam, VarianceComponents) {
  expect_published(fit_mixed_model(input(true)), {9368.76528733, {0.00232282316, 0.56330691400}, {0.0403543579, 0.0124679612}, {{0.0938389877}}, 0.5658653103});
  expect_published(fit_mixed_model(input(false)), {9357.24320059, {0.00239075658, 0.56337116500}, {0.0400227004, 0.0124654017}, {{0.0921292738}}, 0.5657310043});
}

TEST_F(Exam, RandomSlope) {
  expect_published(fit_mixed_model(input(true, true)),
                   {9327.60034513, {-0.0116493264, 0.5565347080}, {0.0401112781, 0.0201139572},
                    {{0.0921184133, 0.0183418053, 0.0183418053, 0.0149671444}}, 0.5536413869});
  expect_published(fit_mixed_model(input(false, true)),
                   {9316.87096492, {-0.0115048370, 0.5567304460}, {0.0397834848, 0.0199367951},
                    {{0.0904472633, 0.0180405425, 0.0180405425, 0.0145356714}}, 0.5536574645});
}

TEST_F(Exam, NullModel) {
  auto null = input(true);
  null.fixed.clear();
  expect_published(fit_mixed_model(null), {11014.6545409, {-0.0132521328}, {0.0540546525}, {{0.171599515}}, 0.847757678});
}

TEST_F(Exam, SchoolEffects) {
  const auto fit = fit_mixed_model(input(true));
  ASSERT_TRUE(fit);
  const struct { std::size_t school; double effect, sd; } rows[] = {
      {1, 0.37435571158, 0.08461747654}, {2, 0.50303660137, 0.09629067600}, {3, 0.50493925368, 0.09874829449},
      {4, 0.01822337911, 0.08157742725}, {5, 0.24114809012, 0.11743697676}, {6, 0.54219221153, 0.08110192038},
      {59, -0.6597119664, 0.10329873765}, {53, 0.7244506416, 0.08627074465}};
  for (const auto& row : rows) {
    EXPECT_NEAR(fit->random[0].effects[row.school - 1], row.effect, 1e-5) << row.school;
    EXPECT_NEAR(fit->random[0].conditional_sd[row.school - 1], row.sd, 1e-6) << row.school;
    EXPECT_GT(fit->random[0].comparative_se[row.school - 1], row.sd);
  }
  EXPECT_EQ(std::ranges::min_element(fit->random[0].effects) - fit->random[0].effects.begin(), 58);
  EXPECT_EQ(std::ranges::max_element(fit->random[0].effects) - fit->random[0].effects.begin(), 52);
}

TEST_F(Exam, SchoolEffectsWithSlope) {
  const auto fit = fit_mixed_model(input(true, true));
  ASSERT_TRUE(fit);
  const Column expected{0.37538396597, 0.12569821034, 0.47067590527, 0.16571439882, 0.48110096662, 0.08046272041, 0.03477544268, 0.12887467535};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(fit->random[0].effects[i], expected[i], 1e-5) << i;
}

// sex + type + schgend: the girls' schools are the single-sex schools that are not boys', so one column is dropped.
TEST_F(Exam, CollinearSchoolTypes) {
  const auto male = equals("sex", "M"), single = equals("type", "Sngl"), boys = equals("schgend", "boys"), girls = equals("schgend", "girls");
  auto wide = input(true);
  wide.fixed.insert(wide.fixed.end(), {{"sexM", male}, {"typeSngl", single}, {"schgendboys", boys}, {"schgendgirls", girls}});
  const auto fit = fit_mixed_model(wide);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->dropped, (std::vector<std::size_t>{4}));
  EXPECT_LE(fit->criterion, 9347.67346235 + 1e-6);
  EXPECT_NEAR(fit->fixed[1].estimate, 0.5597544650, 1e-6);
  EXPECT_NEAR(fit->fixed[2].estimate, -0.1673915360, 1e-6);
  EXPECT_NEAR(fit->fixed[2].se, 0.0340995841, 1e-7);
  EXPECT_NEAR(fit->fixed[3].estimate, 0.1589968610, 1e-6);
  EXPECT_NEAR(fit->fixed[3].se, 0.0894030524, 1e-6);
  EXPECT_NEAR(fit->fixed[4].estimate, 0.0186938785, 1e-6);
  EXPECT_NEAR(fit->random[0].covariance[0] / 0.0858287903, 1, 1e-5);
  EXPECT_NEAR(fit->residual_variance / 0.5625339264, 1, 1e-5);
}

class Chem97 : public testing::Test {
 protected:
  void SetUp() override {
    POTENSIAL_NEEDS_SHARED_DATA("chem97-alevel");
    const auto table = tests::table_file(tests::shared_data() / "chem97-alevel" / "chem97.csv");
    y_ = numbers_in(*table.find("score"));
    gcse_ = numbers_in(*table.find("gcsecnt"));
    school_ = tests::coded(*table.find("school"));
    lea_ = tests::coded(*table.find("lea"));
  }

  MixedModelInput three_levels() const {
    return {.y = y_, .factors = {{"school", school_.codes, school_.levels}, {"lea", lea_.codes, lea_.levels}}};
  }

  Column y_, gcse_;
  tests::CodedColumn school_, lea_;
};

TEST_F(Chem97, ThreeLevels) {
  auto input = three_levels();
  expect_published(fit_mixed_model(input), {157873.785238, {5.31897744}, {0.0581073806}, {{2.748724045}, {0.153482991}}, 8.516086784});
  input.fixed = {{"gcsecnt", gcse_}};
  expect_published(fit_mixed_model(input), {141696.988149, {5.63545455, 2.47255692}, {0.0312345977, 0.0169040938}, {{1.1661976856}, {0.0147657047}}, 5.1542024809});
}

TEST_F(Chem97, TwoLevelsByMaximumLikelihood) {
  auto input = three_levels();
  input.factors.pop_back();
  input.fixed = {{"gcsecnt", gcse_}};
  input.reml = false;
  expect_published(fit_mixed_model(input), {141686.992591, {5.62770402, 2.47229231}, {0.0280590819, 0.0168937046}, {{1.17881195}}, 5.15423150});
}

TEST_F(Chem97, DoesNotDependOnTheOrderOfTheFactors) {
  auto input = three_levels();
  std::swap(input.factors[0], input.factors[1]);
  const auto fit = fit_mixed_model(input);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->random[0].name, "lea");
  EXPECT_NEAR(fit->random[0].covariance[0] / 0.153482991, 1, 1e-5);
}

}  // namespace
}  // namespace potensial::stats
