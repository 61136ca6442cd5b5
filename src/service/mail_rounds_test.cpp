#include "service/mail_rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "mail/smtp_server.hpp"
#include "service/mail_notices.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace potensial::service {
namespace mail_rounds_tests {

using namespace std::chrono_literals;
using store::MailKind;
using store::MailState;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::chrono::sys_seconds start{std::chrono::sys_days{std::chrono::year{2010} / 11 / 22}};

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

const catalogue::Messages& messages() {
  static const auto loaded = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return loaded;
}

class MailRoundsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    ledger_ = std::make_unique<store::Ledger>(store::Ledger::open(file()).value());
    nia_ = store::add_person(*ledger_, {.name = "Nia Bowen", .mail = "nia@ysgol.example", .language = Language::cy}).value();
  }
  void TearDown() override {
    ledger_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::filesystem::path file() const { return folder_ / "ledger.sqlite"; }
  MailSettings settings() const {
    return {.server = {.address = server_.address(), .account = {}, .password = {}, .patience = 1500ms}, .from = "potensial@authority.example",
            .address = "https://potensial.example"};
  }
  MailRounds rounds() const { return MailRounds(store::Ledger::open(file()).value(), {settings(), messages(), random_bytes}); }
  Person nia() { return store::person(*ledger_, nia_).value(); }
  // The mail that is told last.
  store::Mail told(MailKind kind, const Target& page = {"contact", "12", ""}) {
    tell_by_mail(*ledger_, nia(), kind, page, start);
    return store::mails(*ledger_).front();
  }
  store::Mail newest() { return store::mails(*ledger_).front(); }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("potensial-rounds-" + random_token(random_bytes));
  tests::SmtpServer server_;
  std::unique_ptr<store::Ledger> ledger_;
  PersonId nia_{};
};

TEST_F(MailRoundsTest, SendsInBothLanguagesUntilOneIsChosen) {
  told(MailKind::contact_asked);
  auto sending = rounds();
  EXPECT_TRUE(sending.send_next(start));
  EXPECT_FALSE(sending.send_next(start));
  EXPECT_EQ(newest().state, MailState::sent);
  const auto both = tests::read_mail(server_.mails().at(0));
  EXPECT_THAT(both, AllOf(HasSubstr("Content-Language: cy, en"), HasSubstr("Mae ysgol yn gofyn i’ch ysgol chi am gyswllt"), HasSubstr("A school asks yours for a contact"),
                          HasSubstr("https://potensial.example/cy/cyswllt/12"), HasSubstr("https://potensial.example/en/contact/12"),
                          HasSubstr("Subject: Potensial: mae ysgol yn gofyn i’ch un chi am gyswllt / Potensial: a school asks yours for a contact")));
  EXPECT_LT(both.find("Mae ysgol"), both.find("A school asks"));
  store::choose_language(*ledger_, nia_, Language::cy);
  told(MailKind::contact_asked);
  EXPECT_TRUE(sending.send_next(start));
  const auto welsh = tests::read_mail(server_.mails().at(1));
  EXPECT_THAT(welsh, AllOf(HasSubstr("Content-Language: cy\n"), HasSubstr("/cy/cyswllt/12"), Not(HasSubstr("/en/")), Not(HasSubstr("A school"))));
}

// No number and no name but the reader's own: whatever kind it is.
TEST_F(MailRoundsTest, EveryKindSaysASentenceAndALinkAndNoFigure) {
  auto sending = rounds();
  for (const auto kind : {MailKind::invitation, MailKind::new_link, MailKind::password_changed, MailKind::code_changed, MailKind::contact_asked,
                          MailKind::contact_answered, MailKind::import_held, MailKind::import_ended, MailKind::findings_waiting, MailKind::money_left}) {
    told(kind, {"home", "", ""});
    ASSERT_TRUE(sending.send_next(start));
    const auto read = tests::read_mail(server_.mails().back());
    const auto text = std::regex_replace(read.substr(read.find("\n\n")), std::regex("https://[^\n]*"), "LINK");
    EXPECT_THAT(text, AllOf(HasSubstr("LINK"), Not(HasSubstr("⟦")))) << store::word(kind);
    EXPECT_EQ(text.find_first_of("0123456789"), std::string::npos) << text;
    EXPECT_EQ(text.find("Nia"), std::string::npos);
    EXPECT_EQ(text.find("/cy/cyfrif") != std::string::npos || read.find("/cy/cyfrif") != std::string::npos, is_notice(kind)) << store::word(kind);
  }
}

TEST_F(MailRoundsTest, TheLinkOfAnInvitationStandsInTheMailAlone) {
  told(MailKind::invitation);
  EXPECT_TRUE(rounds().send_next(start));
  const auto read = tests::read_mail(server_.mails().at(0));
  static const std::regex link("https://potensial.example/en/link/([A-Za-z0-9_-]+)");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(read, found, link));
  const auto invitation = store::sign_in_link(*ledger_, found[1].str());
  ASSERT_TRUE(invitation);
  EXPECT_EQ(invitation->person, nia_);
  EXPECT_EQ(invitation->expires, start + mail_lasts);
  for (const auto& each : std::filesystem::directory_iterator(folder_)) {
    std::ifstream in(each.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(bytes.find(found[1].str()), std::string::npos) << each.path();
  }
}

TEST_F(MailRoundsTest, TriesAgainAfterGrowingPausesAndGivesUpWhenItExpires) {
  told(MailKind::contact_asked);
  server_.behave("busy");
  auto sending = rounds();
  auto at = start;
  std::vector<std::chrono::seconds> pauses;
  while (newest().state == MailState::waiting) {
    ASSERT_TRUE(sending.send_next(at));
    if (newest().state != MailState::waiting) break;
    EXPECT_FALSE(sending.send_next(newest().next - 1s));
    pauses.push_back(newest().next - at);
    at = newest().next;
  }
  EXPECT_THAT(std::vector(pauses.begin(), pauses.begin() + 5), testing::ElementsAre(1min, 5min, 30min, 2h, 6h));
  EXPECT_EQ(newest().state, MailState::failed);
  EXPECT_GE(at, start + mail_lasts);
  EXPECT_EQ(newest().refusal->code, "mail.server-refused");
  server_.behave("accept");
  EXPECT_FALSE(sending.send_next(at + 24h));
  EXPECT_TRUE(server_.mails().empty());
}

TEST_F(MailRoundsTest, WhatTheServerRefusesForGoodHasFailed) {
  told(MailKind::contact_asked);
  server_.behave("refuse");
  EXPECT_TRUE(rounds().send_next(start));
  EXPECT_EQ(newest().state, MailState::failed);
  EXPECT_FALSE(rounds().send_next(start + 24h));
}

TEST_F(MailRoundsTest, WhatTheServerTookWithoutSayingSoIsNotSentTwice) {
  told(MailKind::contact_asked);
  server_.behave("unsaid");
  EXPECT_TRUE(rounds().send_next(start));
  EXPECT_EQ(newest().state, MailState::unsure);
  server_.behave("accept");
  EXPECT_FALSE(rounds().send_next(start + 24h));
  EXPECT_EQ(server_.mails().size(), 1u);
}

// As a kill leaves it: written before the server was asked, nothing after.
TEST_F(MailRoundsTest, WhatWasBeingSentWhenTheServiceWasKilledIsNotSentTwice) {
  auto cut = told(MailKind::contact_asked);
  cut.state = MailState::sending;
  store::change_mail(*ledger_, cut);
  auto sending = rounds();
  sending.take_up(start + 1h);
  EXPECT_FALSE(sending.send_next(start + 1h));
  EXPECT_EQ(newest().state, MailState::unsure);
  EXPECT_EQ(newest().refusal->code, "mail.interrupted");
  EXPECT_TRUE(server_.mails().empty());
}

TEST_F(MailRoundsTest, IsWrittenAsBeingSentBeforeTheServerIsAsked) {
  told(MailKind::contact_asked);
  server_.behave("silent");
  std::jthread trying([&] { EXPECT_TRUE(rounds().send_next(start)); });
  bool was_sending = false;
  for (int tries = 0; tries < 100 && !was_sending; ++tries) {
    std::this_thread::sleep_for(10ms);
    was_sending = newest().state == MailState::sending;
  }
  EXPECT_TRUE(was_sending);
}

TEST_F(MailRoundsTest, EndsAtOnceWhenTheServiceDoes) {
  told(MailKind::contact_asked);
  server_.behave("silent");
  auto patient = settings();
  patient.server.patience = 60s;
  MailRounds sending(store::Ledger::open(file()).value(), {patient, messages(), random_bytes});
  const auto begun = std::chrono::steady_clock::now();
  {
    std::jthread trying([&](const std::stop_token& ending) { EXPECT_TRUE(sending.send_next(start, ending)); });
    std::this_thread::sleep_for(300ms);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
  EXPECT_EQ(newest().state, MailState::waiting);
  EXPECT_EQ(newest().refusal->code, "mail.interrupted");
}

TEST_F(MailRoundsTest, NothingGoesToThoseWhoLeftAndNoNoticeToThoseWhoWantNone) {
  const auto before = told(MailKind::contact_asked);
  store::end_person(*ledger_, nia_);
  EXPECT_TRUE(rounds().send_next(start));
  EXPECT_EQ(store::mail(*ledger_, before.id)->state, MailState::dropped);
  told(MailKind::contact_asked);
  EXPECT_EQ(newest().id, before.id);
  nia_ = store::add_person(*ledger_, {.name = "Ann", .mail = "ann@ysgol.example"}).value();
  store::choose_notices(*ledger_, nia_, false);
  told(MailKind::findings_waiting);
  EXPECT_EQ(newest().id, before.id);
  told(MailKind::password_changed);
  EXPECT_NE(newest().id, before.id);
  EXPECT_TRUE(server_.mails().empty());
}

TEST(MailSettings, AreAServerASenderAndAnAddress) {
  const MailSettings good{.server = {.address = "smtps://mail.example", .account = {}, .password = {}}, .from = "potensial@authority.example", .address = "https://potensial.example"};
  EXPECT_TRUE(check_mail_settings(good));
  const auto code = [&](const std::function<void(MailSettings&)>& spoil) {
    auto bad = good;
    spoil(bad);
    const auto checked = check_mail_settings(bad);
    return checked ? std::string("well") : checked.error().code;
  };
  EXPECT_EQ(code([](auto& bad) { bad.server.address = "mail.example"; }), "mail.settings-server");
  EXPECT_EQ(code([](auto& bad) { bad.from = "Potensial"; }), "mail.settings-from");
  EXPECT_EQ(code([](auto& bad) { bad.address = "potensial.example"; }), "mail.settings-address");
  EXPECT_EQ(code([](auto& bad) { bad.address = "https://potensial.example/\r\nBcc: x"; }), "mail.settings-address");
  EXPECT_EQ(code([](auto& bad) { bad.server.account = "me"; }), "mail.settings-account");
}

}  // namespace mail_rounds_tests
}  // namespace potensial::service
