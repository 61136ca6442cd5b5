#include "service/allocation_table.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace allocation_table_test {

AllocationTable table(std::string_view csv) { return AllocationTable::read(csv).value(); }

TEST(AllocationTable, ReadsReceiversBasesAndLastYear) {
  const auto read = table("\xEF\xBB\xBFschool,learners,last-year,need\nA,318,\"£21,300.00\",1.5\n\nB,61,,12\n");
  EXPECT_EQ(read.receivers(), (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(read.basis_names(), (std::vector<std::string>{"learners", "need"}));
  EXPECT_EQ(read.basis("learners")->units, (std::vector<std::int64_t>{318, 61}));
  const auto need = read.basis("need").value();
  EXPECT_EQ(need.units, (std::vector<std::int64_t>{15, 120}));
  EXPECT_EQ(need.decimals, 1);
  EXPECT_EQ(read.last_year().value(), (std::vector<std::optional<Pence>>{Pence{2130000}, std::nullopt}));
  EXPECT_TRUE(table("school,x\nA,1\n").last_year()->empty());
}

TEST(AllocationTable, WritesUnitsAsPeopleReadThem) {
  EXPECT_EQ(basis_text(3600, 0), "3,600");
  EXPECT_EQ(basis_text(7, 0), "7");
  EXPECT_EQ(basis_text(123456789, 2), "1,234,567.89");
  EXPECT_EQ(basis_text(5, 2), "0.05");
  EXPECT_EQ(basis_text(100, 1), "10.0");
}

std::string line_of(const Refusal& refusal) { return refusal.code + " " + refusal.arguments.at(0).second + " " + refusal.arguments.at(1).second; }

TEST(AllocationTable, RefusesACellWithItsLineAndColumn) {
  const auto bad = [](std::string_view csv, const char* column) { return line_of(table(csv).basis(column).error()); };
  for (const auto* cell : {"x", "-1", "", "1.", ".5", "1e3", "1.1234567"})
    EXPECT_EQ(bad(std::string("school,n\nA,1\n\n\nB,") + cell + "\n", "n"), "allocation.not-a-number 5 n") << cell;
  EXPECT_EQ(line_of(AllocationTable::read("school,n\nA,1\nA,2\n").error()), "allocation.same-name 3 school");
  EXPECT_EQ(line_of(AllocationTable::read("school,n\n,1\n").error()), "allocation.no-name 2 school");
  EXPECT_EQ(line_of(table("school,last-year\nA,1.005\n").last_year().error()), "allocation.not-money 2 last-year");
  EXPECT_EQ(line_of(table("school,last-year\nA,5\nB,-2\n").last_year().error()), "allocation.not-money 3 last-year");
  EXPECT_EQ(table("school,n\nA,99999999999999999999\n").basis("n").error().code, "allocation.too-large");
  EXPECT_EQ(table("school,n\nA,1\n").basis("m").error().code, "method.unknown-column");
  EXPECT_EQ(table("school,n\nA,1\n").basis("school").error().code, "method.unknown-column");
}

}  // namespace allocation_table_test
}  // namespace potensial::service
