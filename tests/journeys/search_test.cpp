// Searching by name: what may be seen anyway is found, and nothing tells of anything else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "journeys/site_home.hpp"
#include "store/audit_log.hpp"
#include "store/finding_store.hpp"
#include "store/identity_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::tests {
namespace search_journey {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string own_school() { return home().schools().front(); }
std::string other_school() { return home().schools().back(); }
std::string head() { return home().signed_in("headteacher", own_school(), "improvement"); }

std::string encoded(const std::string& text) {
  static const char digits[] = "0123456789ABCDEF";
  std::string code;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    code += '%';
    code += digits[byte >> 4];
    code += digits[byte & 15];
  }
  return code;
}

app::HttpResponse sought(const std::string& typed, const std::string& cookies, const std::string& address = "/en/search") {
  return home().post(address, "q=" + encoded(typed) + "&page=search%2F", cookies);
}

std::vector<std::string> found(const std::string& typed, const std::string& cookies) { return links_of(sought(typed, cookies).body); }

struct Learner {
  std::string id;
  store::LearnerIdentity identity;
  std::string upn;
};

Learner learner_of(const std::string& school) {
  const auto id = home().learner_of(school);
  const auto known = *learner_id(id);
  return {id, *store::learner_identity(home().ledger(), known), store::upns_of(home().ledger(), known).front().upn};
}

// What is said of a search, but for the words that were typed and the keys of forms.
std::string said(const std::string& typed, const std::string& cookies) {
  auto body = std::regex_replace(sought(typed, cookies).body, std::regex("name=\"key\" value=\"[^\"]*\""), "");
  for (auto at = body.find(typed); at != std::string::npos; at = body.find(typed)) body.erase(at, typed.size());
  return body;
}

TEST(Search, EveryPageHasABoxThatSendsWhatIsTypedUnseen) {
  for (const auto& [address, cookies] : {std::pair<std::string, std::string>{"/en/front", ""}, {"/en/home", head()}, {"/cy/ysgol/" + own_school(), head()}}) {
    const auto page = home().get_page(address, cookies).body;
    const auto action = address.starts_with("/cy") ? "/cy/chwilio" : "/en/search";
    EXPECT_THAT(page, HasSubstr("role=\"search\" method=\"post\" action=\"" + std::string(action) + "\"")) << address;
  }
  EXPECT_EQ(home().get_page("/en/search?q=Rees", head()).status, 422u) << "nothing that is looked for comes in an address";
  EXPECT_THAT(header(sought("Rees", head()), "Cache-Control"), HasSubstr("no-store"));
}

TEST(Search, ASchoolIsFoundByNumberNamePartAndWithOneWrongLetter) {
  const auto school = store::organisation(home().ledger(), own_school()).value();
  auto wrong = school.name.en;
  const auto letter = wrong.find_first_of("aeiou", wrong.rfind(' ') + 1);
  wrong[letter] = wrong[letter] == 'e' ? 'o' : 'e';
  const auto cookies = head();
  for (const auto& typed : {own_school(), school.name.en, school.name.cy, wrong, "  " + school.name.en.substr(0, school.name.en.size() - 2)})
    EXPECT_THAT(found(typed, cookies), Contains("/en/school/" + own_school())) << typed;
  EXPECT_THAT(links_of(sought(school.name.cy, cookies, "/cy/chwilio").body), Contains("/cy/ysgol/" + own_school()));
}

TEST(Search, OfAnotherSchoolThePublicPageIsFound) {
  EXPECT_THAT(found(other_school(), head()), AllOf(Contains("/en/core-data/" + other_school()), Not(Contains("/en/school/" + other_school()))));
  EXPECT_THAT(found(other_school(), ""), Contains("/en/core-data/" + other_school()));
}

TEST(Search, FindingsAreFoundByThoseWhoMaySeeThem) {
  const auto finding = store::findings(home().ledger()).front();
  const auto officer = home().signed_in("authority-data-officer", "680", "improvement");
  EXPECT_THAT(found(finding.indicator_name.cy, officer), Contains("/en/finding/" + finding.id));
  EXPECT_THAT(found(finding.id, officer), Contains("/en/finding/" + finding.id));
  for (const auto& cookies : {head(), std::string()}) {
    EXPECT_THAT(found(finding.id, cookies), Not(Contains("/en/finding/" + finding.id)));
    EXPECT_EQ(said(finding.id, cookies), said("2010-9999", cookies));
  }
}

TEST(Search, DefinitionsAreFoundByEverybody) {
  EXPECT_THAT(found("ks2-points", ""), Contains("/en/definition/ks2-points"));
}

TEST(Search, AHeadFindsTheirOwnLearnersAndEachIsLogged) {
  const auto learner = learner_of(own_school());
  const auto cookies = head();
  for (const auto& typed : {learner.identity.forename + " " + learner.identity.surname, learner.identity.surname + ", " + learner.identity.forename, learner.upn}) {
    EXPECT_THAT(found(typed, cookies), Contains("/en/learner/" + learner.id));
    const auto line = store::audit_lines(home().ledger(), "learner/" + learner.id, 1).at(0).entry;
    EXPECT_EQ(line.operation, "search");
    EXPECT_EQ(line.reason, "improvement");
    EXPECT_EQ(line.at, home().now);
    home().get_page("/en/learner/" + learner.id, cookies);
  }
}

TEST(Search, AHeadFindsNobodyOfAnotherSchoolByAnything) {
  const auto learner = learner_of(other_school());
  const auto cookies = head();
  for (const auto& typed : {learner.upn, learner.id, learner.identity.forename, learner.identity.surname, learner.identity.forename + " " + learner.identity.surname,
                            learner.identity.surname.substr(0, 3), learner.identity.postcode, learner.identity.dob ? learner.identity.dob->iso() : "x1"})
    EXPECT_THAT(sought(typed, cookies).body, Not(HasSubstr("/en/learner/" + learner.id))) << typed;
  auto nobodys = learner.upn;
  nobodys.replace(1, 12, "999999999999");
  ASSERT_FALSE(store::learner_with_upn(home().ledger(), nobodys));
  EXPECT_EQ(said(learner.upn, cookies), said(nobodys, cookies)) << "a number of another school and one that nobody has";
}

TEST(Search, EveryLearnerFoundIsOneWhomThePersonMaySee) {
  const auto learner = learner_of(own_school());
  const auto cookies = head();
  std::size_t learners = 0;
  for (const char* typed : {"an", "ar", "el", "ma", "ro", "wi"})
    for (const auto& link : found(typed, cookies))
      if (link.starts_with("/en/learner/")) {
        ++learners;
        EXPECT_EQ(home().get_page(link, cookies).status, 200u) << link;
      }
  EXPECT_GT(learners, 5u);
}

TEST(Search, WhoMaySeeNoLearnerIsToldOfNone) {
  const auto learner = learner_of(own_school());
  const auto name = learner.identity.forename + " " + learner.identity.surname;
  const std::tuple<std::string, std::string, std::string> people[] = {{"governor", own_school(), ""},           {"elected-member", "680", ""},
                                                                      {"grants-officer", "W92000004", ""},      {"government-statistician", "W92000004", ""},
                                                                      {"system-administrator", "W92000004", ""}};
  std::vector<std::string> cookies{"", home().signed_in("headteacher", own_school(), "improvement", Date(2010, 11, 21))};
  for (const auto& [role, place, purpose] : people) cookies.push_back(home().signed_in(role, place, purpose));
  for (const auto& each : cookies)
    for (const auto& typed : {name, learner.upn}) {
      const auto body = sought(typed, each).body;
      EXPECT_THAT(body, AllOf(Not(HasSubstr("/learner/")), Not(HasSubstr("Of the learners")))) << typed;
    }
}

TEST(Search, OutsideAudiencesFindWhatIsPublicAlone) {
  const std::set<std::string> open{"core-data", "definition"};
  for (const auto& cookies : {std::string(), home().signed_in("governor", own_school(), "")})
    for (const char* typed : {"ysgol", "school", "680", "maths", "reading", "primary"}) {
      const auto body = sought(typed, cookies).body;
      for (const auto& link : links_of(body.substr(body.find("<main")))) {
        const auto noun = link.starts_with("/en/") ? link.substr(4, link.find('/', 4) - 4) : "";
        EXPECT_TRUE(open.contains(noun) || link.find("/core-data/") != std::string::npos || link.starts_with("#") || link.starts_with("/cy/")) << link;
      }
    }
}

TEST(Search, Sec36Sec38WhatWasTypedStandsInNoLog) {
  const auto learner = learner_of(own_school());
  sought(learner.identity.surname, head());
  sought("Qwxzyv", head());
  for (const auto& line : store::audit_lines(home().ledger(), "", 200))
    for (const auto& typed : {std::string("Qwxzyv"), learner.identity.surname}) {
      EXPECT_THAT(line.entry.object, Not(HasSubstr(typed)));
      EXPECT_THAT(line.entry.reason, Not(HasSubstr(typed)));
    }
}

TEST(Search, TooLittleAndTooMuchAreSaidOnTheSearchPage) {
  EXPECT_THAT(sought("a", "").body, HasSubstr("at least two letters"));
  EXPECT_THAT(sought("", "").body, HasSubstr("at least two letters"));
  const auto long_one = sought(std::string(101, 'x'), "");
  EXPECT_EQ(long_one.status, 422u);
  EXPECT_THAT(long_one.body, AllOf(HasSubstr("This is too long"), HasSubstr("<h1 class=\"govuk-heading-l\">Search")));
}

TEST(Search, NothingMoreThanTheNearestTwentyFiveIsShown) {
  const auto officer = home().signed_in("authority-data-officer", "680", "improvement");
  const auto body = sought("a e", officer).body;
  const auto links = links_of(body);
  EXPECT_EQ(std::ranges::count_if(links, [](const auto& link) { return link.starts_with("/en/learner/"); }), 25);
  EXPECT_THAT(body, HasSubstr("Only the nearest 25"));
}

TEST(Search, ProgramsAskTheSameQuestion) {
  const auto learner = learner_of(own_school());
  const auto cookies = head();
  const auto answer = home().send({.method = "POST", .path = "/api/v1/search", .query = {}, .headers = {{"authorization", "Bearer " + cookies.substr(cookies.find('=') + 1)}},
                                   .body = "{\"q\":\"" + learner.upn + "\"}", .peer = "192.0.2.1"});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, HasSubstr("\"noun\":\"learner\",\"id\":\"" + learner.id + "\""));
  EXPECT_EQ(store::audit_lines(home().ledger(), "learner/" + learner.id, 1).at(0).entry.operation, "export");
}

}  // namespace search_journey
}  // namespace potensial::tests
