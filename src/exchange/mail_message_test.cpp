#include "exchange/mail_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace potensial::exchange {
namespace mail_message_tests {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

MailMessage message() {
  return {.from = "potensial@authority.example", .from_name = "Potensial", .to = "nia@ysgol.example", .to_name = "Nia Bowen", .subject = "Potensial: a notice",
          .text = "One\nTwo\n", .languages = "en", .id = "potensial-1-2", .at = std::chrono::sys_days(std::chrono::year{2010} / 11 / 22)};
}

std::string header(const MailMessage& from, const std::string& name) {
  for (const auto& each : mail_headers(from))
    if (each.starts_with(name + ": ")) return each.substr(name.size() + 2);
  return "none";
}

// A header is one line, or goes on in lines that begin with a blank.
bool is_one_header(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && text.compare(i, 3, "\r\n ") != 0) return false;
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) return false;
  }
  return true;
}

TEST(MailMessage, ItsHeadersAreThoseOfAMail) {
  EXPECT_EQ(header(message(), "Date"), "Mon, 22 Nov 2010 00:00:00 +0000");
  EXPECT_EQ(header(message(), "From"), "Potensial\r\n <potensial@authority.example>");
  EXPECT_EQ(header(message(), "To"), "Nia Bowen\r\n <nia@ysgol.example>");
  EXPECT_EQ(header(message(), "Subject"), "Potensial: a notice");
  EXPECT_EQ(header(message(), "Message-ID"), "<potensial-1-2@authority.example>");
  EXPECT_EQ(header(message(), "Auto-Submitted"), "auto-generated");
}

TEST(MailMessage, NamesAndSubjectsInAnyScriptAreEncodedInWordsOfWholeCharacters) {
  auto written = message();
  written.to_name = "Siân Rees";
  EXPECT_EQ(header(written, "To"), "=?UTF-8?B?U2nDom4gUmVlcw==?=\r\n <nia@ysgol.example>");
  written.subject = "Mae canfyddiadau’n aros am berchennog ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ ŵŷ";
  const auto subject = header(written, "Subject");
  EXPECT_TRUE(is_one_header(subject));
  for (std::size_t from = 0, to = 0; from < subject.size(); from = to + 2) {
    to = std::min(subject.find("\r\n", from), subject.size());
    EXPECT_LE(to - from, 67u);
    EXPECT_THAT(subject.substr(from), testing::AnyOf(StartsWith("=?UTF-8?B?"), StartsWith(" =?UTF-8?B?")));
  }
}

TEST(MailMessage, NothingInANameOrASubjectBeginsAHeader) {
  for (const char* bad : {"Ann\r\nBcc: all@e.invalid", "Ann\nBcc: all@e.invalid", "Ann\rBcc: x@e.invalid", "Ann\r\n\r\nText", "\"Ann\" <x@e.invalid>", "=?UTF-8?B?DQpCY2M6IHg=?="}) {
    auto written = message();
    written.to_name = written.subject = written.from_name = bad;
    for (const auto& each : mail_headers(written)) {
      EXPECT_TRUE(is_one_header(each)) << each;
      EXPECT_THAT(each, Not(HasSubstr("Bcc")));
      EXPECT_THAT(each, Not(HasSubstr("x@e.invalid")));
    }
  }
}

TEST(MailMessage, AnAddressCannotBeSeveralOrHoldABreak) {
  for (const char* good : {"nia@ysgol.example", "n.b+1@a.b.example"}) EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"", "nia", "@a", "a@", "a@b@c", "a@b,c@d", "a@b c", "a@b\r\nRCPT TO:<c@d>", "<a@b>", "\"a b\"@c", "siân@a.example", "a@b\n"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
}

TEST(MailMessage, LinesEndAsThoseOfMails) {
  EXPECT_EQ(mail_lines("One\nTwo\r\nThree"), "One\r\nTwo\r\nThree");
}

}  // namespace mail_message_tests
}  // namespace potensial::exchange
