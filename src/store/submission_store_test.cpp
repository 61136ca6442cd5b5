#include "store/submission_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::store {
namespace submission_store_test {

class Submissions : public tests::OnBothEngines {};

constexpr std::chrono::sys_seconds day = std::chrono::sys_days(std::chrono::March / 5 / 2007);

Submission bid(const std::string& organisation) {
  return {.form = "bsf-bid", .form_version = 1, .stages = "bsf-bid", .stages_version = 1, .organisation = organisation, .about = "bsf-2007-08", .at = day};
}

SubmissionVersion version(std::int64_t seen, const std::string& answers) {
  return {.place = seen, .answers = answers, .person = "7", .actor = "Somebody <s@x.invalid>", .at = day};
}

SubmissionDeed deed(std::int64_t seen, const std::string& name, const std::string& state) {
  return {.place = seen, .name = name, .person = "7", .actor = "Somebody", .state = state, .version = 1, .said = {{"reason", "Because \"it\" is so"}}, .at = day};
}

TEST_P(Submissions, AreFoundByWhatTheyAre) {
  auto ledger = fresh_ledger();
  EXPECT_EQ(add_submission(ledger, bid("660")), "bsf-bid-1");
  EXPECT_EQ(add_submission(ledger, bid("661")), "bsf-bid-2");
  EXPECT_EQ(submission(ledger, "bsf-bid-2")->organisation, "661");
  EXPECT_EQ(submission(ledger, "bsf-bid-2")->form_version, 1);
  EXPECT_FALSE(submission(ledger, "bsf-bid-3"));
  EXPECT_EQ(submissions_of(ledger, "bsf-bid").size(), 2u);
  EXPECT_EQ(submissions_of(ledger, "bsf-bid", "660").size(), 1u);
  EXPECT_EQ(submissions_about(ledger, "bsf-bid", "bsf-2007-08").front().id, "bsf-bid-1");
}

TEST_P(Submissions, AreFoundByWhatAVersionSays) {
  auto ledger = fresh_ledger();
  const auto first = add_submission(ledger, bid("660")), second = add_submission(ledger, bid("661"));
  ASSERT_TRUE(add_version(ledger, first, version(0, "{\"partner\":\"681\"}")));
  ASSERT_TRUE(add_version(ledger, first, version(1, "{}")));
  ASSERT_TRUE(add_version(ledger, second, version(0, "{\"partner\":\"6812001\"}")));
  const auto named = submissions_saying(ledger, "bsf-bid", "\"partner\":\"681\"");
  ASSERT_EQ(named.size(), 1u) << "an earlier version counts, a longer number does not";
  EXPECT_EQ(named.front().id, first);
  EXPECT_TRUE(submissions_saying(ledger, "other", "\"partner\":\"681\"").empty());
}

TEST_P(Submissions, KeepEveryVersionOfTheAnswers) {
  auto ledger = fresh_ledger();
  const auto id = add_submission(ledger, bid("660"));
  EXPECT_FALSE(newest_version(ledger, id));
  EXPECT_EQ(add_version(ledger, id, version(0, "{}")).value(), 1);
  EXPECT_EQ(add_version(ledger, id, version(1, "{\"need\":\"x\"}")).value(), 2);
  EXPECT_EQ(newest_version(ledger, id)->answers, "{\"need\":\"x\"}");
  EXPECT_EQ(version_at(ledger, id, 1)->answers, "{}");
  EXPECT_FALSE(version_at(ledger, id, 3));
}

TEST_P(Submissions, RefuseASaveOrAStepOfWhoHasNotSeenTheNewest) {
  auto ledger = fresh_ledger();
  const auto id = add_submission(ledger, bid("660"));
  ASSERT_TRUE(add_version(ledger, id, version(0, "{}")));
  EXPECT_EQ(add_version(ledger, id, version(0, "{}")).error().code, "operation.stale");
  ASSERT_TRUE(add_deed(ledger, id, deed(0, "submit", "submitted")));
  EXPECT_EQ(add_deed(ledger, id, deed(0, "submit", "submitted")).error().code, "operation.stale");
  ASSERT_EQ(deeds_of(ledger, id).size(), 1u);
  EXPECT_EQ(deeds_of(ledger, id).front().said.front().second, "Because \"it\" is so");
}

NeedAnalysis analysis(double value) {
  return {.organisation = "660", .figures = {{.group = "sex=M", .group_name = {"boys", "bechgyn"}, .indicator = "ks2-mathematics", .indicator_name = {"Mathematics", "Mathemateg"},
                                              .learners = 412, .value = value, .year = {2010}, .finding = "2010-0007"}},
          .actor = "Somebody", .at = day};
}

TEST_P(Submissions, AnalysesAreFrozenOnceForTheSameFigures) {
  auto ledger = fresh_ledger();
  const auto first = add_need_analysis(ledger, analysis(58.0));
  EXPECT_EQ(add_need_analysis(ledger, analysis(58.0)).id, first.id);
  EXPECT_EQ(add_need_analysis(ledger, analysis(58.1)).id, "need-660-2");
  const auto kept = need_analysis(ledger, first.id);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->figure("sex=M", "ks2-mathematics")->value, 58.0);
  EXPECT_EQ(kept->figure("sex=M", "ks2-mathematics")->group_name, (Text{"boys", "bechgyn"}));
  EXPECT_EQ(kept->figure("sex=F", "ks2-mathematics"), nullptr);
  EXPECT_EQ(organisation_of_need_analysis(ledger, first.id), "660");
  EXPECT_FALSE(organisation_of_need_analysis(ledger, "need-1-1"));
}

POTENSIAL_ON_BOTH_ENGINES(Submissions);

}  // namespace submission_store_test
}  // namespace potensial::store
