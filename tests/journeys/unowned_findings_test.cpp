// Findings that nobody owns (GRP-10): on the page of the authority, on the home page of its data officer and, of a school that
// is among those furthest behind, on that of its head.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <soci/soci.h>

#include "insight/finding_search.hpp"
#include "journeys/site_home.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"

namespace potensial::tests {
namespace unowned_journey {

using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }

const std::string authority = "680", table = "id=\"unowned-680\"";

std::string officer(const std::string& purpose = "improvement") { return home().signed_in("authority-data-officer", authority, purpose); }

// As if it had been found on that day.
void open_on(const std::string& finding, const std::string& day) {
  const std::string at = day + "T09:00:00Z";
  home().ledger().session() << "UPDATE finding SET opened_at = :a WHERE id = :i", soci::use(at), soci::use(finding);
}

// Findings that fall short, name schools and were decided by nobody; other journeys decide about the first and the last of all.
std::vector<FindingRecord> undecided() {
  const auto all = store::findings(home().ledger(), "", authority);
  std::vector<FindingRecord> found;
  for (auto& each : insight::groups_of(all).findings)
    if (each.id != all.front().id && each.id != all.back().id && !each.furthest.empty() && store::decisions_about(home().ledger(), each.id).empty())
      found.push_back(std::move(each));
  return found;
}

// What stands in the table: from its heading to the end of its rows, or to the next heading where it has none.
std::string listed(const std::string& page, const std::string& heading) {
  const auto begin = page.find(heading);
  if (begin == std::string::npos) return {};
  return page.substr(begin, std::min(page.find("</table>", begin), page.find("<h", begin)) - begin);
}

std::string link_to(const FindingRecord& finding) { return "/en/finding/" + finding.id; }

TEST(UnownedFindings, StandWithTheAuthorityAfterTheDaysOfTheRule) {
  const auto finding = undecided().at(0);
  const auto cookies = officer();
  open_on(finding.id, "2010-11-08");
  EXPECT_THAT(listed(home().get_page("/en/home", cookies).body, table), Not(HasSubstr(link_to(finding)))) << "on the fourteenth day it still has time";
  open_on(finding.id, "2010-11-07");
  for (const char* address : {"/en/home", "/en/authority/680"}) {
    const auto rows = listed(home().get_page(address, cookies).body, table);
    EXPECT_THAT(rows, HasSubstr(link_to(finding))) << address;
    EXPECT_THAT(rows, HasSubstr("7 November 2010")) << address;
    EXPECT_THAT(rows, HasSubstr("/en/school/" + finding.furthest.front().school)) << address;
  }
  EXPECT_THAT(home().get_page("/cy/hafan", cookies).body, HasSubstr("Canfyddiadau heb neb yn gyfrifol amdanynt"));
}

TEST(UnownedFindings, WhereNoneWaitsTheHomePageSaysSoAndTheAuthoritysBeginsWithItsAnswer) {
  for (const auto& each : store::findings(home().ledger(), "", authority)) open_on(each.id, "2010-11-08");
  const auto cookies = officer();
  const char* none = "No finding has been without an owner";
  EXPECT_THAT(home().get_page("/en/home", cookies).body, HasSubstr(none));
  const auto page = home().get_page("/en/authority/680", cookies).body;
  EXPECT_THAT(page, Not(HasSubstr(none)));
  EXPECT_THAT(page, Not(HasSubstr(table)));
}

TEST(UnownedFindings, TheOldestStandsFirst) {
  const auto first = undecided().at(0), second = undecided().at(1);
  open_on(first.id, "2010-10-20");
  open_on(second.id, "2010-10-01");
  const auto rows = listed(home().get_page("/en/home", officer()).body, table);
  EXPECT_LT(rows.find(link_to(second)), rows.find(link_to(first)));
}

TEST(UnownedFindings, LeaveWhenSomebodyOwnsThem) {
  const auto finding = undecided().back();
  const auto cookies = officer();
  open_on(finding.id, "2010-10-01");
  ASSERT_THAT(listed(home().get_page("/en/authority/680", cookies).body, table), HasSubstr(link_to(finding)));
  ASSERT_EQ(home().post("/en/decide-finding/" + finding.id, "verdict=watch&reason=We+look+again+in+spring&version=0", cookies).status, 303u);
  EXPECT_THAT(listed(home().get_page("/en/authority/680", cookies).body, table), HasSubstr(link_to(finding))) << "watched by nobody";
  ASSERT_EQ(home().post("/en/decide-finding/" + finding.id, "verdict=act&reason=Plain&owner=School+adviser&due=2011-03-01&version=1", cookies).status, 303u);
  for (const char* address : {"/en/authority/680", "/en/home"})
    EXPECT_THAT(listed(home().get_page(address, cookies).body, table), Not(HasSubstr(link_to(finding)))) << address;
}

TEST(UnownedFindings, OfASchoolStandOnItsHeadsHomePage) {
  const auto finding = undecided().at(1);
  open_on(finding.id, "2010-10-01");
  const auto school = finding.furthest.front().school;
  const auto of = [&](const std::string& one) {
    return listed(home().get_page("/en/home", home().signed_in("headteacher", one, "improvement")).body, "id=\"unowned-" + one + "\"");
  };
  EXPECT_THAT(of(school), HasSubstr("/en/learners/" + school + "?indicator=" + finding.indicator)) << "its own learners, not the finding of the authority";
  EXPECT_THAT(of(school), HasSubstr("1 October 2010"));
  for (const auto& other : home().schools())
    if (std::ranges::find(finding.furthest, other, &SchoolOfFinding::school) == finding.furthest.end()) {
      EXPECT_THAT(of(other), Not(HasSubstr(finding.indicator + "&group"))) << other;
      return;
    }
}

TEST(UnownedFindings, AreNoTaskOfWhoeverCannotDecide) {
  open_on(undecided().at(0).id, "2010-10-01");
  EXPECT_THAT(home().get_page("/en/home", officer("attendance")).body, Not(HasSubstr(table)));
  EXPECT_THAT(home().get_page("/en/home", home().signed_in("elected-member", authority, "")).body, Not(HasSubstr("unowned")));
}

}  // namespace unowned_journey
}  // namespace potensial::tests
