#include "store/outcome_comment_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/submission_store.hpp"

namespace potensial::store {
namespace outcome_comment_cases {

class OutcomeCommentStore : public tests::OnBothEngines {};

std::string plan(Ledger& ledger) {
  return add_submission(ledger, {.form = "f", .form_version = 1, .stages = "school-spending-plan", .stages_version = 1, .organisation = "6812001", .about = "2008-09", .at = {}});
}

OutcomeComment said(const std::string& plan, const std::string& words) {
  return {.submission = plan, .outcome = "sex:M/ks2-reading/2009-08-31", .words = words, .actor = "Mair", .person = "7", .at = std::chrono::sys_days(std::chrono::May / 2 / 2009)};
}

TEST_P(OutcomeCommentStore, ALaterCommentStandsAfterTheEarlierAndChangesNothing) {
  auto ledger = fresh_ledger();
  const auto one = plan(ledger), other = plan(ledger);
  add_outcome_comment(ledger, said(one, "A small year."));
  add_outcome_comment(ledger, said(other, "Of another plan."));
  add_outcome_comment(ledger, said(one, "Two came in May."));
  const auto comments = outcome_comments(ledger, one);
  ASSERT_EQ(comments.size(), 2u);
  EXPECT_EQ(comments[0].words, "A small year.");
  EXPECT_EQ(comments[1].words, "Two came in May.");
  EXPECT_EQ(comments[1].outcome, "sex:M/ks2-reading/2009-08-31");
  EXPECT_EQ(comments[1].person, "7");
  EXPECT_EQ(comments[1].at, said(one, "").at);
}

POTENSIAL_ON_BOTH_ENGINES(OutcomeCommentStore);

}  // namespace outcome_comment_cases
}  // namespace potensial::store
