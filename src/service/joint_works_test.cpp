#include "service/joint_works.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace joint_works_test {

using form::Answers;
using form::Parts;

Answers partner(const char* school, std::int64_t share) { return {{{"activity-partner", school}, {"activity-partner-share", share}}}; }

Answers joint(const char* title, std::int64_t cost, std::int64_t own, Parts partners) {
  return {{{"activity", title}, {"activity-cost", cost}, {"activity-joint", true}, {"activity-lead-share", own}, {"activity-partners", std::move(partners)}}};
}

// One activity alone, one of three schools.
OpenedSubmission plan(std::int64_t cost, std::int64_t own = 34) {
  OpenedSubmission opened;
  opened.kept.organisation = "1";
  opened.answers.values.emplace("activities", Parts{{{{"activity", "Alone"}, {"activity-cost", std::int64_t{500}}}}, joint("Choir", cost, own, {partner("2", 33), partner("3", 33)})});
  return opened;
}

SubmissionDeed confirmed(const char* school, const char* share, const char* amount, const char* activity) {
  return {.name = confirm_share, .said = {{"partner", school}, {"share", share}, {"amount", amount}, {"activity", activity}}};
}

// 100.00 by 34, 33 and 33 is 34.00, 33.00, 33.00; of 0.02 the larger remainders .68 and the first .66 have a penny each.
TEST(JointWorks, Col02SharesOfAnActivityAreExactToThePenny) {
  const auto opened = plan(10'000), small = plan(2);
  const auto works = joint_works(opened);
  ASSERT_EQ(works.size(), 1u);
  EXPECT_EQ(works[0].title, "Choir");
  EXPECT_EQ(works[0].place, 1u);
  const auto owners = owners_of(opened, works[0]).value();
  ASSERT_EQ(owners.size(), 3u);
  EXPECT_EQ(owners[0].cost(), Pence{3'400});
  EXPECT_EQ(owners[2].cost(), Pence{3'300});
  const auto of_small = owners_of(small, joint_works(small)[0]).value();
  EXPECT_EQ(of_small[0].cost(), Pence{1});
  EXPECT_EQ(of_small[1].cost(), Pence{1});
  EXPECT_EQ(of_small[2].cost(), Pence{0});
  EXPECT_EQ(own_cost(opened, opened.answers.parts("activities")[0]), Pence{500});
  EXPECT_EQ(own_cost(opened, opened.answers.parts("activities")[1]), Pence{3'400});
  EXPECT_EQ(partners_of(opened), (std::vector<std::string>{"2", "3"}));
}

TEST(JointWorks, Col02SharesThatDoNotAddUpAreNobodysYet) {
  const auto opened = plan(10'000, 35);
  EXPECT_EQ(owners_of(opened, joint_works(opened)[0]).error().code, "shares.not-whole");
  EXPECT_FALSE(own_cost(opened, opened.answers.parts("activities")[1]));
  EXPECT_EQ(paid_by_lead(opened.answers.parts("activities")[1]), Pence{});
  EXPECT_EQ(unconfirmed_partners(opened).size(), 2u);
}

TEST(JointWorks, Col02AConfirmationHoldsForTheNameShareAndAmountThatWereConfirmed) {
  auto opened = plan(10'000);
  opened.deeds = {confirmed("2", "33%", "£33.00", "Choir"), confirmed("3", "33%", "£33.00", "Orchestra"), confirmed("3", "34%", "£33.00", "Choir"), confirmed("3", "33%", "£33.01", "Choir")};
  EXPECT_EQ(unconfirmed_partners(opened), std::vector<std::string>{"3"});
  opened.deeds.push_back(confirmed("3", "33%", "£33.00", "Choir"));
  EXPECT_TRUE(unconfirmed_partners(opened).empty());
  const auto owners = owners_of(opened, joint_works(opened)[0]).value();
  EXPECT_EQ(owners[2].confirmed, &opened.deeds.back());
  EXPECT_FALSE(owners[0].waits()) << "the lead confirms nothing";
}

}  // namespace joint_works_test
}  // namespace potensial::service
