// What an officer reads on the page of spend once the spend of earlier years is loaded: what is left of the money of the year.
#include <gmock/gmock.h>

#include "command_line.hpp"
#include "store/award_store.hpp"
#include "store/person_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::tests {
namespace history_page_cases {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class HistoryPages : public CommandLine {
 protected:
  void SetUp() override {
    ASSERT_EQ(run({"synthesise", "--authorities", "1", "--learners", "2000", "--years", "3", "--seed", "1", "--without-faults", "--out", files().string()}).status, 0);
    ASSERT_LE(run({"import", (files() / "organisations").string()}).status, 1);
    EXPECT_EQ(run({"import-money", (files() / "money").string()}).status, 1) << "some costs are refused";
  }

  fs::path files() const { return folder() / "files"; }
  store::Ledger ledger() const { return std::move(store::Ledger::open(folder() / "home/ledger.sqlite").value()); }
  void add(const std::string& mail, const std::string& role, const std::string& organisation, const std::string& purpose) const {
    auto opened = ledger();
    store::Transaction transaction(opened);
    const auto id = store::add_person(opened, {.id = {}, .name = "Person of " + role, .mail = mail, .roles = {}}).value();
    store::give_role(opened, id, {.role = role, .organisation = organisation, .purpose = purpose, .from = Date(2009, 9, 1), .until = {}});
    transaction.commit();
  }
};

TEST_F(HistoryPages, Mon03WhatIsLeftOfAYearIsSaidToItsOfficer) {
  add("officer@e.invalid", "authority-grants-officer", "680", "");
  auto opened = ledger();
  std::int64_t plan = 0, paid = 0;
  for (const auto& award : store::awards_of(opened, "680", FinancialYear{2009}))
    for (const auto& [line, money] : store::money_of(opened, award.id)) plan += money.plan.count, paid += money.actual.count;
  EXPECT_GT(double(plan - paid) / double(plan), 0.2) << "much is left in the year of a single authority";
  const auto page = run({"--as", "officer@e.invalid", "see", "spend", "680", "year=2009-10"});
  EXPECT_THAT(page.out, HasSubstr(text(Pence{plan - paid})));
  EXPECT_THAT(page.out, HasSubstr(text(Pence{plan})));
}

// Plans and bids of those years name components of a language, which no page shows: their outcomes waited for results for ever.
TEST_F(HistoryPages, OutcomesThatNoPageShowsAreFollowedToo) {
  EXPECT_LE(run({"import", files().string()}).status, 1);
  add("officer@e.invalid", "authority-grants-officer", "680", "");
  const auto page = run({"--as", "officer@e.invalid", "see", "outcomes", "680"});
  EXPECT_THAT(page.out, HasSubstr("outcomes with results"));
  EXPECT_THAT(page.out, Not(AnyOf(HasSubstr("no longer counted"), HasSubstr("no results of that year yet"))));
}

}  // namespace history_page_cases
}  // namespace potensial::tests
