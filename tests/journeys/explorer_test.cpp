// The group explorer: a search as its reader asks for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <thread>

#include "journeys/site_home.hpp"
#include "store/finding_store.hpp"

namespace potensial::tests {
namespace explorer {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-data-officer", "680", "improvement"); }
const std::string usual = "/en/groups?indicator=ks2-points&scope=680";

// "2,184 combinations searched, 611 large enough, 7 findings."
struct Counted {
  int searched = -1, large = -1;
};
Counted counted(const std::string& text) {
  static const std::regex key("([0-9,]+) combinations? searched, ([0-9,]+) large");
  std::smatch found;
  if (!std::regex_search(text, found, key)) return {};
  const auto number = [](std::string digits) { return std::stoi(std::regex_replace(digits, std::regex(","), "")); };
  return {number(found[1]), number(found[2])};
}

TEST(Explorer, AnOfficerFindsTheFormFromTheAuthorityInBothLanguages) {
  const auto cookies = officer();
  EXPECT_THAT(links_of(home().get_page("/en/authority/680", cookies).body), Contains("/en/groups?scope=680"));
  for (const char* address : {"/en/groups", "/cy/grwpiau"}) {
    const auto page = home().get_ready(address, cookies);
    EXPECT_EQ(page.status, 200u);
    EXPECT_THAT(page.body, AllOf(HasSubstr(address[1] == 'e' ? "href=\"/en/authority/680\"" : "href=\"/cy/awdurdod/680\""),HasSubstr("method=\"get\""), HasSubstr("<option value=\"ks2-points\" selected>"), HasSubstr("<option value=\"680\" selected>"),
                                 Not(HasSubstr("<option value=\"681\"")), Not(HasSubstr("<option value=\"W92000004\""))));
  }
}

TEST(Explorer, ASearchSaysHowManyWereSearchedAndLeadsToTheFindingsThatAreKept) {
  const auto page = home().get_ready(usual, officer());
  ASSERT_EQ(page.status, 200u);
  EXPECT_GT(counted(page.body).large, 0);
  EXPECT_GT(counted(page.body).searched, counted(page.body).large);
  EXPECT_THAT(page.body, AllOf(HasSubstr("id=\"not-searched\""), HasSubstr("<svg class=\"pt-chart\"")));
  const auto kept = store::findings(home().ledger(), "ks2-points", "680");
  ASSERT_FALSE(kept.empty());
  EXPECT_THAT(links_of(page.body), Contains("/en/finding/" + kept.front().id));
}

TEST(Explorer, NothingIsKeptOfASearch) {
  const auto before = store::findings(home().ledger()).size();
  home().get_ready(usual + "&least=100", officer());
  EXPECT_EQ(store::findings(home().ledger()).size(), before);
}

TEST(Explorer, FewerCharacteristicsAndLargerGroupsAreFewerSearched) {
  const auto cookies = officer();
  const auto all = counted(home().get_ready(usual, cookies).body), two = counted(home().get_ready(usual + "&characteristic-1=sex&characteristic-2=fsm", cookies).body);
  const auto large = counted(home().get_ready(usual + "&least=200", cookies).body);
  EXPECT_GT(two.searched, 0);
  EXPECT_LT(two.searched, 20);
  EXPECT_LT(two.searched, all.searched);
  EXPECT_EQ(large.searched, all.searched);
  EXPECT_LT(large.large, all.large);
}

TEST(Explorer, TheOtherLanguageKeepsWhatWasAsked) {
  const auto page = home().get_ready(usual + "&characteristic-1=sex&from=2008&to=2010", officer());
  EXPECT_THAT(page.body, HasSubstr("hreflang=\"cy\" href=\"/cy/grwpiau?characteristic-1=sex&amp;from=2008&amp;indicator=ks2-points&amp;scope=680&amp;to=2010\""));
  EXPECT_THAT(page.body, HasSubstr("<option value=\"sex\" selected>"));
}

TEST(Explorer, WhatCannotBeSearchedIsSaidWithAReason) {
  const auto cookies = officer();
  EXPECT_EQ(home().get_ready(usual + "&characteristic-1=shoes", cookies).status, 422u);
  EXPECT_EQ(home().get_ready(usual + "&least=many", cookies).status, 422u);
  EXPECT_EQ(home().get_ready(usual + "&from=2010&to=2008", cookies).status, 422u);
  EXPECT_EQ(home().get_ready("/en/groups?indicator=ks9-magic&scope=680", cookies).status, 422u);
}

// "3 other pages come before this one."
int pages_before(const app::HttpResponse& page) {
  static const std::regex said("([0-9]+|One) other page");
  std::smatch found;
  if (!std::regex_search(page.body, found, said)) return 0;
  return found[1] == "One" ? 1 : std::stoi(found[1]);
}

// Many at once, so that the last ones wait: each says how far it is, and leads to its stop.
TEST(Explorer, OneThatTakesLongSaysHowFarItIsAndIsStopped) {
  const auto cookies = officer(), other = home().signed_in("authority-data-officer", "681", "improvement");
  std::vector<std::string> asked;
  for (int least = 31; least < 43; ++least) asked.push_back("indicator=ks2-points&scope=680&least=" + std::to_string(least));
  std::vector<app::HttpResponse> answers(asked.size());
  {
    std::vector<std::jthread> readers;
    for (std::size_t i = 0; i < asked.size(); ++i) readers.emplace_back([&, i] { answers[i] = home().get_page("/en/groups?" + asked[i], cookies); });
  }
  const auto waits = std::ranges::max_element(answers, {}, pages_before);
  ASSERT_GT(pages_before(*waits), 0) << "twelve searches took less than a second";
  EXPECT_EQ(waits->status, 503u);
  EXPECT_EQ(header(*waits, "Refresh"), "2");
  EXPECT_THAT(waits->body, AllOf(HasSubstr("Asked for a moment ago"), HasSubstr("action=\"/en/stop-exploring\""), HasSubstr("Stop this search"), HasSubstr("/cy/grwpiau?")));
  const auto& form = asked[static_cast<std::size_t>(waits - answers.begin())];
  EXPECT_EQ(home().post("/en/stop-exploring", form, other).status, 404u);
  const auto stopped = home().post("/cy/atal-chwilio", form, cookies);
  ASSERT_EQ(stopped.status, 303u);
  ASSERT_THAT(header(stopped, "Location"), HasSubstr("stopped=yes"));
  const auto page = home().get_page(header(stopped, "Location"), cookies);
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Ataliwyd y chwiliad"), HasSubstr("<option value=\"ks2-points\" selected>")));
  EXPECT_THAT(home().get_page("/en/groups?" + form, cookies).body, HasSubstr("was stopped just now"));
  for (const auto& each : asked) home().post("/en/stop-exploring", each, cookies);
}

TEST(Explorer, NobodySearchesWhereTheyMayNot) {
  const auto head = home().signed_in("headteacher", home().schools().front(), "improvement");
  EXPECT_EQ(home().get_page("/en/groups", head).status, 404u);
  EXPECT_EQ(home().get_page(usual, head).status, 404u);
  EXPECT_EQ(home().get_page("/en/groups?indicator=ks2-points&scope=W92000004", officer()).status, 404u);
  EXPECT_EQ(home().get_page("/en/groups?indicator=ks2-points&scope=681", officer()).status, 404u);
  EXPECT_EQ(home().get_page(usual).status, 303u);
}

}  // namespace explorer
}  // namespace potensial::tests
