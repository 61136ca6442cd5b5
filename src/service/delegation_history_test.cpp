#include "service/delegation_history.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace potensial::service {
namespace delegation_history_cases {

const std::string header = "fund,year,authority,school,learners,entitled,activity,amount\n";

Organisation place(const std::string& id, OrganisationKind kind, const std::string& authority = "") {
  Organisation made;
  made.id = id;
  made.kind = kind;
  made.authority = authority;
  return made;
}

const Organisation* known(std::string_view id) {
  static const std::map<std::string, Organisation, std::less<>> all{{"660", place("660", OrganisationKind::authority)}, {"661", place("661", OrganisationKind::authority)},
                                                                    {"6602801", place("6602801", OrganisationKind::school, "660")},
                                                                    {"6602802", place("6602802", OrganisationKind::school, "660")},
                                                                    {"6612801", place("6612801", OrganisationKind::school, "661")}};
  const auto found = all.find(id);
  return found == all.end() ? nullptr : &found->second;
}

Result<std::vector<DelegationOption>> read(const std::string& rows) { return delegations_of(header + rows, "d.csv", known); }

TEST(DelegationHistory, GathersTheRowsOfAnAuthorityAndYear) {
  const auto found = read("better-schools-fund,2007-08,660,6602802,50,20,,900.00\nbetter-schools-fund,2007-08,661,6612801,10,0,,1\n"
                          "better-schools-fund,2007-08,660,,,,Courses,12.34\nbetter-schools-fund,2007-08,660,6602801,100,20,,1000.01\n"
                          "better-schools-fund,2006-07,660,6602801,90,20,,5\n");
  ASSERT_TRUE(found) << found.error().code;
  ASSERT_EQ(found->size(), 3u);
  EXPECT_EQ((*found)[0].year, FinancialYear{2006});
  const auto& each = (*found)[1];
  EXPECT_EQ(each.authority, "660");
  ASSERT_EQ(each.schools.size(), 2u);
  EXPECT_EQ(each.schools.front().school.school, "6602801");
  EXPECT_EQ(each.delegated().count, 190001);
  EXPECT_EQ(each.kept_centrally().count, 1234);
  EXPECT_TRUE(each.is_released());
}

TEST(DelegationHistory, SaysWhichLineIsWrongAndWhy) {
  const std::map<std::string, std::string> wrong{{"raise,2007-08,660,6602801,1,0,,1", "money.line-fund"},
                                                 {"better-schools-fund,2007,660,6602801,1,0,,1", "money.line-year"},
                                                 {"better-schools-fund,2007-08,999,6602801,1,0,,1", "money.line-authority"},
                                                 {"better-schools-fund,2007-08,6602801,6602801,1,0,,1", "money.line-authority"},
                                                 {"better-schools-fund,2007-08,660,6612801,1,0,,1", "money.line-school"},
                                                 {"better-schools-fund,2007-08,660,6602801,1,2,,1", "money.line-count"},
                                                 {"better-schools-fund,2007-08,660,6602801,-1,0,,1", "money.line-count"},
                                                 {"better-schools-fund,2007-08,660,6602801,1,0,,-1", "money.line-amount"},
                                                 {"better-schools-fund,2007-08,660,6602801,1,0,,1.005", "money.line-amount"},
                                                 {"better-schools-fund,2007-08,660,6602801,1,0,1", "money.line-cells"},
                                                 {"better-schools-fund,2007-08,660,6602802,1,0,,1", "money.line-twice"}};
  for (const auto& [row, code] : wrong) {
    const auto found = read("better-schools-fund,2007-08,660,6602802,50,20,,900.00\n" + row + "\n");
    ASSERT_FALSE(found) << row;
    EXPECT_EQ(found.error().code, code) << row;
    EXPECT_NE(std::ranges::find(found.error().arguments, std::pair<std::string, std::string>("line", "3")), found.error().arguments.end()) << row;
  }
  EXPECT_EQ(delegations_of("school,amount\n", "d.csv", known).error().code, "money.file-columns");
  EXPECT_EQ(delegations_of("", "d.csv", known).error().code, "money.file-columns");
}

TEST(DelegationHistory, RefusesSumsBeyondSixtyFourBits) {
  const auto row = [](const char* school) { return std::string("better-schools-fund,2007-08,660,") + school + ",1,0,,92233720368547758.07\n"; };
  EXPECT_EQ(read(row("6602801") + row("6602802")).error().code, "money.too-large-sum");
}

}  // namespace delegation_history_cases
}  // namespace potensial::service
