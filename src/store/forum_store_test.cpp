#include "store/forum_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace forum_store_cases {

ForumMeeting met(const std::string& authority, const std::string& view) {
  return {.authority = authority, .fund = better_schools_fund, .year = {2007}, .day = Date(2007, 2, 14), .paper = "Paper 3", .options = "A and B", .members = "Six of nine",
          .view = view, .words = "B, after one year", .actor = "Mair", .at = std::chrono::sys_days(std::chrono::February / 15 / 2007)};
}

class ForumStore : public tests::OnBothEngines {};

TEST_P(ForumStore, AMeetingWithoutAViewIsNone) {
  auto ledger = fresh_ledger();
  record_meeting(ledger, met("660", ""));
  EXPECT_FALSE(has_forum_view(ledger, "660", better_schools_fund, {2007}));
  record_meeting(ledger, met("660", "agrees"));
  EXPECT_TRUE(has_forum_view(ledger, "660", better_schools_fund, {2007}));
  EXPECT_FALSE(has_forum_view(ledger, "660", better_schools_fund, {2008}));
  EXPECT_FALSE(has_forum_view(ledger, "660", "another-fund", {2007}));
  EXPECT_FALSE(has_forum_view(ledger, "661", better_schools_fund, {2007}));
}

TEST_P(ForumStore, MeetingsComeBackTheNewestFirst) {
  auto ledger = fresh_ledger();
  record_meeting(ledger, met("660", ""));
  const auto second = record_meeting(ledger, met("660", "disagrees"));
  record_meeting(ledger, met("661", "agrees"));
  const auto found = forum_meetings(ledger, "660");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found.front().id, second);
  EXPECT_EQ(found.front().view, "disagrees");
  EXPECT_EQ(found.front().members, "Six of nine");
  EXPECT_EQ(found.front().day, Date(2007, 2, 14));
}

POTENSIAL_ON_BOTH_ENGINES(ForumStore);

}  // namespace forum_store_cases
}  // namespace potensial::store
