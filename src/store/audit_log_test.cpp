#include "store/audit_log.hpp"

#include <soci/soci.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

AuditEntry seen(int minute) {
  return {std::chrono::sys_seconds(std::chrono::minutes(minute)), "Ann", "see-learner", "learner/" + std::to_string(minute % 3), ""};
}

// Ten entries, in whose tables somebody then writes; gone again when it goes out of scope.
class Tampered {
 public:
  explicit Tampered(Ledger& ledger, std::initializer_list<const char*> statements = {}) : ledger_(ledger), transaction_(ledger) {
    for (int minute = 1; minute <= 10; ++minute) heads.push_back(append_audit(ledger, seen(minute)));
    for (const auto* statement : statements) ledger.session() << statement;
  }
  std::string found(std::span<const AuditHead> kept = {}) {
    const auto verified = verify_audit(ledger_, kept);
    if (verified) return "whole";
    return verified.error().code + " " + verified.error().arguments.front().second;
  }
  std::vector<AuditHead> heads;

 private:
  Ledger& ledger_;
  Transaction transaction_;
};

}  // namespace

class AuditLogSEC35 : public tests::OnBothEngines {
 protected:
  std::string found_after(std::initializer_list<const char*> statements) { return Tampered(ledger, statements).found(); }
  Ledger ledger = fresh_ledger();
};
class AuditLog : public AuditLogSEC35 {};

TEST_P(AuditLogSEC35, OfNothingAndOfTenEntriesIsWhole) {
  EXPECT_EQ(verify_audit(ledger)->number, 0);
  Tampered untouched(ledger);
  const auto head = verify_audit(ledger).value();
  EXPECT_EQ(head.number, 10);
  EXPECT_EQ(head.hash, untouched.heads.back().hash);
  EXPECT_EQ(head.at, std::chrono::sys_seconds(std::chrono::minutes(10)));
  EXPECT_EQ(untouched.found(untouched.heads), "whole");
}

TEST_P(AuditLogSEC35, NamesTheEntryThatWasChanged) {
  for (const auto* statement : {"UPDATE audit_entry SET actor = 'Bob' WHERE number = 4", "UPDATE audit_entry SET reason = ' ' WHERE number = 4",
                                "UPDATE audit_entry SET at = '2010-01-01T00:00:00Z' WHERE number = 4",
                                "UPDATE audit_entry SET object = 'learner/9' WHERE number = 4",
                                "UPDATE audit_entry SET hash = '' WHERE number = 4"})
    EXPECT_EQ(found_after({statement}), "audit.changed 4") << statement;
  EXPECT_EQ(found_after({"UPDATE audit_entry SET actor = 'An', operation = 'nsee-learner' WHERE number = 4"}), "audit.changed 4");
}

TEST_P(AuditLogSEC35, NamesTheEntryThatWasDeletedInsertedOrMoved) {
  EXPECT_EQ(found_after({"DELETE FROM audit_entry WHERE number = 4"}), "audit.missing 4");
  EXPECT_EQ(found_after({"DELETE FROM audit_entry WHERE number = 4", "UPDATE audit_entry SET number = 4 WHERE number = 5",
                         "UPDATE audit_entry SET number = 5 WHERE number = 6", "UPDATE audit_entry SET number = 6 WHERE number = 7"}),
            "audit.changed 4");
  EXPECT_EQ(found_after({"UPDATE audit_entry SET number = 99 WHERE number = 4", "UPDATE audit_entry SET number = 4 WHERE number = 5",
                         "UPDATE audit_entry SET number = 5 WHERE number = 99"}),
            "audit.changed 4");
  EXPECT_EQ(found_after({"INSERT INTO audit_entry SELECT 11, at, 'Bob', operation, object, reason, hash FROM audit_entry WHERE number = 10"}),
            "audit.changed 11");
}

TEST_P(AuditLogSEC35, TellsWhenTheEndWasCut) {
  EXPECT_EQ(found_after({"DELETE FROM audit_entry WHERE number > 7"}), "audit.cut 8");
  Tampered with_its_head(ledger, {"DELETE FROM audit_entry WHERE number > 7",
                                  "UPDATE audit_head SET number = 7, hash = (SELECT hash FROM audit_entry WHERE number = 7)"});
  EXPECT_EQ(with_its_head.found(), "whole") << "nothing in the ledger tells";
  EXPECT_EQ(with_its_head.found(with_its_head.heads), "audit.cut 8") << "a head kept elsewhere does";
}

TEST_P(AuditLogSEC35, TellsByAHeadKeptElsewhereThatAllWasRewritten) {
  const auto kept = Tampered(ledger).heads;
  for (int minute = 1; minute <= 10; ++minute) append_audit(ledger, seen(minute == 6 ? 7 : minute));
  EXPECT_TRUE(verify_audit(ledger));
  EXPECT_EQ(verify_audit(ledger, std::span(kept).subspan(7, 1)).error().code, "audit.other-head");
  EXPECT_TRUE(verify_audit(ledger, std::span(kept).subspan(2, 1))) << "up to there it is the same";
}

TEST_P(AuditLog, ListsTheNewestOfAllOrOfOneObject) {
  const Tampered log(ledger);
  const auto newest = audit_lines(ledger, "", 3);
  ASSERT_EQ(newest.size(), 3u);
  EXPECT_EQ(newest.front().number, 8);
  EXPECT_EQ(newest.back().number, 10);
  EXPECT_EQ(newest.back().entry.actor, "Ann");
  EXPECT_EQ(newest.back().entry.at, std::chrono::sys_seconds(std::chrono::minutes(10)));
  const auto of_one = audit_lines(ledger, "learner/0", 10);
  ASSERT_EQ(of_one.size(), 3u);
  EXPECT_EQ(of_one.front().number, 3);
}

TEST_P(AuditLog, IsRolledBackWithTheOperationThatItTells) {
  {
    Transaction transaction(ledger);
    append_audit(ledger, seen(1));
  }
  EXPECT_TRUE(audit_lines(ledger, "", 10).empty());
  EXPECT_EQ(verify_audit(ledger)->number, 0);
}

POTENSIAL_ON_BOTH_ENGINES(AuditLogSEC35);
POTENSIAL_ON_BOTH_ENGINES(AuditLog);

}  // namespace potensial::store
