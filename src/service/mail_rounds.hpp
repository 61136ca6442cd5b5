// Sends what waits in the outbox and writes down what became of it.
//
// Before a mail goes to the server it stands in the ledger as `sending`; afterwards as what the server said. What is found
// as `sending` at a start may or may not have been sent: it becomes `unsure` and is not sent again by itself, nor is a mail
// that the server took whole without acknowledging it. So nobody gets a mail twice that a server acknowledged. Others are
// tried again after growing pauses, until they expire. The link of an invitation is made for each try and stands nowhere
// but in the mail; the ledger has its hash. One thread at a time, as the ledger.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>

#include "base/secret.hpp"
#include "service/mail_text.hpp"
#include "store/ledger.hpp"

namespace potensial::service {

class MailRounds {
 public:
  struct Settings {
    MailSettings mail;
    const catalogue::Messages& messages;  // outlive the rounds
    RandomBytes random;
  };
  MailRounds(store::Ledger ledger, Settings settings) : ledger_(std::move(ledger)), settings_(std::move(settings)) {}

  // Once after a start: what was cut short, and what ended too long ago to be kept.
  void take_up(std::chrono::sys_seconds at);
  // The mail that waits longest; false: none is due.
  bool send_next(std::chrono::sys_seconds at, const std::stop_token& ending = {});

 private:
  struct Begun {
    store::Mail mail;
    std::optional<exchange::MailMessage> message;  // nothing: it needs no sending any more
  };
  std::optional<Begun> begin_next(std::chrono::sys_seconds at);
  exchange::MailMessage message_of(const store::Mail& mail, const Person& to, std::chrono::sys_seconds at);
  void write(const store::Mail& mail, const std::stop_token& ending);

  store::Ledger ledger_;
  Settings settings_;
};

}  // namespace potensial::service
