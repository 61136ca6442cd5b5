// What people are told by mail, from what happened to what a real mail server took, and what they choose for themselves
// (ACC-7, SEC-31).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <thread>

#include <soci/soci.h>

#include "base/one_time_code.hpp"
#include "catalogue/access_policy.hpp"
#include "insight/finding_search.hpp"
#include "journeys/site_home.hpp"
#include "mail/smtp_server.hpp"
#include "service/finding_reminders.hpp"
#include "store/audit_log.hpp"
#include "store/contact_store.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"
#include "store/mail_store.hpp"
#include "store/person_store.hpp"

namespace potensial::tests::mails_journey {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

SmtpServer& server() {
  static SmtpServer made;
  return made;
}

service::MailSettings mail_settings() {
  return {.server = {.address = server().address(), .account = {}, .password = {}, .patience = std::chrono::milliseconds(1500)},
          .from = "potensial@authority.example", .address = "https://potensial.example"};
}

SiteHome& home() {
  static SiteHome made({.name = "mails", .learners = "1500", .years = "2", .imported = {"organisations"}, .prepared = false, .mail = mail_settings()});
  return made;
}

std::string administrator() { return home().signed_in("system-administrator", "W92000004", ""); }

// Until nothing waits and nothing is being sent.
void wait_until_sent(SiteHome& at = home()) {
  for (int tries = 0; tries < 200; ++tries) {
    if (store::mails_in(at.ledger(), store::MailState::waiting).empty() && store::mails_in(at.ledger(), store::MailState::sending).empty()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

// Those that the server took for somebody, as a mail program shows them.
std::vector<std::string> mails_to(const std::string& address) {
  std::vector<std::string> found;
  for (const auto& each : server().mails())
    if (each.find("RCPT TO:<" + address + ">") != std::string::npos) found.push_back(read_mail(each));
  return found;
}

std::vector<std::string> mails_when_sent(const std::string& address) {
  wait_until_sent();
  return mails_to(address);
}

std::string token_in(const std::string& text, const std::string& before) {
  std::smatch found;
  return std::regex_search(text, found, std::regex(before + "([A-Za-z0-9_-]{20,})")) ? found[1].str() : std::string();
}

std::string person_with(const std::string& mail) {
  return std::to_string(static_cast<std::int64_t>(store::person_with_mail(home().ledger(), mail)->id));
}

// The mail address of whoever these cookies belong to: the account page says it.
std::string mail_of(SiteHome& at, const std::string& cookies) {
  std::smatch found;
  const auto page = at.get_page("/en/account", cookies).body;
  return std::regex_search(page, found, std::regex("[0-9]+@e\\.invalid")) ? found[0].str() : std::string();
}

TEST(Mails, Sec31AnInvitationReachesItsPersonWithALinkOfTheConfiguredAddress) {
  const auto page = home().post("/en/invite-person", "name=Si%C3%A2n&mail=sian%40ysgol.example&language=cy", administrator()).body;
  EXPECT_THAT(page, HasSubstr("A mail with a link goes to Siân at sian@ysgol.example."));
  const auto shown = token_in(page, "/en/link/");
  const auto mails = mails_when_sent("sian@ysgol.example");
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0], AllOf(HasSubstr("To: Siân <sian@ysgol.example>"), HasSubstr("Potensial: dewiswch eich cyfrinair / Potensial: choose your password"),
                              HasSubstr("https://potensial.example/cy/dolen/"), Not(HasSubstr("127.0.0.1")), Not(HasSubstr(shown))));
  const auto token = token_in(mails[0], "/cy/dolen/");
  EXPECT_EQ(home().get_page("/cy/dolen/" + token).status, 200u);
  EXPECT_EQ(home().post("/cy/dolen/" + token, "password=tri+chwarter+awr+i+fyny").status, 303u);
  EXPECT_THAT(home().post("/en/link/" + shown, "password=pedwar+chwarter+awr+i+fyny").body, HasSubstr("was used before")) << "one of the two ends the other";
}

TEST(Mails, NothingSecretStandsInTheOutboxTheAuditLogOrTheLedger) {
  const auto cookies = administrator();
  home().post("/en/invite-person", "name=Secret&mail=secret%40ysgol.example&language=en", cookies);
  const auto token = token_in(mails_when_sent("secret@ysgol.example").at(0), "/en/link/");
  ASSERT_FALSE(token.empty());
  EXPECT_THAT(home().get_page("/en/outbox", cookies).body, AllOf(HasSubstr("Secret"), HasSubstr("choose your password"), Not(HasSubstr(token))));
  for (const auto& line : store::audit_lines(home().ledger(), "", 1000)) EXPECT_EQ((line.entry.reason + line.entry.object).find(token), std::string::npos);
  for (const char* file : {"ledger.sqlite", "ledger.sqlite-wal"}) {
    std::ifstream in(home().folder() / "home" / file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(bytes.find(token), std::string::npos) << file;
  }
}

TEST(Mails, TellOfAChangedPasswordAndOfASecondStepThatWasSetUp) {
  const auto cookies = administrator();
  home().post("/en/invite-person", "name=Mair&mail=mair%40ysgol.example&language=en", cookies);
  auto token = token_in(mails_when_sent("mair@ysgol.example").at(0), "/en/link/");
  const auto choose = [&](const std::string& password) { return cookie_set(home().post("/en/link/" + token, "password=" + password), "__Host-session"); };
  auto session = choose("tri+chwarter+awr+i+fyny");
  const auto id = store::person_with_mail(home().ledger(), "mair@ysgol.example")->id;
  const auto code = one_time_code(store::credentials(home().ledger(), id).code_secret, one_time_step(home().now));
  home().post("/en/sign-in-code", "code=" + code, "__Host-session=" + session);
  home().post("/en/new-link/" + person_with("mair@ysgol.example"), "reset=password", cookies);
  const auto told = mails_when_sent("mair@ysgol.example");
  ASSERT_EQ(told.size(), 3u);
  EXPECT_THAT(told[1], AllOf(HasSubstr("The second step of your account was set up"), Not(HasSubstr(code))));
  EXPECT_THAT(told[2], HasSubstr("Potensial: a new link to choose your password"));
  token = token_in(told[2], "/en/link/");
  choose("pedwar+chwarter+awr+i+fyny");
  EXPECT_THAT(mails_when_sent("mair@ysgol.example").back(), HasSubstr("The password of your account was changed."));
}

TEST(Mails, TheSchoolThatAskedIsToldOfTheAnswerButNotWhoAnswered) {
  const auto schools = home().schools();
  ASSERT_GE(schools.size(), 2u);
  const auto asking = home().signed_in("headteacher", schools[0], "improvement"), asked = home().signed_in("headteacher", schools[1], "improvement");
  const auto id = store::add_contact(home().ledger(), {.from = schools[0], .to = schools[1], .indicator = "ks2-points", .words = "How?", .actor = "x", .at = home().now});
  ASSERT_EQ(home().post("/en/answer-contact/" + std::to_string(id), "answer=yes&words=Come", asked).status, 303u);
  const auto told = mails_when_sent(mail_of(home(), asking));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0], AllOf(HasSubstr("has answered"), HasSubstr("https://potensial.example/en/contact/" + std::to_string(id)), Not(HasSubstr("Come"))));
  EXPECT_TRUE(mails_to(mail_of(home(), asked)).empty());
}

TEST(Mails, NoticesCanBeTurnedOffAndAreChosenOnThePageOfTheAccount) {
  const auto schools = home().schools();
  const auto asking = home().signed_in("headteacher", schools[0], "improvement"), asked = home().signed_in("headteacher", schools[1], "improvement");
  EXPECT_THAT(home().get_page("/en/account", asking).body, AllOf(HasSubstr("Notices by mail"), HasSubstr("Your language")));
  ASSERT_EQ(home().post("/en/change-account", "language=cy&notices=no&page=account", asking).status, 303u);
  EXPECT_THAT(home().get_page("/en/account", asking).body, AllOf(HasSubstr("value=\"cy\" checked"), HasSubstr("value=\"no\" checked")));
  const auto id = store::add_contact(home().ledger(), {.from = schools[0], .to = schools[1], .indicator = "ks2-points", .words = "How?", .actor = "x", .at = home().now});
  home().post("/en/answer-contact/" + std::to_string(id), "answer=no&words=Later", asked);
  EXPECT_TRUE(mails_when_sent(mail_of(home(), asking)).empty());
}

std::string newest_census() {
  std::string newest;
  for (const auto& each : std::filesystem::directory_iterator(home().nation() / "census")) newest = std::max(newest, each.path().filename().string());
  return newest;
}

void wait_for_work(const std::string& address, const std::string& cookies) {
  for (int tries = 0; tries < 300 && home().get_page(address, cookies).body.find("Look again") != std::string::npos; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

TEST(Mails, WhoSentAFileIsToldWhenItsImportHasEnded) {
  const auto officer = home().signed_in("authority-data-officer", "680", "improvement");
  const auto year = newest_census();
  std::ifstream in(home().nation() / "census" / year / "680.csv", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  ASSERT_FALSE(bytes.empty());
  const auto body = std::string("--bound\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n") + year + "\r\n--bound\r\nContent-Disposition: form-data; name=\"profile\"\r\n\r\n\r\n"
                    "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"680.csv\"\r\nContent-Type: text/csv\r\n\r\n" + bytes + "\r\n--bound--\r\n";
  const auto sent = home().send({.method = "POST", .path = "/en/send-file", .query = {},
                                 .headers = {{"sec-fetch-site", "same-origin"}, {"cookie", officer}, {"content-type", "multipart/form-data; boundary=bound"},
                                             {"content-length", std::to_string(body.size())}},
                                 .body = body, .peer = "192.0.2.9"});
  ASSERT_EQ(sent.status, 303u) << sent.body;
  const auto address = header(sent, "Location"), number = address.substr(address.rfind('/') + 1);
  wait_for_work(address, officer);
  ASSERT_EQ(home().post("/en/import-rows/" + number, "", officer).status, 303u);
  wait_for_work(address, officer);
  const auto told = mails_when_sent(mail_of(home(), officer));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0], AllOf(HasSubstr("https://potensial.example/en/import/" + number), testing::AnyOf(HasSubstr("has ended"), HasSubstr("was held"))));
  EXPECT_THAT(told[0], Not(HasSubstr("680.csv")));
}

TEST(Mails, WhatFailedStandsInTheOutboxWithItsReasonAndIsSentAgain) {
  const auto cookies = administrator();
  wait_until_sent();
  server().behave("refuse");
  home().post("/en/invite-person", "name=Again&mail=again%40ysgol.example&language=en", cookies);
  wait_until_sent();
  server().behave("accept");
  const auto failed = store::mails_in(home().ledger(), store::MailState::failed);
  ASSERT_EQ(failed.size(), 1u);
  const auto page = home().get_page("/en/outbox", cookies).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Failed"), HasSubstr("The mail server refused it with the reply 550."), HasSubstr("1 mail was tried and not sent.")));
  EXPECT_THAT(home().get_page("/cy/blwch-allan", cookies).body, AllOf(HasSubstr("Methodd"), HasSubstr("gyda’r ateb 550")));
  const auto number = std::to_string(failed[0].id);
  EXPECT_EQ(home().post("/en/send-mail-again", "mail=" + number + "&page=outbox", cookies).status, 303u);
  EXPECT_EQ(mails_when_sent("again@ysgol.example").size(), 1u);
  EXPECT_EQ(home().post("/en/send-mail-again", "mail=" + number + "&page=outbox", cookies).status, 422u);
  const auto lines = store::audit_lines(home().ledger(), "mail/" + number, 10);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.front().entry.operation, "send-mail-again");
}

TEST(Mails, AServerThatSaysNothingHoldsUpNoPage) {
  const auto cookies = administrator();
  server().behave("silent");
  home().post("/en/invite-person", "name=Slow&mail=slow%40ysgol.example&language=en", cookies);
  for (int tries = 0; tries < 100 && store::mails_in(home().ledger(), store::MailState::sending).empty(); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  ASSERT_FALSE(store::mails_in(home().ledger(), store::MailState::sending).empty());
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(home().get_page("/en/outbox", cookies).status, 200u);
  EXPECT_EQ(home().post("/en/invite-person", "name=Other&mail=other%40ysgol.example&language=en", cookies).status, 200u);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(1000));
  server().behave("accept");
}

TEST(Mails, OnlyAdministratorsSeeTheOutbox) {
  const auto officer = home().signed_in("authority-data-officer", "680", "improvement");
  EXPECT_EQ(home().get_page("/en/outbox", officer).status, 404u);
  EXPECT_EQ(home().post("/en/send-mail-again", "mail=all", officer).status, 404u);
  EXPECT_THAT(home().get_page("/en/people", administrator()).body, HasSubstr("/en/outbox"));
}

// SiteHome::get() has no mail server.
TEST(Mails, WithoutAServerNothingOfMailsAppears) {
  auto& plain = SiteHome::get();
  const auto before = store::mails(plain.ledger()).size();  // of other tests of this home
  const auto cookies = plain.signed_in("system-administrator", "W92000004", "");
  EXPECT_EQ(plain.get_page("/en/outbox", cookies).status, 404u);
  EXPECT_EQ(plain.post("/en/send-mail-again", "mail=all", cookies).status, 404u);
  EXPECT_THAT(plain.get_page("/en/people", cookies).body, Not(HasSubstr("outbox")));
  EXPECT_THAT(plain.get_page("/en/account", cookies).body, AllOf(Not(HasSubstr("Notices by mail")), HasSubstr("Your language")));
  EXPECT_THAT(plain.post("/en/invite-person", "name=Plain&mail=plain%40ysgol.example&language=en", cookies).body, HasSubstr("Hand this link to Plain yourself."));
  EXPECT_EQ(store::mails(plain.ledger()).size(), before);
}

// The switch is a link from the same page in the other language.
app::HttpResponse switched(SiteHome& at, const std::string& from, const std::string& to, const std::string& cookies) {
  return at.send({.method = "GET", .path = to, .query = {}, .headers = {{"cookie", cookies}, {"referer", "http://127.0.0.1:8080" + from}}, .body = {}, .peer = "192.0.2.9"});
}

TEST(LanguageOfAPerson, Acc7IsThatOfSigningInAndThenTheOneChosenLast) {
  auto& plain = SiteHome::get();
  const auto cookies = plain.signed_in("authority-data-officer", "680", "improvement");
  const auto language = [&] { return store::person_with_mail(plain.ledger(), mail_of(plain, cookies))->language; };
  EXPECT_EQ(language(), Language::en);
  EXPECT_TRUE(store::person_with_mail(plain.ledger(), mail_of(plain, cookies))->language_chosen);
  plain.get_page("/cy/cyfrif", cookies);
  EXPECT_EQ(language(), Language::en) << "a link that somebody gave chooses nothing";
  switched(plain, "/en/home", "/cy/cyfrif", cookies);
  EXPECT_EQ(language(), Language::en);
  switched(plain, "/en/account?x=1", "/cy/cyfrif", cookies);
  EXPECT_EQ(language(), Language::cy);
  const auto elsewhere = plain.send({.method = "GET", .path = "/en/account", .query = {}, .headers = {{"cookie", cookies}, {"referer", "http://evil.example/cy/cyfrif"}}, .body = {}, .peer = "192.0.2.9"});
  EXPECT_EQ(elsewhere.status, 200u);
  EXPECT_EQ(language(), Language::cy);
}

TEST(LanguageOfAPerson, Acc7IsThatOfTheirExportsWhereNoneIsNamed) {
  auto& plain = SiteHome::get();
  const auto cookies = plain.signed_in("authority-data-officer", "680", "improvement");
  const auto token = cookies.substr(cookies.find('=') + 1);
  const auto asked = [&](const std::string& query) {
    return plain.send({.method = "GET", .path = "/api/v1/definition/ks2-points", .query = query, .headers = {{"authorization", "Bearer " + token}}, .body = {}, .peer = "192.0.2.9"}).body;
  };
  EXPECT_THAT(asked(""), HasSubstr("\"language\":\"en\""));
  ASSERT_EQ(plain.post("/en/change-account", "language=cy&page=account", cookies).status, 303u);
  EXPECT_THAT(asked(""), HasSubstr("\"language\":\"cy\""));
  EXPECT_THAT(asked("lang=en"), HasSubstr("\"language\":\"en\""));
}

// A second door to the home of all journeys, with mails.
TEST(Mails, TheHeadThatIsAskedForAContactIsTold) {
  SiteHome mailing(SiteHome::get(), mail_settings());
  static const std::regex choice("<input[^>]*name=\"to\"[^>]*value=\"([0-9]{7})\"");
  for (const auto& school : mailing.schools()) {
    const auto asking = mailing.signed_in("headteacher", school, "improvement");
    const auto page = mailing.get_page("/en/school/" + school, asking).body;
    std::smatch found;
    if (!std::regex_search(page, found, choice)) continue;
    const auto asked = mailing.signed_in("headteacher", found[1], "improvement");
    const auto address = header(mailing.post("/en/ask-contact/" + school, "to=" + found[1].str() + "&words=How%3F", asking), "Location");
    wait_until_sent(mailing);
    const auto told = mails_to(mail_of(mailing, asked));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_THAT(told[0], AllOf(HasSubstr("A school asks yours for a contact"), HasSubstr("https://potensial.example" + address), Not(HasSubstr("How?"))));
    EXPECT_TRUE(mails_to(mail_of(mailing, asking)).empty());
    return;
  }
  FAIL() << "no school of the authority is named as clearly better";
}

TEST(Mails, TheDataOfficerIsToldOfFindingsWithoutOwnerOnceAWeek) {
  auto& plain = SiteHome::get();
  const auto officer = mail_of(plain, plain.signed_in("authority-data-officer", "680", "improvement"));
  const auto other = mail_of(plain, plain.signed_in("authority-data-officer", "680", "attendance"));
  const auto falling = insight::groups_of(store::findings(plain.ledger(), "", "680")).findings;
  const auto finding = std::ranges::find_if(falling, [&](const auto& each) { return store::decisions_about(plain.ledger(), each.id).empty(); });
  ASSERT_NE(finding, falling.end());
  plain.ledger().session() << "UPDATE finding SET opened_at = '2010-10-01T09:00:00Z' WHERE id = :i", soci::use(finding->id);
  const auto definitions = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto policy = catalogue::access_policy_on(definitions, Date(2010, 11, 22)).value();
  auto opened = service::Home::open(plain.folder() / "home", definitions, 1).value();
  const auto count = [&](const std::string& mail) {
    const auto id = store::person_with_mail(plain.ledger(), mail)->id;
    return std::ranges::count(store::mails(plain.ledger()), id, &store::Mail::person);
  };
  ASSERT_TRUE(service::remind_of_findings(opened, policy, plain.now));
  EXPECT_EQ(count(officer), 1);
  EXPECT_EQ(count(other), 0) << "decides about no finding";
  ASSERT_TRUE(service::remind_of_findings(opened, policy, plain.now + std::chrono::days(6)));
  EXPECT_EQ(count(officer), 1);
  ASSERT_TRUE(service::remind_of_findings(opened, policy, plain.now + std::chrono::days(8)));
  EXPECT_EQ(count(officer), 2);
}

}  // namespace
}  // namespace potensial::tests::mails_journey
