#include "model/financial_year.hpp"

#include <gtest/gtest.h>

namespace potensial {

TEST(FinancialYear, RunsFromAprilToMarch) {
  EXPECT_EQ(FinancialYear::of(Date(2008, 3, 31)).text(), "2007-08");
  EXPECT_EQ(FinancialYear::of(Date(2008, 4, 1)).text(), "2008-09");
  EXPECT_EQ(FinancialYear{2007}.first_day(), Date(2007, 4, 1));
  EXPECT_EQ(FinancialYear{2007}.last_day(), Date(2008, 3, 31));
  EXPECT_EQ(FinancialYear{2007}.before(), FinancialYear{2006});
}

TEST(FinancialYear, IsReadOnlyInItsOneForm) {
  EXPECT_EQ(FinancialYear::parse("1999-00"), FinancialYear{1999});
  for (const auto* other : {"2007", "2007/08", "2007-09", "2007-8 ", "07-08", "", "2007-08x", "-007-06"})
    EXPECT_FALSE(FinancialYear::parse(other)) << other;
}

}  // namespace potensial
