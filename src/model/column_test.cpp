#include "model/column.hpp"

#include <gtest/gtest.h>

namespace potensial {

TEST(ValueColumn, KeepsAbsenceApartFromZero) {
  auto column = ValueColumn::of("sessions", ColumnType::integer);
  column.push(std::int64_t{0});
  column.push_absent();
  EXPECT_EQ(column.size(), 2u);
  EXPECT_TRUE(column.has(0));
  EXPECT_FALSE(column.has(1));
}

TEST(FactTable, FindsColumnsByName) {
  FactTable table{"census", {ValueColumn::of("sex", ColumnType::text)}};
  EXPECT_NE(table.find("sex"), nullptr);
  EXPECT_EQ(table.find("dob"), nullptr);
  EXPECT_EQ(table.rows(), 0u);
}

}  // namespace potensial
