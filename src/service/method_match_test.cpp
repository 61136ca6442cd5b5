#include "service/method_match.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace potensial::service {
namespace method_match_example {

namespace json = boost::json;

// By hand: a finds d (same sex, 1.0 apart in nothing), b finds e, c finds nobody of its sex; f has no outcome.
constexpr const char* table = "who,had,after,before,sex,school\na,1,12,10,F,X\nb,1,9,8,F,X\nc,1,5,5,M,Y\nd,0,10,10,F,X\ne,0,8,8.1,F,Y\nf,0,,8,F,Y\n";

MatchRequest asked() {
  MatchRequest request{.csv = table, .treated = "had", .outcome = "after", .score = "before", .exact = {"sex"}, .id = "who"};
  request.rule.caliper = 0.2;
  return request;
}

json::value answered(const MatchRequest& request) {
  const auto answer = method_match(request);
  return answer ? json::parse(answer->json) : json::value(answer.error().code);
}

TEST(MethodMatch, Evl03SaysWhoWasMatchedWithWhomAndWhoWasNotAndWhy) {
  const auto document = answered(asked());
  EXPECT_EQ(document.at("pairs"), json::parse(R"([{"id":"a","peers":["d"]},{"id":"b","peers":["e"]}])"));
  EXPECT_EQ(document.at("unmatched"), json::parse(R"([{"id":"c","reason":"no-peer"}])"));
  EXPECT_EQ(document.at("n"), 5);
  EXPECT_EQ(document.at("n_missing"), 1);
}

// Differences 2 and 1: mean 1.5, error 0.5, one degree of freedom, t = 12.706205.
TEST(MethodMatch, GivesThePairedIntervalByHand) {
  const auto document = answered(asked());
  EXPECT_NEAR(document.at("plain").at("estimate").as_double(), 1.5, 1e-12);
  EXPECT_NEAR(document.at("plain").at("se").as_double(), 0.5, 1e-12);
  EXPECT_NEAR(document.at("plain").at("high").as_double(), 1.5 + 0.5 * 12.706204736, 1e-6);
  EXPECT_EQ(document.at("clusters"), "pair");
  EXPECT_NEAR(document.at("balance").at(0).at("after").as_double(), -0.05 / document.at("spread").as_double(), 0.05) << "8 beside 8.1";
  EXPECT_LT(document.at("balance").at(0).at("after").as_double(), 0);
}

TEST(MethodMatch, AColumnOfPlacesMakesThemTheClusters) {
  auto request = asked();
  request.exact.clear();
  request.csv += "g,0,4,5,F,Y\n";
  request.rule.caliper = 10;
  request.place = "school";
  const auto document = answered(request);
  EXPECT_EQ(document.at("clusters"), "place");
  EXPECT_EQ(document.at("places"), 2);
}

TEST(MethodMatch, RefusesWhatCannotBeMatched) {
  auto request = asked();
  request.treated = "after";
  EXPECT_EQ(answered(request), "method.match-treated");
  request = asked();
  request.score = "height";
  EXPECT_EQ(answered(request), "method.unknown-column");
  request = asked();
  request.exact = {"who"};
  EXPECT_EQ(answered(request), "method.match-nobody");
}

}  // namespace method_match_example
}  // namespace potensial::service
