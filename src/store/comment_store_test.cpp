#include "store/comment_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/submission_store.hpp"

namespace potensial::store {
namespace comment_store_cases {

SubmissionComment said(const std::string& submission, const std::string& words, std::int64_t answers = 0) {
  return {.submission = submission, .place = 99, .on = answers ? "" : "lines/3/purpose", .answers = answers, .closes = answers > 0, .by_assessor = answers == 0, .words = words, .person = "7",
          .actor = "Siân <sian@e.invalid>", .at = std::chrono::sys_days(std::chrono::March / 2 / 2007)};
}

class CommentStore : public tests::OnBothEngines {};

TEST_P(CommentStore, KeepsWhatWasSaidInTheOrderOfEachSubmission) {
  auto ledger = fresh_ledger();
  for (const auto* id : {"bsf-bid-1", "bsf-bid-2"}) ASSERT_EQ(add_submission(ledger, {.stages = "bsf-bid", .organisation = "680", .about = "bsf-2007-08"}), id);
  EXPECT_EQ(add_comment(ledger, said("bsf-bid-1", "Which schools? Pa ysgolion? 'x'; --")), 1);
  EXPECT_EQ(add_comment(ledger, said("bsf-bid-2", "Elsewhere")), 1);
  EXPECT_EQ(add_comment(ledger, said("bsf-bid-1", "These two.", 1)), 2);
  auto first = said("bsf-bid-1", "Which schools? Pa ysgolion? 'x'; --"), second = said("bsf-bid-1", "These two.", 1);
  first.place = 1;
  second.place = 2;
  EXPECT_EQ(comments_of(ledger, "bsf-bid-1"), (std::vector{first, second}));
  EXPECT_TRUE(comments_of(ledger, "bsf-bid-3").empty());
}

POTENSIAL_ON_BOTH_ENGINES(CommentStore);

}  // namespace comment_store_cases
}  // namespace potensial::store
