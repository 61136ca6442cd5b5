#include "store/finding_store.hpp"

#include <cmath>

#include "ledger/both_engines.hpp"
#include "store/finding_text.hpp"

namespace potensial::store {
namespace {

FindingRecord girls_who_care() {
  FindingRecord finding;
  finding.kind = FindingKind::separate;
  finding.conditions = {{"sex", "F", {"girls", "merched"}}, {"young-carer", "yes", {"young carers", "gofalwyr ifanc"}}};
  finding.indicator = "ks3-points";
  finding.scope = "W92000004";
  finding.years = {{2009}, {2010}};
  finding.learners = 1000;
  finding.gap = -0.1 / 3;
  finding.judged.previous.verdict = Verdict::low;
  finding.judged.previous.years = {{2010}};
  finding.by_year = {{{2009}, 400, 90, -0.2, -0.3, -0.1, true}};
  finding.replication = GapOfYear{{2008}, 300, 80, -0.15};
  finding.explains = {{{{"young-carer", "yes", {"young carers", "gofalwyr ifanc"}}}, 2000, -0.1}};
  finding.counts.searched = 1284;
  finding.loads = {3, 5};
  return finding;
}

constexpr std::chrono::sys_seconds noon{std::chrono::seconds{1262347200}};

class FindingStore : public tests::OnBothEngines {};

}  // namespace

TEST(FindingText, IsReadBackToTheLastBit) {
  const auto finding = girls_who_care();
  const auto back = finding_of(finding_text(finding));
  EXPECT_EQ(finding_text(back), finding_text(finding));
  EXPECT_EQ(back.gap, finding.gap);
  EXPECT_TRUE(std::isnan(back.own));
  EXPECT_EQ(back.conditions, finding.conditions);
  EXPECT_EQ(back.replication->year.summer, 2008);
  EXPECT_EQ(back.judged.previous.verdict, Verdict::low);
  EXPECT_EQ(back.explains[0].conditions[0].name.cy, "gofalwyr ifanc");
}

TEST_P(FindingStore, KeepsTheIdOfAFindingOverLaterRuns) {
  auto ledger = fresh_ledger();
  std::vector first{girls_who_care()};
  EXPECT_EQ(keep_findings(ledger, first, "officer", noon), 1u);
  EXPECT_EQ(first[0].id, "2010-0001");
  std::vector again{girls_who_care()};
  EXPECT_EQ(keep_findings(ledger, again, "officer", noon), 0u) << "the same again adds nothing";
  std::vector changed{girls_who_care(), girls_who_care()};
  changed[0].gap = -0.5;
  changed[1].conditions.pop_back();
  EXPECT_EQ(keep_findings(ledger, changed, "officer", noon), 2u);
  EXPECT_EQ(changed[0].id, "2010-0001");
  EXPECT_EQ(changed[1].id, "2010-0002");
  EXPECT_EQ(finding(ledger, "2010-0001")->gap, -0.5);
  EXPECT_FALSE(finding(ledger, "2010-0009"));
}

TEST_P(FindingStore, ListsByIndicatorAndScope) {
  auto ledger = fresh_ledger();
  std::vector both{girls_who_care(), girls_who_care()};
  both[1].scope = "674";
  keep_findings(ledger, both, "officer", noon);
  EXPECT_EQ(findings(ledger).size(), 2u);
  EXPECT_EQ(findings(ledger, "ks3-points", "674").size(), 1u);
  EXPECT_TRUE(findings(ledger, "ks2-points").empty());
}

TEST_P(FindingStore, KnowsWhereAFindingBelongsWithoutReadingIt) {
  auto ledger = fresh_ledger();
  std::vector one{girls_who_care()};
  one[0].scope = "674";
  keep_findings(ledger, one, "officer", noon);
  EXPECT_EQ(scope_of_finding(ledger, one[0].id), "674");
  EXPECT_FALSE(scope_of_finding(ledger, "2010-0009"));
}

POTENSIAL_ON_BOTH_ENGINES(FindingStore);

}  // namespace potensial::store
