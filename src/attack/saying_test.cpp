#include "attack/saying.hpp"

#include <gtest/gtest.h>

namespace potensial::attack {
namespace saying_test {

Manifest manifest_of() { return {.promise = {}, .tables = {}, .count_words = {"Count", "Nifer"}, .percentage_words = {"Canran"}, .mean_words = {"Mean"}}; }

Said said_of(const std::string& head, const std::string& text) { return said({"t", {}, head, text, "f", true}, manifest_of()); }

PublishedTable table_of() {
  return {.id = "t", .universe = "all", .variables = {{.name = "school", .categories = {"a", "b"},
          .levels = {{{"Afon"}, {"a"}}, {{"Afon Fach"}, {"b"}}, {{"total", "cyfanswm"}, {"a", "b"}}}}}};
}

TEST(Saying, ReadsCountsAndMarks) {
  EXPECT_EQ(std::get<SaidCount>(said_of("Nifer", "1,216")).count, 1216);
  EXPECT_TRUE(std::holds_alternative<SaidMark>(said_of("Count", "[c]")));
  EXPECT_TRUE(std::holds_alternative<SaidImpossible>(said_of("Count", "[z]")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(said_of("Count", "few")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(said_of("Mean", "0.4")));
}

TEST(Saying, ReadsAPercentageWithinHalfAUnitOfItsLastDecimal) {
  const auto one_decimal = std::get<SaidShare>(said_of("text", "4.0 %"));
  EXPECT_DOUBLE_EQ(one_decimal.low, 0.0395);
  EXPECT_DOUBLE_EQ(one_decimal.high, 0.0405);
  const auto none = std::get<SaidShare>(said_of("Canran", "4"));
  EXPECT_DOUBLE_EQ(none.low, 0.035);
  EXPECT_DOUBLE_EQ(none.high, 0.045);
}

TEST(Saying, TakesTheLongestLabelOfAText) {
  EXPECT_EQ(atoms_named("Afon Fach: 3", table_of()), (Atoms{{"school", {"b"}}}));
  EXPECT_EQ(atoms_named("cyfanswm 12", table_of()), Atoms{});
  EXPECT_EQ(atoms_named("elsewhere", table_of()), std::nullopt);
}

TEST(Saying, TakesTheOnlyNumberOfATextOrNone) {
  EXPECT_EQ(only_number("2 pupils"), "2");
  EXPECT_EQ(only_number("about 4.0 %"), "4.0 %");
  EXPECT_EQ(only_number("2 of 50"), std::nullopt);
  EXPECT_EQ(only_number("nobody"), std::nullopt);
}

}  // namespace saying_test
}  // namespace potensial::attack
