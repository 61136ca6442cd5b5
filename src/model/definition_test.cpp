#include "model/definition.hpp"

#include <gtest/gtest.h>

namespace potensial {

TEST(Node, FindsMembersOfEachShape) {
  Node node;
  node.value = Node::Members{
      {"name", Node{Node::Members{{"en", Node{std::string("mathematics")}}, {"cy", Node{std::string("mathemateg")}}}}},
      {"delta", Node{std::string("0.10")}},
      {"levels", Node{Node::List{Node{std::string("A")}, Node{std::string("B")}}}}};
  EXPECT_EQ(node.bilingual("name"), (Text{"mathematics", "mathemateg"}));
  EXPECT_EQ(node.number("delta"), 0.10);
  EXPECT_EQ(node.list("levels").size(), 2u);
  EXPECT_FALSE(node.number("name"));
  EXPECT_FALSE(node.bilingual("delta"));
  EXPECT_TRUE(node.list("missing").empty());
}

TEST(Definition, IsValidBetweenItsDates) {
  Definition definition;
  definition.to = Date(2008, 8, 31);
  EXPECT_TRUE(definition.valid_on(Date(1999, 1, 1)));
  EXPECT_FALSE(definition.valid_on(Date(2008, 9, 1)));
}

}  // namespace potensial
