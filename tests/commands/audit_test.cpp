// What a person does and sees stands in the audit log, and the log shows when somebody changed it (SEC-35).
#include <gmock/gmock.h>
#include <soci/soci.h>

#include <algorithm>
#include <cctype>
#include <regex>

#include "commands/command_line.hpp"
#include "commands/two_records.hpp"
#include "store/ledger.hpp"

namespace potensial::tests {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class AuditSEC35 : public CommandLine {
 protected:
  // Two records that may be one child; merged by Ann.
  void SetUp() override {
    write_two_records(folder());
    ASSERT_EQ(run({"--as", "Ann", "import", (folder() / "census").string()}).status, 0);
    const auto offered = run({"--as", "Bob", "records"}).out;
    learner = record_in(offered, 1);
    ASSERT_EQ(run({"--as", "Ann", "records", "merge", record_in(offered, 0), learner, "--reason", "moved house"}).status, 0);
  }

  void tamper(const char* sql) const {
    auto ledger = store::Ledger::open(folder() / "home/ledger.sqlite").value();
    ledger.session() << sql;
  }

  std::string learner;
};

TEST_F(AuditSEC35, TellsWhoDidAndSawWhatAndWhy) {
  const auto log = run({"audit"}).out;
  EXPECT_THAT(log, AllOf(HasSubstr("Ann imported load/1"), HasSubstr("Ann imported load/2"), HasSubstr("Bob saw the list of records"),
                         HasSubstr("Ann merged records learner/" + learner), HasSubstr("moved house")));
  EXPECT_THAT(log, AllOf(Not(HasSubstr("Prys")), Not(HasSubstr("A680280104526")))) << "nobody is named";
  auto capitals = learner;
  std::ranges::transform(capitals, capitals.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto page = run({"--as", "Cai", "learner", capitals});
  EXPECT_THAT(page.out, HasSubstr("Anna")) << page.err;
  EXPECT_THAT(run({"audit", "--object", "learner/" + learner}).out, AllOf(HasSubstr("Cai saw a learner"), HasSubstr("Ann merged"), Not(HasSubstr("imported"))));
  ASSERT_EQ(run({"--as", "Cai", "report", "completeness", "--out", (folder() / "page.txt").string()}).status, 0);
  EXPECT_THAT(run({"audit", "--last", "1"}).out, HasSubstr("Cai wrote a file completeness"));
}

TEST_F(AuditSEC35, OfARefusedDecisionTellsNothing) {
  EXPECT_NE(run({"--as", "Dee", "records", "undo", "7", "--reason", "why not"}).status, 0);
  EXPECT_THAT(run({"audit"}).out, Not(HasSubstr("Dee")));
}

TEST_F(AuditSEC35, ShowsWhetherItWasChanged) {
  const auto whole = run({"audit", "verify"});
  ASSERT_EQ(whole.status, 0) << whole.err;
  static const std::regex printed("--head ([0-9]+:[0-9a-f]{64})");
  std::smatch head;
  ASSERT_TRUE(std::regex_search(whole.out, head, printed)) << whole.out;
  EXPECT_EQ(run({"audit", "verify", "--head", head[1]}).status, 0);
  EXPECT_THAT(run({"audit", "verify", "--head", "4:abc"}).err, HasSubstr("4:abc is no head"));

  tamper("UPDATE audit_entry SET actor = 'Bob' WHERE number = 2");
  const auto changed = run({"audit", "verify"});
  EXPECT_EQ(changed.status, 1);
  EXPECT_THAT(changed.err, HasSubstr("Entry 2 of the audit log is not as it was written"));
}

}  // namespace potensial::tests
