#include "exchange/json_tree.hpp"

#include <gtest/gtest.h>

namespace potensial::exchange {
namespace json_tree_test {

TEST(JsonTree, KeepsEveryScalarAsItIsWritten) {
  const auto tree = json_tree(R"({"a": 41133.770000000004, "b": "0.10", "c": [true, null, -1E3], "d": {"e": "caf\u00e9 \ud83d\ude00\n"}})").value();
  EXPECT_EQ(tree.text("a"), "41133.770000000004");
  EXPECT_EQ(tree.text("b"), "0.10");
  ASSERT_EQ(tree.list("c").size(), 3u);
  EXPECT_EQ(*tree.list("c")[0].scalar(), "true");
  EXPECT_EQ(*tree.list("c")[1].scalar(), "");
  EXPECT_EQ(*tree.list("c")[2].scalar(), "-1E3");
  EXPECT_EQ(tree.find("d")->text("e"), "café 😀\n");
}

TEST(JsonTree, MembersOfNestedObjectsKeepTheirOwnNames) {
  const auto tree = json_tree(R"({"one": {"two": [{"three": 3}, {"three": 4}]}, "five": 5})").value();
  EXPECT_EQ(tree.find("one")->list("two")[1].text("three"), "4");
  EXPECT_EQ(tree.text("five"), "5");
  EXPECT_EQ(json_tree("\xEF\xBB\xBF 7 ").value().scalar() ? *json_tree(" 7 ").value().scalar() : "", "7");
}

TEST(JsonTree, RefusesWhatIsNoJsonAndSaysWhere) {
  for (const auto* bad : {"", "{", "{\"a\": }", "[1, 2,]", "{} {}", "nul", "{\"a\" 1}", "\"\xFF\""}) EXPECT_FALSE(json_tree(bad)) << bad;
  EXPECT_EQ(json_tree("[1,\n x]").error().arguments.front().second, "6");
  std::string deep(1000, '[');
  EXPECT_EQ(json_tree(deep + std::string(1000, ']')).error().code, "json.not-json");
}

}  // namespace json_tree_test
}  // namespace potensial::exchange
