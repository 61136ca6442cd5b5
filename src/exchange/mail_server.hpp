// Hands mails to a mail server (SMTP, RFC 5321).
//
// To another machine nothing goes without encryption and a certificate that is valid for its name; on this machine
// (127.0.0.1, ::1, localhost) neither is asked for. A password is sent to the server and stands nowhere else. Blocks for
// as long as the server is waited for. Thread-safe.
//
// Refusals (Blame::file, but where said): "mail.no-answer", "mail.server-refused" {reply}, "mail.account-refused",
// "mail.not-encrypted", "mail.certificate", "mail.address-unusable" (Blame::input), "mail.not-acknowledged",
// "mail.interrupted".
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "exchange/mail_message.hpp"

namespace potensial::exchange {

struct MailServer {
  std::string address;            // smtp://mail.authority.example:587, smtps://mail.authority.example
  std::string account, password;  // empty: it asks for none
  std::chrono::milliseconds patience{30'000};  // for each mail, from connecting to its acknowledgement
};

// What became of a mail.
enum class MailFate {
  sent,    // the server acknowledged it
  later,   // it did not take it now
  never,   // it will not take it
  unsure   // it was given the whole mail and said nothing: sending it again may deliver it twice
};

struct MailAnswer {
  MailFate fate = MailFate::sent;
  std::optional<Refusal> why;     // unless sent
};

// "smtp://" or "smtps://" and the name of a machine.
bool is_mail_server(const std::string& address);
bool is_this_machine(const std::string& address);

MailAnswer send_mail(const MailServer& server, const MailMessage& message, const std::stop_token& ending = {});

// Whether it answers, encrypts where it must and knows the account; sends no mail.
Result<void> greet_mail_server(const MailServer& server);

}  // namespace potensial::exchange
