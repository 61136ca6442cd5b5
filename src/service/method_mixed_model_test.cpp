#include "service/method_mixed_model.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "shared_data.hpp"

namespace potensial::service {
namespace {

namespace json = boost::json;

constexpr const char* kSmall =
    "y,x,sex,school\n1,1,M,A\n2,2,F,A\n4,3,M,A\n3,1,F,B\n6,2,M,B\n5,3,F,B\n9,2,F,C\n8,1,M,C\n7,3,M,C\n,3,M,C\n";

std::string code_of(MixedModelRequest request) {
  const auto answer = method_mixed_model(request);
  return answer ? "none" : answer.error().code;
}

json::value answered(MixedModelRequest request) {
  const auto answer = method_mixed_model(request);
  return answer ? json::parse(answer->json) : json::value(answer.error().code);
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(MethodMixedModel, RefusesWhatItCannotRead) {
  EXPECT_EQ(code_of({"", "y ~ x + (1 | school)"}), "method.no-header");
  EXPECT_EQ(code_of({kSmall, "y ~ x +"}), "method.formula-ends");
  EXPECT_EQ(code_of({kSmall, "y ~ x"}), "method.no-group");
  EXPECT_EQ(code_of({kSmall, "y ~ x + (1 | town)"}), "method.unknown-column");
}

TEST(MethodMixedModel, AnswersWithEveryMemberOfTheContract) {
  const auto document = answered({kSmall, "y ~ x + sex + (1 | school)"});
  for (const char* member : {"criterion", "fixed", "random", "residual_variance", "effects", "n", "n_missing", "dropped",
                             "singular", "variance_partition"})
    EXPECT_TRUE(document.as_object().contains(member)) << member;
  EXPECT_EQ(document.at("n"), 9);
  EXPECT_EQ(document.at("n_missing"), 1);
  EXPECT_EQ(document.at("fixed").at(2).at("name"), "sexM");
  EXPECT_EQ(document.at("effects").as_array().size(), 3u);
  EXPECT_EQ(document.at("effects").at(0).at("level"), "A");
  EXPECT_FALSE(document.as_object().contains("reasons"));
}

TEST(MethodMixedModel, SaysWhatItLeftOut) {
  const auto answer = method_mixed_model({kSmall, "y ~ x + sex + (1 | school)"});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->remarks.size(), 1u);
  EXPECT_EQ(answer->remarks[0].message, "method.rows-left-out");
  EXPECT_EQ(answer->tables[1].rows.size(), 3u);
}

TEST(MethodMixedModel, FollowsTheNamedReference) {
  const auto document = answered({kSmall, "y ~ sex + (1 | school)", false, {{"sex", "M"}}});
  EXPECT_EQ(document.at("fixed").at(1).at("name"), "sexF");
}

// Values of lme4 1.1-31 on the London examination data, with one collinear column.
TEST(MethodMixedModel, EqualsLme4OnTheExamination) {
  POTENSIAL_NEEDS_SHARED_DATA("exam-london");
  const auto csv = text_of(tests::shared_data() / "exam-london" / "exam.csv");
  const auto document =
      answered({csv, "normexam ~ standLRT + sex + type + schgend + (1 | school)", false, {{"schgend", "mixed"}}});
  EXPECT_NEAR(document.at("criterion").as_double(), 9347.67346235, 1e-6);
  EXPECT_EQ(document.at("dropped").at(0), "schgendgirls");
  EXPECT_EQ(document.at("fixed").at(4).at("name"), "schgendboys");
  EXPECT_NEAR(document.at("fixed").at(4).at("estimate").as_double(), 0.0186938785, 1e-6);
  EXPECT_NEAR(document.at("fixed").at(2).at("se").as_double(), 0.0340995841, 1e-6);
}

TEST(MethodMixedModel, EqualsLme4OnThreeLevels) {
  POTENSIAL_NEEDS_SHARED_DATA("chem97-alevel");
  const auto csv = text_of(tests::shared_data() / "chem97-alevel" / "chem97.csv");
  const auto document = answered({csv, "score ~ gcsecnt + (1 | lea/school)"});
  EXPECT_NEAR(document.at("criterion").as_double(), 141696.988149, 1e-6);
  EXPECT_EQ(document.at("random").at(0).at("group"), "lea");
  EXPECT_EQ(document.at("random").at(1).at("group"), "school:lea");
  EXPECT_NEAR(document.at("random").at(1).at("covariance").at(0).at(0).as_double(), 1.1661976856, 1e-5);
}

}  // namespace
}  // namespace potensial::service
