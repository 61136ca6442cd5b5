#include "service/kept_answers.hpp"

#include <gtest/gtest.h>

#include "service/operations.hpp"

namespace potensial::service {
namespace kept_answers_cases {

using namespace std::chrono_literals;

const std::chrono::sys_seconds sent{std::chrono::sys_days{std::chrono::year{2010} / 3 / 1}};

class KeptAnswers : public testing::Test {
 protected:
  Question question(std::chrono::sys_seconds at) const {
    return {.operation = operation_at("invite-person", Effect::changes), .person = &ann, .values = {{"name", "Bob"}, {"key", "one"}}, .at = at};
  }

  store::Ledger ledger = store::Ledger::in_memory().value();
  Person ann{.id = PersonId{1}, .name = "Ann", .mail = "ann@e.invalid", .roles = {}}, eve{.id = PersonId{2}, .name = "Eve", .mail = "eve@e.invalid", .roles = {}};
};

TEST_F(KeptAnswers, Rel5StandForSevenDaysAndNoLonger) {
  keep_answer(ledger, question(sent), {"person", "7", ""});
  EXPECT_EQ(kept_answer(ledger, question(sent + std::chrono::days(7) - 1s)).value().id, "7");
  EXPECT_FALSE(kept_answer(ledger, question(sent + std::chrono::days(7) + 1s)));
}

TEST_F(KeptAnswers, Rel5AreTheSendersOwnAndOfWhatWasSent) {
  keep_answer(ledger, question(sent), {"person", "7", ""});
  auto other = question(sent);
  other.person = &eve;
  EXPECT_FALSE(kept_answer(ledger, other)) << "of another person";
  other = question(sent);
  other.values["name"] = "Bobby";
  EXPECT_FALSE(kept_answer(ledger, other)) << "of something else";
  other = question(sent);
  other.operation = operation_at("search", Effect::changes);
  EXPECT_FALSE(kept_answer(ledger, other)) << "of another operation";
  other = question(sent);
  other.values.erase("key");
  EXPECT_FALSE(kept_answer(ledger, other)) << "without a key";
}

}  // namespace kept_answers_cases
}  // namespace potensial::service
