#include "service/method_regress.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <sstream>

#include "shared_data.hpp"

namespace potensial::service {
namespace {

namespace json = boost::json;

constexpr const char* kLine = "y,x,school\n2,1,A\n3,2,A\n5,3,B\n6,4,B\n7,,B\n";

json::value regressed(const RegressRequest& request) {
  const auto answer = method_regress(request);
  return answer ? json::parse(answer->json) : json::value(answer.error().code);
}

TEST(MethodRegress, RefusesWhatDoesNotGoTogether) {
  EXPECT_EQ(regressed({kLine, "y ~ x", "", "school", true}), "method.robust-and-cluster");
  EXPECT_EQ(regressed({kLine, "y ~ x + (1 | school)"}), "method.group-not-here");
  EXPECT_EQ(regressed({kLine, "y ~ x", "town"}), "method.unknown-column");
}

// By hand: slope 1.4, intercept 0.5, residual sum of squares 0.2 on 2 degrees of freedom.
TEST(MethodRegress, FitsALineByHand) {
  const auto document = regressed({kLine, "y ~ x"});
  EXPECT_NEAR(document.at("fixed").at(1).at("estimate").as_double(), 1.4, 1e-12);
  EXPECT_NEAR(document.at("fixed").at(1).at("se").as_double(), std::sqrt(0.1 / 5), 1e-12);
  EXPECT_EQ(document.at("n"), 4);
  EXPECT_EQ(document.at("n_missing"), 1);
  EXPECT_EQ(document.at("errors"), "classic");
}

// Within each school the slope is 1 and nothing is left.
TEST(MethodRegress, AbsorbsSchools) {
  const auto document = regressed({kLine, "y ~ x", "school"});
  EXPECT_EQ(document.at("fixed").as_array().size(), 1u);
  EXPECT_NEAR(document.at("fixed").at(0).at("estimate").as_double(), 1, 1e-12);
}

TEST(MethodRegress, WritesNullWithAReasonWhereNothingVaries) {
  const auto document = regressed({"y,x\n1,1\n1,2\n1,4\n", "y ~ x"});
  EXPECT_TRUE(document.at("r_squared").is_null());
  EXPECT_EQ(document.at("reasons").at(0).at("where"), "r_squared");
}

// The inference specification, worked example 8: schools as clusters.
TEST(MethodRegress, ReproducesTheWorkedExampleOfAnEffect) {
  POTENSIAL_NEEDS_SHARED_DATA("worked-examples");
  std::ifstream file(tests::shared_data() / "worked-examples" / "impact.csv");
  std::ostringstream csv;
  csv << file.rdbuf();
  const auto document = regressed({csv.str(), "score ~ treated + prior", "", "school"});
  EXPECT_NEAR(document.at("fixed").at(1).at("estimate").as_double(), 10.334573, 1e-6);
  EXPECT_NEAR(document.at("fixed").at(1).at("se").as_double(), 2.3124504, 1e-6);
}

}  // namespace
}  // namespace potensial::service
