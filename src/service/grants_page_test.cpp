#include "service/grants_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page_words.hpp"

namespace potensial::service {
namespace grants_page_test {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

GrantRecord grant(const std::string& recipient, const std::string& programme, std::int64_t pence, Date day = Date(2007, 4, 2)) {
  return {.id = recipient + programme, .title = "t", .description = "d", .awarded = {pence}, .award_date = day, .recipient = {recipient, "Name of " + recipient}, .funder = {"f", "F"}, .programme = programme};
}

std::string said(const exchange::GrantsFile& file, Language language = Language::en) { return tests::page_words(grants_page(file, "a.json").value(), language); }

TEST(GrantsPage, AddsUpByProgrammeAndRecipientToThePenny) {
  const auto text = said({{grant("A", "Music", 1001), grant("B", "Music", 2), grant("A", "Art", 3000, Date(2009, 1, 5)), grant("C", "", 997)}, {}});
  EXPECT_THAT(text, HasSubstr("4 grants to 3 recipients: £50.00 in all."));
  EXPECT_THAT(text, HasSubstr("The smallest is £0.02, the largest £30.00. The first was awarded on 2 April 2007, the last on 5 January 2009."));
  EXPECT_THAT(text, AllOf(HasSubstr("Art £30.00 60.0% 1"), HasSubstr("Music £10.03 20.1% 2"), HasSubstr("no programme named £9.97 19.9% 1")));
  EXPECT_THAT(text, HasSubstr("Name of A £40.01 80.0% 2"));
}

TEST(GrantsPage, TellsWhatWasNotCountedAndWhy) {
  const exchange::GrantsFile file{{grant("A", "Music", 100)}, {{Blame::file, "grants.other-currency", {{"row", "2"}, {"currency", "EUR"}}}}};
  EXPECT_THAT(said(file), AllOf(HasSubstr("1 grant has something wrong and is not counted:"), HasSubstr("Grant 2 is in EUR.")));
  EXPECT_THAT(said(file, Language::cy), HasSubstr("Mae grant 2 mewn EUR."));
  EXPECT_THAT(said({{}, file.problems}), HasSubstr("No grant could be read."));
}

TEST(GrantsPage, ShowsTheLargestRecipientsAndTheOthersAsOne) {
  exchange::GrantsFile file;
  for (int i = 1; i <= 23; ++i) file.grants.push_back(grant("R" + std::to_string(i), "P", i * 100));
  const auto text = said(file);  // the others: 1 + 2 + 3 pounds of 276
  EXPECT_THAT(text, AllOf(HasSubstr("Name of R4 £4.00"), Not(HasSubstr("Name of R3 ")), HasSubstr("3 others £6.00 2.2% 3")));
}

TEST(GrantsPage, RefusesATotalThatCannotBeHeld) {
  const exchange::GrantsFile file{{grant("A", "P", std::int64_t{1} << 62), grant("B", "P", std::int64_t{1} << 62)}, {}};
  EXPECT_EQ(grants_page(file, "a.json").error().code, "money.too-large");
}

}  // namespace grants_page_test
}  // namespace potensial::service
