// What people with roles can reach through the site, and what nobody can.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <regex>
#include <set>
#include <tuple>

#include "app/http/cookies.hpp"
#include "catalogue/access_policy.hpp"
#include "journeys/operations_asked.hpp"
#include "journeys/site_home.hpp"
#include "journeys/submission_steps.hpp"
#include "model/organisation_tree.hpp"
#include "service/operations.hpp"
#include "store/audit_log.hpp"
#include "store/finding_store.hpp"
#include "store/organisations_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
const std::string authority = "680";

std::string the_school() { return home().schools().front(); }
std::string another_school() { return home().schools().back(); }

// Bodies differ in nothing but the keys of forms and the address that was asked for.
std::string plain(std::string body, const std::string& id) {
  body = std::regex_replace(body, std::regex("name=\"key\" value=\"[^\"]*\""), "");
  for (auto at = body.find(id); !id.empty() && at != std::string::npos; at = body.find(id)) body.replace(at, id.size(), "ID");
  return body;
}

std::string id_in(const std::string& address) {
  const auto path = address.substr(0, address.find('?'));
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

TEST(Site, AnswersSignedOutInTheLanguageOfTheBrowser) {
  app::HttpRequest request{.method = "GET", .path = "/", .query = {}, .headers = {{"accept-language", "cy-GB,cy;q=0.9"}}, .body = {}, .peer = "192.0.2.1"};
  EXPECT_THAT(home().send(request).body, HasSubstr("<html lang=\"cy\""));
  request.headers = {{"cookie", "__Host-language=en"}, {"accept-language", "cy"}};
  EXPECT_THAT(home().send(request).body, HasSubstr("<html lang=\"en\""));
}

TEST(Site, LeadsToSigningInAndBackAgain) {
  const auto response = home().get_page("/cy/ysgol/" + the_school() + "?x=1");
  EXPECT_EQ(response.status, 303u);
  EXPECT_EQ(header(response, "Location"), "/cy/mewngofnodi?next=%2Fcy%2Fysgol%2F" + the_school() + "%3Fx%3D1");
}

TEST(Site, AHeadReachesANamedLearnerOfTheWorstGroupInThreeClicks) {
  for (const auto& school : home().schools()) {
    const auto cookies = home().signed_in("headteacher", school, "improvement");
    const auto first = home().get_page("/en/home", cookies);
    ASSERT_EQ(first.status, 200u);
    std::string list, learner;
    for (const auto& link : links_of(first.body))
      if (list.empty() && link.starts_with("/en/learners/")) list = link;
    if (list.empty()) continue;  // no group of this school falls short
    const auto second = home().get_page(list, cookies);
    ASSERT_EQ(second.status, 200u) << list;
    for (const auto& link : links_of(second.body))
      if (learner.empty() && link.starts_with("/en/learner/")) learner = link;
    ASSERT_FALSE(learner.empty());
    EXPECT_EQ(home().get_page(learner, cookies).status, 200u);
    return;
  }
  FAIL() << "no school has a group that falls short";
}

TEST(Site, Acc6TheSwitchOfLanguageKeepsThePageAndWhatWasAsked) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  const auto english = home().get_page("/en/learners/" + the_school() + "?indicator=ks2-points&group=sex%3AM", cookies);
  const auto links = links_of(english.body);
  const auto welsh = std::ranges::find_if(links, [](const std::string& link) { return link.starts_with("/cy/"); });
  ASSERT_NE(welsh, links.end());
  EXPECT_EQ(*welsh, "/cy/dysgwyr/" + the_school() + "?group=sex%3AM&indicator=ks2-points");
  EXPECT_EQ(home().get_page(*welsh, cookies).status, 200u);
}

// Every role x operation x relation of the object, within the dates, after them and for another purpose, asked through the
// site and compared with what the policy declares.
TEST(Site, Sec1AnswersExactlyAsThePolicyDeclares) {
  const auto& policy = home().door().policy();
  const auto with_classes = home().schools_with_classes();
  const auto school = with_classes.front(), other = with_classes.back(), learner = home().learner_of(school), other_learner = home().learner_of(other);
  ASSERT_NE(school, other);
  const auto own_class = home().class_of(school, learner), other_class = home().class_of(other, other_learner);
  ASSERT_FALSE(learner.empty() || other_learner.empty() || own_class.empty() || other_class.empty());
  auto memberships = store::memberships(home().ledger());
  for (const auto& [place, below] : {std::pair{school, own_class}, {other, other_class}}) memberships.push_back({below, place, {}, {}, "census"});
  const OrganisationTree tree(store::organisations(home().ledger()), memberships, Date(2010, 11, 22));
  const auto findings = store::findings(home().ledger());
  ASSERT_FALSE(findings.empty());
  struct Asked {
    std::string operation, address, organisation;
  };
  std::vector<Asked> asked;
  for (const auto& [one, its_learner, its_class] : {std::tuple{school, learner, own_class}, {other, other_learner, other_class}}) {
    asked.push_back({"see-school", "/en/school/" + one, one});
    asked.push_back({"see-learners", "/en/learners/" + one + "?indicator=ks2-points", one});
    asked.push_back({"see-support", "/en/support/" + one, one});
    asked.push_back({"see-figure", "/en/figure/" + one + "?indicator=ks2-points", one});
    asked.push_back({"see-learner", "/en/learner/" + its_learner, its_class});
    asked.push_back({"see-progress", "/en/progress/" + its_learner, its_class});
    asked.push_back({"see-class", "/en/class/" + its_class, its_class});
    asked.push_back({"see-imports", "/en/imports?organisation=" + one, one});
    asked.push_back({"see-money", "/en/money/" + one, one});
  }
  for (const auto& place : {school, other, authority, std::string("W92000004")}) asked.push_back({"see-spend", "/en/spend/" + place, place});
  for (const auto& place : {school, other, authority, std::string("W92000004")})
    for (const char* description : {"completeness", "attendance", "exclusions", "curriculum", "gaps", "trends", "acquisition", "eligibility"})
      asked.push_back({"see-" + std::string(description), "/en/" + std::string(description) + "/" + place, place});
  for (const auto& place : {school, authority, std::string("W92000004")}) asked.push_back({"explore-groups", "/en/groups?scope=" + place, place});
  for (const auto& place : {school, authority, std::string("W92000004")}) asked.push_back({"see-searches", "/en/searches?scope=" + place, place});
  asked.push_back({"see-authority", "/en/authority/680", authority});
  asked.push_back({"see-authority", "/en/authority/681", "681"});
  for (const auto* place : {"680", "681"})
    for (const char* noun : {"allocation", "forum", "alignment", "need-index", "take-up", "support-outcomes", "needs-without-activity", "group-alignment"})
      asked.push_back({std::string("see-") + noun, std::string("/en/") + noun + "/" + place, place});
  for (const char* noun : {"alignment", "need-index", "group-alignment"}) asked.push_back({std::string("see-") + noun, std::string("/en/") + noun + "/W92000004", "W92000004"});
  for (const std::string place : {"680", "681"}) {
    const auto bid = underway(home(), {"bsf-bid", "bsf-bid", place, "bsf-2009-10", "submitted"});
    asked.push_back({"see-bid", "/en/bid/" + bid, place});
    asked.push_back({"see-improvement", "/en/improvement/" + underway(home(), {"required-improvement", "", place, bid, "open"}), place});
    asked.push_back({"see-need-analysis", "/en/need-analysis/" + frozen_need(home(), place), place});
  }
  for (const auto& place : {school, other, std::string("680"), std::string("681")})
    for (const char* noun : {"outcomes", "plans"}) asked.push_back({"see-" + std::string(noun), "/en/" + std::string(noun) + "/" + place, place});
  for (const auto& one : {school, other}) asked.push_back({"see-targets", "/en/targets/" + underway(home(), {"school-targets", "school-targets", one, "2010-11", "proposed"}), one});
  for (const auto& one : {school, other}) asked.push_back({"see-plan", "/en/plan/" + underway(home(), {"school-spending-plan", "school-spending-plan", one, "2010-11", "submitted"}), one});
  asked.push_back({"see-decisions", "/en/decisions/bsf-2009-10", "W92000004"});
  asked.push_back({"see-bids", "/en/bids", ""});
  asked.push_back({"see-imports", "/en/imports?organisation=680", authority});
  asked.push_back({"see-figure", "/en/figure/680?indicator=ks2-points", authority});
  asked.push_back({"see-figure", "/en/figure/681?indicator=ks2-points", "681"});
  asked.push_back({"see-figure", "/en/figure/loaded?indicator=ks2-points", "W92000004"});
  asked.push_back({"see-wales", "/en/wales", "W92000004"});
  asked.push_back({"see-targetings", "/en/targetings/680", authority});
  asked.push_back({"see-funds", "/en/fund", ""});
  asked.push_back({"see-fund", "/en/fund/better-schools-fund", ""});
  asked.push_back({"see-guidance", "/en/guidance/bsf-2009-10", ""});
  for (const auto& [id, place] : {std::pair<std::string, std::string>{"bsf-2009-10", "W92000004"}, {"680-bsf-2009-10", authority}, {"669-bsf-2009-10", "669"}})
    asked.push_back({"see-fund-allocation", "/en/fund-allocation/" + id, place});
  asked.push_back({"see-people", "/en/people", ""});
  asked.push_back({"see-home", "/en/home", ""});
  asked.push_back({"see-account", "/en/account", ""});
  const auto& finding = findings.front();
  asked.push_back({"see-finding", "/en/finding/" + finding.id, finding.scope == "loaded" ? "W92000004" : finding.scope});
  std::size_t cells = 0, different = 0;
  for (const auto& role : policy.roles)
    for (const auto& [kind, place] : {std::pair{OrganisationKind::nation, std::string("W92000004")}, {OrganisationKind::authority, authority}, {OrganisationKind::school, school},
                                      {OrganisationKind::school, other}, {OrganisationKind::school_class, own_class}, {OrganisationKind::school_class, other_class}}) {
      if (std::ranges::find(role.held_at, kind) == role.held_at.end()) continue;
      for (const auto& purpose : role.purposes.empty() ? std::vector<std::string>{""} : role.purposes)
        for (const auto& until : {std::optional<Date>(), std::optional(Date(2010, 11, 21))}) {
          const HeldRole held{1, role.id, place, purpose, Date(2009, 9, 1), until};
          const auto cookies = home().signed_in(role.id, place, purpose, until);
          const Person person{.id = {}, .name = {}, .mail = {}, .roles = {held}};
          for (const auto& each : asked) {
            const bool declared = service::permission(policy, tree, &person, each.operation, each.organisation, Date(2010, 11, 22)).allowed;
            // Allowed, but of an authority without results.
            const bool is_there = each.organisation != "681" || (each.operation != "see-authority" && each.operation != "see-figure");
            const auto status = home().get_ready(each.address, cookies).status, expected = declared && is_there ? 200u : 404u;
            ++cells;
            different += status != expected;
            EXPECT_EQ(status, expected) << role.id << " at " << place << " for " << purpose << ": " << each.address;
          }
        }
    }
  std::cout << cells << " cells through the site, " << different << " differ\n";
}

TEST(Site, Sec2AForeignThingAndNoThingAreAnsweredAlike) {
  const auto school = the_school(), other = another_school();
  const auto cookies = home().signed_in("headteacher", school, "improvement");
  const std::pair<std::string, std::string> pairs[] = {{"/en/school/" + other, "/en/school/6809999"},
                                                       {"/en/learner/" + home().learner_of(other), "/en/learner/2222222222222"},
                                                       {"/en/learners/" + other + "?indicator=ks2-points", "/en/learners/6809999?indicator=ks2-points"},
                                                       {"/en/finding/" + store::findings(home().ledger()).front().id, "/en/finding/2010-9999"}};
  for (const auto& [foreign, missing] : pairs) {
    const auto one = home().get_page(foreign, cookies), two = home().get_page(missing, cookies);
    EXPECT_EQ(one.status, 404u) << foreign;
    EXPECT_EQ(two.status, 404u) << missing;
    EXPECT_EQ(one.headers, two.headers);
    EXPECT_EQ(plain(one.body, id_in(foreign)), plain(two.body, id_in(missing))) << foreign;
  }
}

TEST(Site, Sec3AnotherPurposeShowsOtherFields) {
  const auto learner = home().learner_of(the_school());
  const auto improvement = home().get_page("/en/learner/" + learner, home().signed_in("authority-data-officer", authority, "improvement"));
  const auto attendance = home().get_page("/en/learner/" + learner, home().signed_in("authority-data-officer", authority, "attendance"));
  EXPECT_THAT(improvement.body, AllOf(HasSubstr("id=\"path\""), HasSubstr("id=\"characteristics\""), HasSubstr("id=\"attendance\"")));
  EXPECT_THAT(attendance.body, AllOf(Not(HasSubstr("id=\"path\"")), Not(HasSubstr("id=\"characteristics\"")), HasSubstr("id=\"attendance\"")));
  const auto json = home().get_page("/en/learner/" + learner + ".json", home().signed_in("authority-data-officer", authority, "attendance"));
  EXPECT_THAT(json.body, AllOf(Not(HasSubstr("\"path\"")), HasSubstr("attendance")));
}

TEST(Site, Sec4AnEndedRoleActsOnTheNextRequest) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  ASSERT_EQ(home().get_page("/en/school/" + the_school(), cookies).status, 200u);
  const auto people = store::people(home().ledger());
  const auto newest = std::ranges::max_element(people, {}, [](const Person& each) { return static_cast<std::int64_t>(each.id); });
  store::Transaction transaction(home().ledger());
  store::end_role(home().ledger(), newest->roles.front().id, Date(2010, 11, 21));
  transaction.commit();
  EXPECT_EQ(home().get_page("/en/school/" + the_school(), cookies).status, 404u);
}

TEST(Site, Sec16CookiesAreForThisHostAndNoScript) {
  home().signed_in("headteacher", the_school(), "improvement");
  const auto response = home().post("/en/sign-in", "mail=a%40b.example&password=x");
  EXPECT_EQ(response.status, 422u);
  const auto set = app::set_cookie(app::session_cookie, "t");
  EXPECT_THAT(set, AllOf(testing::StartsWith("__Host-"), HasSubstr("; Secure"), HasSubstr("; HttpOnly"), HasSubstr("SameSite=Lax"), HasSubstr("Path=/"),
                         Not(HasSubstr("Domain"))));
}

TEST(Site, Sec17NothingChangesButByAFormOfThisSite) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  const std::string form = "name=A&mail=csrf%40e.invalid&language=cy";
  const std::vector<app::HttpHeaders> foreign{{},
                                              {{"sec-fetch-site", "cross-site"}},
                                              {{"sec-fetch-site", "same-site"}},
                                              {{"sec-fetch-site", "none"}},
                                              {{"origin", "https://evil.example"}},
                                              {{"origin", "null"}},
                                              {{"sec-fetch-site", "cross-site"}, {"origin", "http://127.0.0.1:8080"}}};
  for (auto headers : foreign) {
    headers.emplace_back("cookie", cookies);
    app::HttpRequest request{.method = "POST", .path = "/en/invite-person", .query = {}, .headers = headers, .body = form, .peer = "192.0.2.1"};
    EXPECT_EQ(home().send(request).status, 403u);
  }
  app::HttpRequest by_get{.method = "GET", .path = "/en/invite-person", .query = form, .headers = {{"cookie", cookies}}, .body = {}, .peer = "192.0.2.1"};
  EXPECT_EQ(home().send(by_get).status, 404u);
  EXPECT_FALSE(store::person_with_mail(home().ledger(), "csrf@e.invalid"));
  EXPECT_EQ(home().post("/en/invite-person", form, cookies).status, 200u);
  EXPECT_TRUE(store::person_with_mail(home().ledger(), "csrf@e.invalid"));
}

TEST(Site, Sec18Sec19EveryAnswerCarriesItsHeaders) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  for (const std::string address : {"/", "/en/sign-in", "/en/home", "/nowhere", "/assets/potensial.css", "/en/school/1", "/en/link/x"}) {
    const auto response = home().get_page(address, cookies);
    EXPECT_THAT(header(response, "Content-Security-Policy"), AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("unsafe")), HasSubstr("frame-ancestors 'none'")));
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << address;
    EXPECT_EQ(header(response, "Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(std::regex_replace(response.body, std::regex("<script src=\"/assets/language.js\" defer></script>"), "").find("<script"), std::string::npos);
    EXPECT_EQ(response.body.find(" style="), std::string::npos);
  }
  app::HttpRequest secure{.method = "GET", .path = "/", .query = {}, .headers = {}, .body = {}, .peer = "192.0.2.1", .secure = true};
  EXPECT_THAT(header(home().send(secure), "Strict-Transport-Security"), HasSubstr("max-age=31536000"));
}

TEST(Site, Sec7WhatIsNoParameterIsRefused) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  EXPECT_EQ(home().post("/en/invite-person", "name=A&mail=mass%40e.invalid&language=cy&ended=1", cookies).status, 422u);
  EXPECT_FALSE(store::person_with_mail(home().ledger(), "mass@e.invalid"));
  EXPECT_EQ(home().get_page("/en/school/" + the_school() + "?admin=1", home().signed_in("headteacher", the_school(), "improvement")).status, 422u);
}

TEST(Site, Acc8ARefusedFormComesBackWithWhatWasTyped) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  const auto response = home().post("/cy/gwahodd-person", "name=Mair%20%26%20Huw&mail=dim&language=cy&page=people%2F", cookies);
  EXPECT_EQ(response.status, 422u);
  EXPECT_THAT(response.body, AllOf(HasSubstr("value=\"Mair &amp; Huw\""), HasSubstr("value=\"dim\""), HasSubstr("href=\"#invite-mail\""),
                                   HasSubstr("<title>Gwall: "), HasSubstr("enw@ysgol.example")));
}

TEST(Site, Rel5PressedTwiceItDoesOnce) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  home().post("/en/invite-person", "name=Twice&mail=twice%40e.invalid&language=en", cookies);
  const auto id = std::to_string(static_cast<std::int64_t>(store::person_with_mail(home().ledger(), "twice@e.invalid")->id));
  const auto form = "role=headteacher&organisation=" + the_school() + "&purpose=improvement&from=2010-11-01&key=once";
  const auto first = home().post("/en/give-role/" + id, form, cookies), second = home().post("/en/give-role/" + id, form, cookies);
  EXPECT_EQ(first.status, 303u);
  EXPECT_EQ(header(first, "Location"), header(second, "Location"));
  EXPECT_EQ(store::person_with_mail(home().ledger(), "twice@e.invalid")->roles.size(), 1u);
}

TEST(Site, Sec20WhatPeopleTypeIsTextEverywhere) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  const char* payloads[] = {"%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "%27%3B%20DROP%20TABLE%20person%3B--", "%E2%80%AEx"};
  int number = 0;
  for (const char* payload : payloads) {
    const auto mail = "payload" + std::to_string(++number) + "%40e.invalid";
    EXPECT_EQ(home().post("/en/invite-person", "name=" + std::string(payload) + "&mail=" + mail + "&language=en", cookies).status, 200u);
  }
  const auto page = home().get_page("/en/people", cookies).body;
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script>")), Not(HasSubstr("<img")), HasSubstr("&lt;script&gt;")));
  EXPECT_TRUE(store::person_with_mail(home().ledger(), "payload3@e.invalid"));
}

TEST(Site, Sec32SigningInLeadsOnlyBackHere) {
  std::vector<std::string> elsewhere{"/%5Cevil.example", "javascript:alert(1)", "/en/../..//evil", "/nowhere", "/en/school/1\r\nSet-Cookie:x=1", "data:text/html,x", "evil.example", "", "/", "//",
                                     "/en/school/1 ", "/en/school/\u202E1", "/en//evil.example", "/\t/evil.example", "/en/..//evil.example", "%2F%2Fevil.example"};
  for (const char* start : {"https:", "http:", "HTTPS:", "ftp:", "", "/", "\\", "https:/", "https:\\", "\t", " ", "/\\"})
    for (const char* slashes : {"//", "/\\", "\\\\"}) elsewhere.push_back(std::string(start) + slashes + "evil.example/en/home");
  EXPECT_GE(elsewhere.size(), 50u);
  for (const auto& next : elsewhere) {
    const auto page = home().get_page("/en/sign-in?next=" + percent_encoded(next));
    EXPECT_THAT(page.body, HasSubstr("name=\"next\" value=\"\"")) << next;
  }
  EXPECT_THAT(home().get_page("/en/sign-in?next=%2Fen%2Fschool%2F1").body, HasSubstr("value=\"/en/school/1\""));
}

TEST(Site, Sec37PersonalPagesAreNeverStored) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  EXPECT_EQ(header(home().get_page("/en/home", cookies), "Cache-Control"), "no-store");
  const auto out = home().post("/en/sign-out", "", cookies);
  EXPECT_THAT(header(out, "Clear-Site-Data"), HasSubstr("storage"));
  EXPECT_EQ(home().get_page("/en/home", cookies).status, 303u);  // the server forgot the session too
}

TEST(Site, Sec38NoNameOrNumberOfALearnerStandsInAnAddress) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  const auto list = home().get_page("/en/learners/" + the_school() + "?indicator=ks2-points", cookies);
  for (const auto& link : links_of(list.body)) EXPECT_TRUE(std::regex_match(link, std::regex("[#/a-z0-9?=&%:A-Z_.-]*"))) << link;
  static const std::regex upn("[A-Z][0-9]{12}");
  EXPECT_FALSE(std::regex_search(list.body, upn));
}

TEST(Site, EveryViewOfALearnerIsAudited) {
  const auto learner = home().learner_of(the_school());
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  home().get_page("/en/learner/" + learner, cookies);
  const auto lines = store::audit_lines(home().ledger(), "learner/" + learner, 10);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back().entry.operation, "see-learner");
  EXPECT_EQ(lines.back().entry.reason, "improvement");
  home().get_page("/en/learners/" + the_school() + "?indicator=ks2-points", cookies);
  const auto listed = store::audit_lines(home().ledger(), "learner/" + learner, 10);
  EXPECT_EQ(listed.back().entry.operation, "see-learners") << "each learner of a list has a line";
  EXPECT_TRUE(store::verify_audit(home().ledger()));
}

TEST(Site, APersonWithoutARoleIsToldSo) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement", Date(2010, 11, 21));
  EXPECT_THAT(home().get_page("/en/home", cookies).body, HasSubstr("You have no role here today"));
}

TEST(Site, ADecisionAboutAFindingIsMadeByWhoMayAndStaysWithTheFormer) {
  const auto finding = store::findings(home().ledger()).front();
  ASSERT_EQ(finding.scope, authority);
  const auto officer = home().signed_in("authority-data-officer", authority, "improvement");
  const auto inspector = home().signed_in("inspector", authority, "inspection");
  const auto address = "/en/decide-finding/" + finding.id;
  EXPECT_THAT(home().get_page("/en/finding/" + finding.id, inspector).body, Not(HasSubstr("decide-finding")));
  EXPECT_EQ(home().post(address, "verdict=watch&reason=x&version=0", inspector).status, 404u);
  const auto unowned = home().post(address, "verdict=act&reason=The+need+is+plain&version=0&page=finding%2F" + finding.id, officer);
  EXPECT_EQ(unowned.status, 422u);
  EXPECT_THAT(unowned.body, AllOf(HasSubstr("name who does"), HasSubstr("The need is plain</textarea>")));
  EXPECT_EQ(home().post(address, "verdict=act&reason=Plain&owner=School+adviser&due=2011-03-01&version=0", officer).status, 303u);
  const auto page = home().get_page("/en/finding/" + finding.id, officer).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Act on it"), HasSubstr("School adviser"), HasSubstr("1 March 2011")));
}

TEST(Site, Rel4ALateSaveShowsBothVersionsAndLosesNothing) {
  const auto finding = store::findings(home().ledger()).back();
  const auto first = home().signed_in("authority-data-officer", authority, "improvement"), second = home().signed_in("authority-data-officer", authority, "improvement");
  const auto address = "/en/decide-finding/" + finding.id, page = "&page=finding%2F" + finding.id;
  ASSERT_EQ(home().post(address, "verdict=watch&reason=Theirs+first&version=0" + page, first).status, 303u);
  const auto late = home().post(address, "verdict=not-real&reason=Mine+typed+late&version=0" + page, second);
  EXPECT_EQ(late.status, 409u);
  EXPECT_THAT(late.body, AllOf(HasSubstr("Both versions"), HasSubstr("Theirs first"), HasSubstr("Mine typed late</textarea>"), HasSubstr("name=\"version\" value=\"1\"")));
  EXPECT_EQ(home().post(address, "verdict=not-real&reason=Mine+typed+late&version=1" + page, second).status, 303u);
  EXPECT_THAT(home().get_page("/en/finding/" + finding.id, first).body, AllOf(HasSubstr("Theirs first"), HasSubstr("Mine typed late")));
}

TEST(Site, EveryOperationHasItsWordsInTheAuditLog) {
  const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  for (const auto& operation : service::operations()) EXPECT_TRUE(messages.has("audit.operation." + std::string(operation.name))) << operation.name;
}

TEST(Site, Sec3ARoleWithoutLearnersIsNamedNone) {
  for (const auto& school : home().schools()) {
    const auto head = home().get_page("/en/school/" + school, home().signed_in("headteacher", school, "improvement")).body;
    if (head.find("/en/learner/") == std::string::npos) continue;  // nobody of this school fell back
    for (const auto& [role, place, purpose] : {std::tuple{"government-statistician", "W92000004", ""}, {"authority-data-officer", "680", "attendance"}}) {
      const auto cookies = home().signed_in(role, place, purpose);
      for (const char* form : {"", ".json", ".csv", ".txt"}) {
        const auto page = home().get_page("/en/school/" + school + form, cookies);
        EXPECT_EQ(page.status, 200u);
        for (const auto& link : links_of(head)) {
          const bool names = link.starts_with("/en/learner/") && page.body.find(link.substr(12)) != std::string::npos;
          EXPECT_FALSE(names) << role << form << " " << link;
        }
      }
    }
    return;
  }
  FAIL() << "no school names a learner";
}

TEST(Site, Sec3InclusionOpensNoResults) {
  const auto cookies = home().signed_in("authority-data-officer", authority, "inclusion");
  EXPECT_EQ(home().get_page("/en/learners/" + the_school() + "?indicator=ks2-points", cookies).status, 404u);
}

TEST(Site, NobodyWhoRunsTheServiceMaySeeLearners) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  const auto people = store::people(home().ledger());
  const auto own = std::ranges::max_element(people, {}, [](const Person& each) { return static_cast<std::int64_t>(each.id); });
  const auto address = "/en/give-role/" + std::to_string(static_cast<std::int64_t>(own->id));
  EXPECT_EQ(home().post(address, "role=authority-data-officer&organisation=680&purpose=improvement&from=2010-11-01", cookies).status, 422u);
  const auto another = home().signed_in("system-administrator", "W92000004", "");
  EXPECT_EQ(home().post(address, "role=authority-data-officer&organisation=680&purpose=improvement&from=2010-11-01", another).status, 422u);
}

TEST(Site, ALostPasswordIsAnsweredWithANewLinkThatEndsWhatWasOpen) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  const auto head = home().signed_in("headteacher", the_school(), "improvement");
  const auto people = store::people(home().ledger());
  const auto lost = std::ranges::max_element(people, {}, [](const Person& each) { return static_cast<std::int64_t>(each.id); });
  const auto id = std::to_string(static_cast<std::int64_t>(lost->id));
  ASSERT_EQ(home().get_page("/en/home", head).status, 200u);
  const auto answer = home().post("/en/new-link/" + id, "reset=codes", cookies);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, HasSubstr("/en/link/"));
  EXPECT_EQ(home().get_page("/en/home", head).status, 303u);
  EXPECT_EQ(home().post("/en/end-person/" + id, "", cookies).status, 303u);
  EXPECT_TRUE(store::person(home().ledger(), lost->id)->ended);
}

TEST(Api, AnswersWithTheTokenOfItsSessionAndNoCookie) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  const auto token = cookies.substr(cookies.find('=') + 1);
  const auto asked = [&](app::HttpHeaders headers) {
    return home().send({.method = "GET", .path = "/api/v1/school/" + the_school(), .query = "lang=cy", .headers = std::move(headers), .body = {}, .peer = "192.0.2.1"});
  };
  const auto answer = asked({{"authorization", "Bearer " + token}});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, HasSubstr("\"language\":\"cy\""));
  EXPECT_EQ(asked({{"cookie", cookies}}).status, 401u);
  EXPECT_EQ(asked({}).status, 401u);
}

TEST(Api, RefusalsAreProblemsWithACodeInBothLanguages) {
  const auto cookies = home().signed_in("headteacher", the_school(), "improvement");
  const app::HttpHeaders bearer{{"authorization", "Bearer " + cookies.substr(cookies.find('=') + 1)}};
  const auto missing = home().send({.method = "GET", .path = "/api/v1/school/" + another_school(), .query = {}, .headers = bearer, .body = {}, .peer = "192.0.2.1"});
  EXPECT_EQ(missing.status, 404u);
  EXPECT_EQ(header(missing, "Content-Type"), "application/problem+json");
  EXPECT_THAT(missing.body, AllOf(HasSubstr("\"code\":\"page.unknown\""), HasSubstr("not one of yours"), HasSubstr("nid yw’n un o’ch rhai chi")));
  const auto bad = home().send({.method = "POST", .path = "/api/v1/invite-person", .query = {}, .headers = bearer, .body = "{\"a\":1,\"a\":2}", .peer = "192.0.2.1"});
  EXPECT_EQ(bad.status, 422u);
  EXPECT_THAT(bad.body, HasSubstr("api.bad-json"));
}

TEST(Api, TheDocumentNamesEveryOperation) {
  const auto document = home().send({.method = "GET", .path = "/api/v1/openapi.json", .query = {}, .headers = {}, .body = {}, .peer = "192.0.2.1"});
  EXPECT_EQ(document.status, 200u);
  for (const auto& operation : service::operations()) EXPECT_THAT(document.body, HasSubstr("\"operationId\":\"" + std::string(operation.name) + "\""));
  EXPECT_THAT(document.body, HasSubstr("multipart/form-data"));
}

}  // namespace potensial::tests
