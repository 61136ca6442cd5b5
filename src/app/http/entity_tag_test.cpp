#include "app/http/entity_tag.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

TEST(EntityTag, ComparesWeaklyWithEachOfAList) {
  for (const auto* yes : {"\"a\"", "W/\"a\"", "\"x\", \"a\"", "W/\"x\",W/\"a\"", "*", " * ", "\"x,y\" , \"a\""}) {
    EXPECT_TRUE(entity_tag_matches(yes, "\"a\"")) << yes;
    EXPECT_TRUE(entity_tag_matches(yes, "W/\"a\"")) << yes;
  }
  for (const auto* no : {"", "a", "\"A\"", "\"a", "\"x,\"a\"", "x, \"a\"", "w/\"a\"", "\"ab\""}) EXPECT_FALSE(entity_tag_matches(no, "\"a\"")) << no;
}

TEST(EntityTag, OnlyAGoodAnswerToAGetIsLeftOut) {
  const HttpResponse response{200, {{"ETag", "\"a\""}, {"Content-Type", "text/html"}, {"Cache-Control", "private"}}, "page"};
  HttpRequest request{.method = "GET", .headers = {{"if-none-match", "\"a\""}}};
  const auto kept = without_what_client_has(request, response);
  EXPECT_EQ(kept.status, 304u);
  EXPECT_EQ(kept.body, "");
  EXPECT_EQ(kept.headers, (HttpHeaders{{"ETag", "\"a\""}, {"Cache-Control", "private"}}));
  auto missing = response;
  missing.status = 404;
  EXPECT_EQ(without_what_client_has(request, missing).status, 404u);
  request.method = "POST";
  EXPECT_EQ(without_what_client_has(request, response).status, 200u);
}

}  // namespace
}  // namespace potensial::app
