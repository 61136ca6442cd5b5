#include "store/contact_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

ContactRequest asked(const std::string& from, const std::string& to) {
  return {.from = from, .to = to, .indicator = "ks2-points", .learners = "fsm:yes", .words = "How do you teach reading?", .actor = "somebody",
          .at = std::chrono::sys_days(std::chrono::January / 5 / 2011)};
}

class ContactStore : public tests::OnBothEngines {};

TEST_P(ContactStore, BothSchoolsFindItNewestFirst) {
  auto ledger = fresh_ledger();
  const auto first = add_contact(ledger, asked("6802801", "6812001"));
  const auto second = add_contact(ledger, asked("6812001", "6802801"));
  add_contact(ledger, asked("6812001", "6812002"));
  const auto of_first = contacts_of(ledger, "6802801");
  ASSERT_EQ(of_first.size(), 2u);
  EXPECT_EQ(of_first.front().id, second);
  EXPECT_EQ(of_first.back().id, first);
  EXPECT_EQ(of_first.back().learners, "fsm:yes");
  EXPECT_TRUE(contacts_of(ledger, "6812009").empty());
}

TEST_P(ContactStore, IsAnsweredOnce) {
  auto ledger = fresh_ledger();
  auto request = asked("6802801", "6812001");
  request.id = add_contact(ledger, request);
  request.answer = "yes";
  request.answer_words = "Come in May.";
  request.answered_by = "another";
  request.answered_at = std::chrono::sys_days(std::chrono::January / 9 / 2011);
  EXPECT_TRUE(answer_contact(ledger, request));
  request.answer = "no";
  EXPECT_EQ(answer_contact(ledger, request).error().code, "operation.stale");
  EXPECT_EQ(contact(ledger, request.id)->answer, "yes");
  EXPECT_EQ(contact(ledger, request.id)->answered_at, request.answered_at);
  EXPECT_FALSE(contact(ledger, 99));
}

POTENSIAL_ON_BOTH_ENGINES(ContactStore);

}  // namespace
}  // namespace potensial::store
