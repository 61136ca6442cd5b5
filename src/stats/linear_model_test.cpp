#include "stats/linear_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "reference/table_file.hpp"
#include "shared_data.hpp"

namespace potensial::stats {
namespace {

using Column = std::vector<double>;

TEST(LinearModel, RefusesAnEmptyTable) {
  EXPECT_EQ(fit_linear_model({}).error().code, "method.no-complete-row");
}

TEST(LinearModel, RefusesAsManyCoefficientsAsRows) {
  const Column y{1, 2}, x{3, 5};
  EXPECT_EQ(fit_linear_model({.y = y, .columns = {{"x", x}}}).error().code, "method.too-few-rows");
}

TEST(LinearModel, RefusesOneCluster) {
  const Column y{1, 2, 4};
  const std::vector<std::uint32_t> one(3, 0);
  EXPECT_EQ(fit_linear_model({.y = y, .cluster = {one, 1}, .errors = ErrorKind::cr1}).error().code, "method.one-cluster");
}

TEST(LinearModel, CountsRowsWithMissingValues) {
  const Column y{1, 2, 4, std::nan(""), 5}, x{1, 2, 3, 4, std::nan("")};
  const auto fit = fit_linear_model({.y = y, .columns = {{"x", x}}});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->n, 3u);
  EXPECT_EQ(fit->n_missing, 2u);
  EXPECT_TRUE(std::isnan(fit->residuals[3]));
}

// By hand: x = 1, 2, 3, 4 and y = 2, 3, 5, 6 give slope 1.4, intercept 0.5, residual sum of squares 0.2.
TEST(LinearModel, FitsALineByHand) {
  const Column y{2, 3, 5, 6}, x{1, 2, 3, 4};
  const auto fit = fit_linear_model({.y = y, .columns = {{"x", x}}});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->names, (std::vector<std::string>{"(Intercept)", "x"}));
  EXPECT_NEAR(fit->estimates[0], 0.5, 1e-13);
  EXPECT_NEAR(fit->estimates[1], 1.4, 1e-13);
  EXPECT_NEAR(fit->se[1], std::sqrt(0.1 / 5), 1e-13);
  EXPECT_NEAR(fit->se[0], std::sqrt(0.1 * (0.25 + 6.25 / 5)), 1e-13);
  EXPECT_NEAR(fit->r_squared, 1 - 0.2 / 10, 1e-13);
}

TEST(LinearModel, WeightsCountLikeRepeatedRows) {
  const Column y{2, 3, 5, 7}, x{1, 2, 3, 4}, w{1, 2, 1, 1}, y2{2, 3, 3, 5, 7}, x2{1, 2, 2, 3, 4};
  const auto weighted = fit_linear_model({.y = y, .columns = {{"x", x}}, .weights = w});
  const auto repeated = fit_linear_model({.y = y2, .columns = {{"x", x2}}});
  for (int j : {0, 1}) EXPECT_NEAR(weighted->estimates[j], repeated->estimates[j], 1e-13);
}

TEST(LinearModel, DropsTheLaterOfCollinearColumnsAndConstants) {
  const Column y{1, 4, 2, 8, 5, 7}, a{1, 0, 1, 0, 1, 0}, b{0, 1, 0, 1, 0, 1}, c(6, 2010);
  const auto fit = fit_linear_model({.y = y, .columns = {{"a", a}, {"b", b}, {"c", c}}});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->dropped, (std::vector<std::string>{"b", "c"}));
}

// Adding the levels as columns of their own is the slow way to absorb a factor.
TEST(LinearModel, AbsorbingEqualsDummyColumns) {
  Column y, x;
  std::vector<std::uint32_t> school;
  std::vector<Column> dummies(4, Column(24, 0.0));
  for (std::uint32_t i = 0; i < 24; ++i) {
    school.push_back(i % 4);
    x.push_back(std::sin(3.0 * i));
    y.push_back(x[i] * 2 + i % 4 + std::cos(7.0 * i * i));
    dummies[i % 4][i] = 1;
  }
  for (const auto errors : {ErrorKind::classic, ErrorKind::hc1}) {
    const auto absorbed = fit_linear_model({.y = y, .columns = {{"x", x}}, .absorb = {school, 4}, .errors = errors});
    LinearModelInput wide{.y = y, .columns = {{"x", x}}, .intercept = false, .errors = errors};
    for (const auto& d : dummies) wide.columns.push_back({"school", d});
    const auto slow = fit_linear_model(wide);
    EXPECT_NEAR(absorbed->estimates[0], slow->estimates[0], 1e-12);
    EXPECT_NEAR(absorbed->se[0], slow->se[0], 1e-12);
    EXPECT_NEAR(absorbed->sigma2, slow->sigma2, 1e-12);
  }
}

// The inference specification, worked example 8 (its CR1 has the same factor).
TEST(LinearModel, ReproducesTheWorkedExampleOfAnEffect) {
  POTENSIAL_NEEDS_SHARED_DATA("worked-examples");
  const auto table = tests::table_file(tests::shared_data() / "worked-examples" / "impact.csv");
  const auto treated = numbers_in(*table.find("treated")), prior = numbers_in(*table.find("prior")),
             score = numbers_in(*table.find("score"));
  std::map<std::string, std::uint32_t> known;
  std::vector<std::uint32_t> school;
  for (const auto& cell : table.find("school")->cells)
    school.push_back(known.emplace(cell, static_cast<std::uint32_t>(known.size())).first->second);
  const auto fit = fit_linear_model({.y = score,
                                     .columns = {{"treated", treated}, {"prior", prior}},
                                     .cluster = {school, known.size()},
                                     .errors = ErrorKind::cr1});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->estimates[1], 10.334573, 1e-6);
  EXPECT_NEAR(fit->estimates[2], 9.776971, 1e-6);
  EXPECT_NEAR(fit->se[1], 2.3124504, 1e-6);
}

// Stock and Watson, tables 13.1 and 13.2, with the further digits of the reference run in R.
struct StarGrade {
  const char* grade;
  std::size_t n;
  double intercept, small, small_hc1, small_cr1, aide, aide_hc1, aide_cr1;
  double within, within_se, within_hc1, aide_within, aide_within_se, aide_within_hc1, r_squared;
};

constexpr StarGrade kStar[] = {
    {"k", 5786, 918.04289, 13.898994, 2.4540933, 4.2305782, 0.31393543, 2.2709759, 3.7692867, 16.022307, 2.1692056,
     2.2446356, 1.6992753, 2.0850025, 2.0289426, 0.2306625},
    {"1", 6379, 1039.3926, 29.780770, 2.8311412, 4.7846275, 11.958721, 2.6520104, 4.8597029, 29.009098, 2.4911954,
     2.5326901, 7.2399117, 2.4173298, 2.3836095, 0.2569077},
    {"2", 6049, 1157.8066, 19.394367, 2.7116661, 5.1209328, 3.4791382, 2.5447253, 4.9077785, 21.231771, 2.4751322,
     2.5167294, 4.2360969, 2.3339563, 2.3059116, 0.2216644},
    {"3", 5967, 1228.5064, 15.586598, 2.3960422, 4.2029443, -0.29093861, 2.2727084, 4.0400851, 15.474565, 2.2476321,
     2.2472579, 0.44962604, 2.1527476, 2.1142570, 0.1920841}};

struct StarColumns {
  Column score, small, aide;
  std::vector<std::uint32_t> school;
  std::size_t schools;
};

StarColumns star_columns(const TextTable& table, const std::string& grade) {
  StarColumns star;
  star.score = numbers_in(*table.find("read" + grade));
  const auto math = numbers_in(*table.find("math" + grade));
  std::map<std::string, std::uint32_t> known;
  for (std::size_t i = 0; i < table.rows; ++i) {
    const auto& type = table.find("star" + grade)->cells[i];
    star.score[i] = type.empty() ? std::nan("") : star.score[i] + math[i];
    star.small.push_back(type == "small");
    star.aide.push_back(type == "regular+aide");
    const auto& id = table.find("schoolid" + grade)->cells[i];
    star.school.push_back(id.empty() ? kNoLevel : known.emplace(id, static_cast<std::uint32_t>(known.size())).first->second);
  }
  star.schools = known.size();
  return star;
}

// The reference run counted all 80 levels of its school factor as clusters, also schools without a class in
// the grade (74 to 79 have one). We count clusters that are present; this turns ours into that count.
double as_eighty_clusters(double df) { return std::sqrt(80.0 / 79 / ((df + 1) / df)); }

TEST(LinearModel, ReproducesTheClassSizeExperiment) {
  POTENSIAL_NEEDS_SHARED_DATA("star-tennessee");
  const auto table = tests::table_file(tests::shared_data() / "star-tennessee" / "star_wide.csv");
  for (const auto& row : kStar) {
    const auto star = star_columns(table, row.grade);
    LinearModelInput input{.y = star.score, .columns = {{"small", star.small}, {"aide", star.aide}}, .errors = ErrorKind::hc1};
    const auto plain = fit_linear_model(input);
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->n, row.n);
    EXPECT_NEAR(plain->estimates[0], row.intercept, 5e-5);
    EXPECT_NEAR(plain->estimates[1] / row.small, 1, 1e-7);
    EXPECT_NEAR(plain->estimates[2] / row.aide, 1, 1e-7);
    EXPECT_NEAR(plain->se[1] / row.small_hc1, 1, 1e-7);
    EXPECT_NEAR(plain->se[2] / row.aide_hc1, 1, 1e-7);
    input.cluster = {star.school, star.schools};
    input.errors = ErrorKind::cr1;
    const auto clustered = fit_linear_model(input);
    EXPECT_NEAR(clustered->se[1] * as_eighty_clusters(clustered->df) / row.small_cr1, 1, 1e-7);
    EXPECT_NEAR(clustered->se[2] * as_eighty_clusters(clustered->df) / row.aide_cr1, 1, 1e-7);
    input.cluster = {};
    input.absorb = {star.school, star.schools};
    input.errors = ErrorKind::classic;
    const auto within = fit_linear_model(input);
    EXPECT_NEAR(within->estimates[0] / row.within, 1, 1e-7);
    EXPECT_NEAR(within->estimates[1] / row.aide_within, 1, 1e-7);
    EXPECT_NEAR(within->se[0] / row.within_se, 1, 1e-7);
    EXPECT_NEAR(within->se[1] / row.aide_within_se, 1, 1e-7);
    EXPECT_NEAR(within->r_squared, row.r_squared, 1e-7);
    input.errors = ErrorKind::hc1;
    const auto robust = fit_linear_model(input);
    EXPECT_NEAR(robust->se[0] / row.within_hc1, 1, 1e-7);
    EXPECT_NEAR(robust->se[1] / row.aide_within_hc1, 1, 1e-7);
  }
}

}  // namespace
}  // namespace potensial::stats
