#include "exchange/mail_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "mail/smtp_server.hpp"

namespace potensial::exchange {
namespace mail_server_tests {

using std::chrono_literals::operator""ms;
using testing::HasSubstr;
using testing::Not;
using tests::SmtpServer;

MailMessage message() {
  return {.from = "potensial@authority.example", .from_name = "Potensial", .to = "nia@ysgol.example", .to_name = "Siân ŵ", .subject = "Dewiswch — ŷ",
          .text = "Cawsoch eich gwahodd: ŵŷâ ’.\n.\nhttps://potensial.example/cy/dolen/a=b\n", .languages = "cy", .id = "potensial-1-2",
          .at = std::chrono::sys_days(std::chrono::year{2010} / 11 / 22)};
}

MailServer server_at(const SmtpServer& server) { return {.address = server.address(), .account = {}, .password = {}, .patience = 1500ms}; }

std::string why(const MailAnswer& answer) { return answer.why ? answer.why->code : ""; }

TEST(MailServer, TakesAMailWithBothAccentsAndLinesOfADot) {
  const SmtpServer server;
  EXPECT_EQ(send_mail(server_at(server), message()).fate, MailFate::sent);
  ASSERT_EQ(server.mails().size(), 1u);
  EXPECT_THAT(server.mails().front(), HasSubstr("RCPT TO:<nia@ysgol.example>"));
  const auto read = tests::read_mail(server.mails().front());
  EXPECT_THAT(read, HasSubstr("Subject: Dewiswch — ŷ\n"));
  EXPECT_THAT(read, HasSubstr("To: Siân ŵ <nia@ysgol.example>\n"));
  EXPECT_THAT(read, HasSubstr("Cawsoch eich gwahodd: ŵŷâ ’.\n.\nhttps://potensial.example/cy/dolen/a=b\n"));
}

TEST(MailServer, TellsWhatWillNeverGoFromWhatMayGoLater) {
  SmtpServer server;
  server.behave("refuse");
  const auto refused = send_mail(server_at(server), message());
  EXPECT_EQ(refused.fate, MailFate::never);
  EXPECT_EQ(why(refused), "mail.server-refused");
  EXPECT_EQ(refused.why->arguments, (Arguments{{"reply", "550"}}));
  server.behave("busy");
  EXPECT_EQ(send_mail(server_at(server), message()).fate, MailFate::later);
  EXPECT_TRUE(server.mails().empty());
}

TEST(MailServer, IsWaitedForNoLongerThanPatienceLasts) {
  SmtpServer server;
  server.behave("silent");
  const auto start = std::chrono::steady_clock::now();
  const auto answer = send_mail(server_at(server), message());
  EXPECT_EQ(answer.fate, MailFate::later);
  EXPECT_EQ(why(answer), "mail.no-answer");
  EXPECT_EQ(greet_mail_server(server_at(server)).error().code, "mail.no-answer");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(MailServer, ThatTookAMailWithoutSayingSoLeavesItUnsure) {
  SmtpServer server;
  server.behave("unsaid");
  const auto answer = send_mail(server_at(server), message());
  EXPECT_EQ(answer.fate, MailFate::unsure);
  EXPECT_EQ(why(answer), "mail.not-acknowledged");
  EXPECT_EQ(server.mails().size(), 1u);
}

TEST(MailServer, ThatIsAwayDoesNotAnswer) {
  auto away = std::make_unique<SmtpServer>();
  const auto place = server_at(*away);
  away.reset();
  EXPECT_EQ(send_mail(place, message()).fate, MailFate::later);
  EXPECT_EQ(greet_mail_server(place).error().code, "mail.no-answer");
}

TEST(MailServer, KnowsTheAccountOrRefusesIt) {
  SmtpServer server;
  server.behave("account");
  auto place = server_at(server);
  place.account = "me";
  place.password = "wrong";
  EXPECT_EQ(why(send_mail(place, message())), "mail.account-refused");
  EXPECT_EQ(send_mail(place, message()).fate, MailFate::later);
  EXPECT_EQ(greet_mail_server(place).error().code, "mail.account-refused");
  place.password = "right";
  EXPECT_TRUE(greet_mail_server(place));
  EXPECT_EQ(send_mail(place, message()).fate, MailFate::sent);
  EXPECT_EQ(server.mails().size(), 1u);
}

// 0.0.0.0 leads to this machine, and is no name of it that would do without encryption.
TEST(MailServer, OfAnotherMachineGetsNothingWithoutEncryption) {
  SmtpServer server;
  server.behave("account");
  MailServer place{.address = "smtp://0.0.0.0:" + server.port(), .account = "me", .password = "right", .patience = 1500ms};
  const auto answer = send_mail(place, message());
  EXPECT_EQ(answer.fate, MailFate::later);
  EXPECT_EQ(why(answer), "mail.not-encrypted");
  EXPECT_TRUE(server.mails().empty());
}

TEST(MailServer, NoMailGoesToWhatIsNoAddress) {
  const SmtpServer server;
  auto written = message();
  written.to = "a@b>\r\nRCPT TO:<c@d";
  EXPECT_EQ(send_mail(server_at(server), written).fate, MailFate::never);
  EXPECT_TRUE(server.mails().empty());
}

TEST(MailServer, HasAnAddressOfItsKindAlone) {
  EXPECT_TRUE(is_mail_server("smtps://mail.authority.example"));
  EXPECT_TRUE(is_mail_server("smtp://mail.authority.example:587"));
  for (const char* bad : {"", "mail.authority.example", "https://mail.authority.example", "smtp://", "smtp://me:right@mail.example", "file:///etc/passwd"})
    EXPECT_FALSE(is_mail_server(bad)) << bad;
  EXPECT_TRUE(is_this_machine("smtp://localhost:25"));
  EXPECT_TRUE(is_this_machine("smtp://[::1]:25"));
  EXPECT_FALSE(is_this_machine("smtp://127.authority.example"));
}

}  // namespace mail_server_tests
}  // namespace potensial::exchange
