#include "base/date.hpp"

#include <gtest/gtest.h>

namespace potensial {

TEST(Date, ReadsAndWritesIso) {
  const auto date = Date::parse("2008-02-29");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->iso(), "2008-02-29");
  EXPECT_EQ(date->month(), 2u);
}

TEST(Date, RefusesDaysThatDoNotExistAndOtherForms) {
  for (const auto* text : {"2007-02-29", "2008-13-01", "2008-00-10", "29/02/2008", "2008-2-09", "", "2008-02-2x"})
    EXPECT_FALSE(Date::parse(text)) << text;
}

TEST(Date, TheDayOfAMomentBeginsAtMidnight) {
  const std::chrono::sys_seconds midnight = std::chrono::sys_days(std::chrono::year(1969) / 12 / 31);
  EXPECT_EQ(Date::of(midnight), Date(1969, 12, 31));
  EXPECT_EQ(Date::of(midnight - std::chrono::seconds(1)), Date(1969, 12, 30)) << "before 1970 too";
}

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date(1970, 1, 2).days(), 1);
  EXPECT_EQ(Date(2000, 3, 1).days(), 11017);
  EXPECT_LT(Date(1969, 12, 31), Date(1970, 1, 1));
}

}  // namespace potensial
