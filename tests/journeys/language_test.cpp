// The switch of language loses nothing that was typed (NAT-08), without scripts.
#include <cctype>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/http/cookies.hpp"
#include "base/one_time_code.hpp"
#include "journeys/site_home.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests {
namespace language_journey {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* authority = "680";

SiteHome& home() { return SiteHome::get(); }

std::string officer() { return home().signed_in("authority-data-officer", authority, "improvement"); }

// What the button in the header sends: its address and what it says of the form.
struct Switch {
  std::string address, said;
};
Switch switch_of(const std::string& html) {
  static const std::regex button("formaction=\"([^\"]*)\"[^>]*name=\"other-language\" value=\"([^\"]*)\"");
  std::smatch found;
  if (!std::regex_search(html, found, button)) return {};
  return {found[1], std::regex_replace(found[2].str(), std::regex("&amp;"), "&")};
}

// As a browser sends it.
std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) out += std::isalnum(static_cast<unsigned char>(c)) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

TEST(LanguageSwitch, Nat8KeepsWhatWasTypedAndSavesNothing) {
  const auto finding = store::findings(home().ledger()).front();
  const auto cookies = officer();
  const auto before = store::decisions_about(home().ledger(), finding.id).size();
  const auto button = switch_of(home().get_page("/en/finding/" + finding.id, cookies).body);
  EXPECT_EQ(button.address, "/cy/penderfynu-canfyddiad/" + finding.id);
  const auto version = std::to_string(before);
  const auto typed = "verdict=watch&reason=Half+a+sentence+%3Cb%3E&owner=&version=" + version + "&key=k&page=finding%2F" + finding.id;
  const auto welsh = home().post(button.address, typed + "&other-language=", cookies);
  EXPECT_EQ(welsh.status, 200u);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("Half a sentence &lt;b&gt;</textarea>"), HasSubstr("value=\"watch\" checked"), Not(HasSubstr("error-summary"))));
  EXPECT_EQ(switch_of(welsh.body).address, "/en/decide-finding/" + finding.id);
  EXPECT_EQ(store::decisions_about(home().ledger(), finding.id).size(), before);
}

TEST(LanguageSwitch, Nat8SaysWhatIsWrongInTheOtherLanguageToo) {
  const auto finding = store::findings(home().ledger()).front();
  const auto cookies = officer();
  const auto version = std::to_string(store::decisions_about(home().ledger(), finding.id).size());
  const auto typed = "verdict=act&reason=Plain+need&owner=&due=&version=" + version + "&page=finding%2F" + finding.id;
  const auto refused = home().post("/en/decide-finding/" + finding.id, typed, cookies);
  ASSERT_EQ(refused.status, 422u);
  const auto button = switch_of(refused.body);
  EXPECT_THAT(button.said, HasSubstr("code="));
  const auto welsh = home().post(button.address, typed + "&other-language=" + encoded(button.said), cookies);
  EXPECT_EQ(welsh.status, 422u);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("<title>Gwall: "), HasSubstr("Mae problem"), HasSubstr("Plain need</textarea>")));
}

TEST(LanguageSwitch, LeadsToTheAddressOfThePageWhereNothingWasTyped) {
  const auto finding = store::findings(home().ledger()).back();
  const auto decisions = store::decisions_about(home().ledger(), finding.id);
  const auto now = decisions.empty() ? store::FindingDecision{} : decisions.back();
  const auto stands = decisions.empty() ? "" : "verdict=" + std::string(store::word(now.verdict)) + "&";
  const auto answer = home().post("/cy/penderfynu-canfyddiad/" + finding.id,
                                  stands + "reason=" + encoded(now.reason) + "&owner=" + encoded(now.owner) + "&due=" + (now.due ? now.due->iso() : "") +
                                      "&version=" + std::to_string(decisions.size()) + "&page=finding%2F" + finding.id + "&other-language=", officer());
  EXPECT_EQ(answer.status, 303u);
  EXPECT_EQ(header(answer, "Location"), "/cy/canfyddiad/" + finding.id);
}

TEST(LanguageSwitch, KeepsWhatThePageWasAsked) {
  const auto cookies = officer();
  const auto page = home().get_page("/en/imports?organisation=680", cookies);
  EXPECT_THAT(page.body, HasSubstr("name=\"page\" value=\"imports/?organisation=680\""));
  const auto typed = home().post("/cy/anfon-ffeil", "year=2009&profile=&organisation=680&page=imports%2F%3Forganisation%3D680&other-language=", cookies);
  EXPECT_EQ(typed.status, 200u);
  EXPECT_THAT(typed.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("value=\"2009\" selected")));
  const auto untouched = home().post("/cy/anfon-ffeil", "year=&profile=&organisation=680&page=imports%2F%3Forganisation%3D680&other-language=", cookies);
  EXPECT_EQ(header(untouched, "Location"), "/cy/mewnforion?organisation=680");
}

TEST(LanguageSwitch, KeepsTheMailOfSigningInAndNoPassword) {
  const auto refused = home().post("/en/sign-in", "mail=mair%40e.invalid&password=wrong+horse+entirely&next=");
  EXPECT_THAT(refused.body, HasSubstr("value=\"mair@e.invalid\""));
  const auto welsh = home().post("/cy/mewngofnodi", "mail=mair%40e.invalid&password=wrong+horse+entirely&next=&other-language=" + encoded(switch_of(refused.body).said));
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("<title>Gwall: "), HasSubstr("value=\"mair@e.invalid\""), Not(HasSubstr("entirely"))));
}

TEST(LanguageSwitch, HasAButtonForEachOfSeveralForms) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  home().post("/en/invite-person", "name=Several&mail=several%40e.invalid&language=en", cookies);
  const auto people = home().get_page("/en/people", cookies);
  std::string person;
  for (const auto& link : links_of(people.body))
    if (link.starts_with("/en/person/")) person = link.substr(11);
  const auto page = home().get_page("/en/person/" + person, cookies).body;
  EXPECT_THAT(page, AllOf(HasSubstr("href=\"/cy/person/" + person + "\" lang=\"cy\""), HasSubstr("formaction=\"/cy/rhoi-rol/" + person + "\""),
                          HasSubstr("formaction=\"/cy/dolen-newydd/" + person + "\"")));
  const auto welsh = home().post("/cy/rhoi-rol/" + person, "role=inspector&organisation=6802&purpose=&from=2010-11-30&page=person%2F" + person + "&other-language=", cookies);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("value=\"6802\""), HasSubstr("value=\"2010-11-30\"")));
}

// A change that somebody else made in the meantime is still noticed after the switch.
TEST(LanguageSwitch, KeepsWhatTheSenderHadSeen) {
  const auto finding = store::findings(home().ledger()).front();
  const auto answer = home().post("/cy/penderfynu-canfyddiad/" + finding.id, "reason=mine&version=77&page=finding%2F" + finding.id + "&other-language=", officer());
  EXPECT_THAT(answer.body, HasSubstr("name=\"version\" value=\"77\""));
}

TEST(LanguageSwitch, Nat8KeepsFiltersThatWereNotYetSent) {
  const auto cookies = officer();
  const std::string asked = "/gaps/680?indicator=ks2-science&year=2009";
  const auto page = home().get_ready("/en" + asked, cookies);
  const auto button = switch_of(page.body);
  EXPECT_EQ(button.address, "/cy/bylchau/680?indicator=ks2-science&amp;year=2009");
  const auto address = std::regex_replace(button.address, std::regex("&amp;"), "&");
  const auto chosen = home().post(address, "year=2010&indicator=ks2-science&other-language=", cookies);
  EXPECT_EQ(chosen.status, 200u);
  EXPECT_THAT(chosen.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("value=\"2010\" selected"), HasSubstr("href=\"/en" + std::regex_replace(asked, std::regex("&"), "&amp;") + "\"")));
  const auto untouched = home().post(address, "year=2009&indicator=ks2-science&other-language=", cookies);
  EXPECT_EQ(untouched.status, 303u);
  EXPECT_EQ(header(untouched, "Location"), address);
}

std::vector<std::string> found_in(const std::string& html) {
  std::vector<std::string> ids;
  for (const auto& link : links_of(html.substr(html.find("<main"))))
    if (link.starts_with("/en/school/") || link.starts_with("/cy/ysgol/")) ids.push_back(link.substr(link.rfind('/')));
  return ids;
}

TEST(LanguageSwitch, Nat8ShowsWhatASearchFoundInTheOtherLanguageToo) {
  const auto cookies = officer();
  const auto english = home().post("/en/search", "q=ysgol&page=search%2F", cookies);
  const auto button = switch_of(english.body);
  EXPECT_EQ(button.address, "/cy/chwilio");
  const auto welsh = home().post(button.address, "q=ysgol+arall&page=search%2F&other-language=" + encoded(button.said), cookies);
  EXPECT_EQ(welsh.status, 200u);
  EXPECT_FALSE(found_in(english.body).empty());
  EXPECT_THAT(found_in(welsh.body), testing::UnorderedElementsAreArray(found_in(english.body)));
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("value=\"ysgol arall\"")));
}

std::string person_page(const std::string& cookies) {
  home().post("/en/invite-person", "name=Along&mail=along%40e.invalid&language=en", cookies);
  std::string person;
  for (const auto& link : links_of(home().get_page("/en/people", cookies).body))
    if (link.starts_with("/en/person/")) person = link.substr(11);
  return person;
}

TEST(LanguageSwitch, Nat8TakesEveryFormOfAPageAlong) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  const auto person = person_page(cookies);
  const auto welsh = home().post("/cy/person/" + person,
                                 "give-role%2Forganisation=6802+%3Cb%3E&give-role%2Ffrom=2010-11-30&new-link%2Freset=codes&search-words=Si%C3%A2n&other-language=", cookies);
  EXPECT_EQ(welsh.status, 200u);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("value=\"6802 &lt;b&gt;\""), HasSubstr("value=\"2010-11-30\""),
                                HasSubstr("value=\"codes\" checked"), HasSubstr("value=\"Siân\"")));
  const auto refused = home().post("/cy/person/" + person, "give-role%2Forganisation=6802&give-role%2Fother-language=" + encoded("code=operation.missing&parameter=role") + "&other-language=", cookies);
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("<title>Gwall: "), HasSubstr("id=\"give-role-role-fault\"")));
  const auto untouched = home().post("/cy/person/" + person, "give-role%2Forganisation=&other-language=", cookies);
  EXPECT_EQ(header(untouched, "Location"), "/cy/person/" + person);
}

// Where a page cannot take everything along it says so, and stays as it is.
TEST(LanguageSwitch, Nat8SaysWhatItCannotKeep) {
  const auto cookies = home().signed_in("system-administrator", "W92000004", "");
  EXPECT_THAT(home().get_page("/en/person/" + person_page(cookies), cookies).body,
              AllOf(HasSubstr("target=\"_blank\" aria-describedby=\"switch-note\""), HasSubstr("id=\"switch-note\""), HasSubstr("formtarget=\"_blank\"")));
  EXPECT_THAT(home().get_page("/cy/mewnforion", officer()).body,
              AllOf(HasSubstr("data-switch aria-describedby=\"send-file-not-kept\""), HasSubstr("id=\"send-file-not-kept\""), HasSubstr("dewiswch hi eto")));
  const auto once = home().post("/en/invite-person", "name=Once&mail=once%40e.invalid&language=en", cookies);
  EXPECT_THAT(once.body, AllOf(HasSubstr("This is shown once."), HasSubstr("target=\"_blank\"")));
}

// The page of a refusal led to the front page in the other language.
TEST(LanguageSwitch, Nat8LeadsFromARefusalToTheSameInTheOtherLanguage) {
  const auto cookies = officer();
  const std::pair<const char*, const char*> addresses[] = {{"/en/nonsense", "/cy/nonsense"}, {"/en/school/9999999", "/cy/ysgol/9999999"}, {"/cy/ysgol/9999999", "/en/school/9999999"}};
  for (const auto& [asked, other] : addresses) {
    const auto answer = home().get_page(asked, cookies);
    EXPECT_EQ(answer.status, 404u) << asked;
    EXPECT_THAT(links_of(answer.body), testing::Contains(other)) << asked;
  }
}

// Of what was sent no address can be asked again: the switch says why it was refused.
TEST(LanguageSwitch, Nat8SaysWhyWhatWasSentWasRefusedInTheOtherLanguage) {
  static const std::regex button("<form method=\"post\" action=\"([^\"]*)\"><button type=\"submit\" name=\"other-language\" value=\"([^\"]*)\"");
  const auto said_again = [](const std::string& html) {
    std::smatch found;
    if (!std::regex_search(html, found, button)) return app::HttpResponse{};
    return home().post(found[1], "other-language=" + encoded(std::regex_replace(found[2].str(), std::regex("&amp;"), "&")));
  };
  const auto elsewhere = home().send({.method = "POST", .path = "/en/decide-finding/x", .query = {}, .headers = {{"origin", "https://evil.example"}}, .body = "reason=x"});
  EXPECT_EQ(elsewhere.status, 403u);
  const auto welsh = said_again(elsewhere.body);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("lang=\"cy\""), HasSubstr("Anfonwyd y ffurflen hon o wefan arall"), Not(HasSubstr("was sent"))));
  EXPECT_THAT(said_again(welsh.body).body, HasSubstr("This form was sent from another site"));
  const auto unread = home().post("/cy/chwilio", "q=%ZZ", officer());
  EXPECT_EQ(unread.status, 422u);
  EXPECT_THAT(said_again(unread.body).body, HasSubstr("What was sent could not be read."));
  app::HttpRequest large{.method = "POST", .path = "/en/send-file", .query = {}, .headers = {{"sec-fetch-site", "same-origin"}, {"host", "127.0.0.1:8080"}, {"cookie", officer()}, {"content-length", "999999999999"}}, .body = {}};
  const auto refused = home().before_body(large);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 413u);
  EXPECT_THAT(said_again(refused->body).body, HasSubstr("yn fwy na 256 MiB"));
}

TEST(LanguageSwitch, LeadsBackAfterSigningInInTheLanguageInWhichItWasDone) {
  store::Transaction transaction(home().ledger());
  const auto person = store::add_person(home().ledger(), {.id = {}, .name = "Nia", .mail = "nia@e.invalid", .roles = {}}).value();
  transaction.commit();
  const auto link = home().door().accounts().invite(person, home().now);
  const auto half = home().post("/en/link/" + link, "password=tair+afal+goch+yn+yr+ardd");
  const auto cookies = std::string(app::session_cookie) + "=" + cookie_set(half, app::session_cookie);
  const auto code = one_time_code(store::credentials(home().ledger(), person).code_secret, one_time_step(home().now));
  const auto open = home().post("/cy/cod-mewngofnodi", "code=" + code + "&next=" + encoded("/en/account?x=1#roles"), cookies);
  EXPECT_EQ(header(open, "Location"), "/cy/cyfrif?x=1#roles");
}

TEST(LanguageSwitch, IsRememberedWhereNoAddressSaysIt) {
  const auto cookies = officer();
  const auto set = cookie_set(home().get_page("/cy/hafan", cookies), app::language_cookie);
  EXPECT_EQ(set, "cy");
  const auto chosen = cookies + "; " + std::string(app::language_cookie) + "=cy";
  EXPECT_EQ(cookie_set(home().get_page("/cy/hafan", chosen), app::language_cookie), "");
  EXPECT_THAT(home().get_page("/", chosen).body, HasSubstr("lang=\"cy\""));
  EXPECT_THAT(home().get_page("/nowhere", chosen).body, HasSubstr("lang=\"cy\""));
}

TEST(LanguageSwitch, SaysNothingThatIsNoMessage) {
  const auto finding = store::findings(home().ledger()).front();
  const auto answer = home().post("/cy/penderfynu-canfyddiad/" + finding.id, "reason=x&version=0&page=finding%2F" + finding.id + "&other-language=code%3Dno.message", officer());
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, Not(HasSubstr("no.message")));
}

}  // namespace language_journey
}  // namespace potensial::tests
