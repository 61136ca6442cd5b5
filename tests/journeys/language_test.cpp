// The switch of language loses nothing that was typed (NAT-08), without scripts.
#include <cctype>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/site_home.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"

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
  const auto cookies = home().signed_in("authority-data-officer", authority, "improvement");
  const auto page = home().get_page("/en/finding/" + finding.id, cookies);
  if (!store::decisions_about(home().ledger(), finding.id).empty()) GTEST_SKIP() << "decided by another journey";
  const auto answer = home().post("/cy/penderfynu-canfyddiad/" + finding.id, "reason=&owner=&due=&version=0&page=finding%2F" + finding.id + "&other-language=", cookies);
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

TEST(LanguageSwitch, SaysNothingThatIsNoMessage) {
  const auto finding = store::findings(home().ledger()).front();
  const auto answer = home().post("/cy/penderfynu-canfyddiad/" + finding.id, "reason=x&version=0&page=finding%2F" + finding.id + "&other-language=code%3Dno.message", officer());
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, Not(HasSubstr("no.message")));
}

}  // namespace language_journey
}  // namespace potensial::tests
