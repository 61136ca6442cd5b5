#include "store/audit_log.hpp"

#include <soci/soci.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

AuditEntry seen(int minute) {
  return {std::chrono::sys_seconds(std::chrono::minutes(minute)), "Ann", "see-learner", "learner/" + std::to_string(minute % 3), ""};
}

// A ledger of ten entries, in whose tables somebody then writes.
struct Tampered {
  Ledger ledger = tests::OnBothEngines::fresh_ledger();
  std::vector<AuditHead> heads;

  explicit Tampered(std::initializer_list<const char*> statements = {}) {
    Transaction transaction(ledger);
    for (int minute = 1; minute <= 10; ++minute) heads.push_back(append_audit(ledger, seen(minute)));
    for (const auto* statement : statements) ledger.session() << statement;
    transaction.commit();
  }
  std::string found(std::span<const AuditHead> kept = {}) {
    const auto verified = verify_audit(ledger, kept);
    if (verified) return "whole";
    return verified.error().code + " " + verified.error().arguments.front().second;
  }
};

}  // namespace

class AuditLogSEC35 : public tests::OnBothEngines {};
class AuditLog : public tests::OnBothEngines {};

TEST_P(AuditLogSEC35, OfNothingAndOfTenEntriesIsWhole) {
  auto empty = fresh_ledger();
  EXPECT_EQ(verify_audit(empty)->number, 0);
  Tampered untouched;
  const auto head = verify_audit(untouched.ledger).value();
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
    EXPECT_EQ(Tampered({statement}).found(), "audit.changed 4") << statement;
  EXPECT_EQ(Tampered({"UPDATE audit_entry SET actor = 'An', operation = 'nsee-learner' WHERE number = 4"}).found(), "audit.changed 4");
}

TEST_P(AuditLogSEC35, NamesTheEntryThatWasDeletedInsertedOrMoved) {
  EXPECT_EQ(Tampered({"DELETE FROM audit_entry WHERE number = 4"}).found(), "audit.missing 4");
  EXPECT_EQ(Tampered({"DELETE FROM audit_entry WHERE number = 4", "UPDATE audit_entry SET number = 4 WHERE number = 5",
                      "UPDATE audit_entry SET number = 5 WHERE number = 6", "UPDATE audit_entry SET number = 6 WHERE number = 7"})
                .found(), "audit.changed 4");
  EXPECT_EQ(Tampered({"UPDATE audit_entry SET number = 99 WHERE number = 4", "UPDATE audit_entry SET number = 4 WHERE number = 5",
                      "UPDATE audit_entry SET number = 5 WHERE number = 99"}).found(), "audit.changed 4");
  EXPECT_EQ(Tampered({"INSERT INTO audit_entry SELECT 11, at, 'Bob', operation, object, reason, hash FROM audit_entry WHERE number = 10"}).found(),
            "audit.changed 11");
}

TEST_P(AuditLogSEC35, TellsWhenTheEndWasCut) {
  EXPECT_EQ(Tampered({"DELETE FROM audit_entry WHERE number > 7"}).found(), "audit.cut 8");
  Tampered with_its_head({"DELETE FROM audit_entry WHERE number > 7",
                          "UPDATE audit_head SET number = 7, hash = (SELECT hash FROM audit_entry WHERE number = 7)"});
  EXPECT_EQ(with_its_head.found(), "whole") << "nothing in the ledger tells";
  EXPECT_EQ(with_its_head.found(with_its_head.heads), "audit.cut 8") << "a head kept elsewhere does";
}

TEST_P(AuditLogSEC35, TellsByAHeadKeptElsewhereThatAllWasRewritten) {
  Tampered kept, rewritten;
  auto other = fresh_ledger();
  for (int minute = 1; minute <= 10; ++minute) append_audit(other, seen(minute == 6 ? 7 : minute));
  EXPECT_TRUE(verify_audit(other));
  EXPECT_EQ(verify_audit(other, std::span(kept.heads).subspan(7, 1)).error().code, "audit.other-head");
  EXPECT_TRUE(verify_audit(other, std::span(kept.heads).subspan(2, 1))) << "up to there it is the same";
}

TEST_P(AuditLog, ListsTheNewestOfAllOrOfOneObject) {
  Tampered log;
  const auto newest = audit_lines(log.ledger, "", 3);
  ASSERT_EQ(newest.size(), 3u);
  EXPECT_EQ(newest.front().number, 8);
  EXPECT_EQ(newest.back().number, 10);
  EXPECT_EQ(newest.back().entry.actor, "Ann");
  EXPECT_EQ(newest.back().entry.at, std::chrono::sys_seconds(std::chrono::minutes(10)));
  const auto of_one = audit_lines(log.ledger, "learner/0", 10);
  ASSERT_EQ(of_one.size(), 3u);
  EXPECT_EQ(of_one.front().number, 3);
}

TEST_P(AuditLog, IsRolledBackWithTheOperationThatItTells) {
  auto ledger = fresh_ledger();
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
