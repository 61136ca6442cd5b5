#include "app/http/json_values.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

TEST(JsonValues, AreReadByName) {
  EXPECT_EQ(json_values(R"( {"name": "Siân \u0175", "n": 12.50, "yes": true, "e": ""} )").value(),
            (service::Values{{"name", "Siân ŵ"}, {"n", "12.50"}, {"yes", "true"}, {"e", ""}}));
  EXPECT_TRUE(json_values("{}").value().empty());
}

TEST(JsonValues, Sec26WhatIsNoFlatObjectIsRefused) {
  const std::string deep = std::string(100'000, '[');
  for (const auto& body : {std::string(""), std::string("[]"), std::string("\"x\""), std::string("{\"a\":1,\"a\":2}"), std::string("{\"a\":{}}"),
                                 std::string("{\"a\":[1]}"), std::string("{\"a\":null}"), std::string("{\"a\":1} x"), std::string("{\"a\":1,}"),
                                 std::string("{\"a\":\"\xff\"}"), std::string("{'a':1}"), std::string("{\"a\":NaN}"), std::string("/**/{}"), std::string("{\"a\":1"),
                                 std::string("{}{}"), "{\"a\":" + deep, deep})
    EXPECT_FALSE(json_values(body)) << body.substr(0, 40);
}

}  // namespace
}  // namespace potensial::app
