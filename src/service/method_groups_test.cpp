#include "service/method_groups.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

namespace potensial::service {
namespace method_groups_test {

namespace json = boost::json;

std::string reference_text(const std::string& file) {
  std::ifstream stream(std::string(POTENSIAL_ROOT) + "/tests/reference/" + file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

GroupsRequest folding() {
  GroupsRequest request{reference_text("folding.csv"), "score", "school", {"a", "b", "c"}, {"prior"}, "", {}, {}};
  request.options.min_size = 20;
  request.options.min_clusters = 15;
  return request;
}

json::object answered(const GroupsRequest& request) {
  const auto answer = method_groups(request);
  if (!answer) return {{"refused", answer.error().code}};
  return json::parse(answer->json).as_object();
}

TEST(MethodGroups, AnswersTheFourthWorkedExampleByTheContract) {
  const auto document = answered(folding());
  EXPECT_EQ(document.at("searched").as_int64(), 26);
  ASSERT_EQ(document.at("main").as_array().size(), 2u);
  ASSERT_EQ(document.at("separate").as_array().size(), 1u);
  const auto& both = document.at("separate").as_array()[0].as_object();
  EXPECT_EQ(json::serialize(both.at("where")), R"({"a":"1","b":"1"})");
  EXPECT_EQ(both.at("n").as_int64(), 104);
  EXPECT_NEAR(both.at("gap").as_double(), -7.4734, 5.1e-5);
  EXPECT_NEAR(both.at("own").as_double(), -4.4227, 5.1e-5);
  EXPECT_LT(both.at("own_high").as_double(), 0);
  EXPECT_NEAR(both.at("q").as_double(), 0.001, 1e-12);
  EXPECT_FALSE(document.contains("every"));
}

TEST(MethodGroups, ListsEveryGroupWhenAsked) {
  auto request = folding();
  request.options.keep_every = true;
  const auto document = answered(request);
  ASSERT_EQ(document.at("every").as_array().size(), 26u);
  const auto& first = document.at("every").as_array()[0].as_object();
  EXPECT_EQ(json::serialize(first.at("where")), R"({"a":"0"})");
  EXPECT_EQ(first.at("n").as_int64(), 720 - 296);
}

TEST(MethodGroups, TakesMissingCharacteristicsAsALevelAndLeavesOutRowsWithoutAnOutcome) {
  GroupsRequest request{"s,y,a,g\n1,1,x,p\n1,2,,q\n1,NA,x,p\n2,3,NA,q\n2,4,x,p\n", "y", "s", {"a"}, {"g"}, "", {}, {}};
  request.options.min_size = 1;
  request.options.min_clusters = 1;
  request.options.keep_every = true;
  const auto document = answered(request);
  EXPECT_EQ(document.at("left_out").as_int64(), 1);
  const auto& every = document.at("every").as_array();
  ASSERT_EQ(every.size(), 2u);
  EXPECT_EQ(json::serialize(every[0].at("where")), R"({"a":"NA"})");
  EXPECT_EQ(every[0].at("n").as_int64(), 2);
}

TEST(MethodGroups, RefusesColumnsThatAreNotThereOrDoNotFit) {
  auto request = folding();
  request.cluster = "town";
  EXPECT_EQ(answered(request).at("refused").as_string(), "method.unknown-column");
  request = folding();
  request.outcome = "school";
  EXPECT_EQ(answered(request).at("refused").as_string(), "group-search.outcome-not-numeric");
}

}  // namespace method_groups_test
}  // namespace potensial::service
