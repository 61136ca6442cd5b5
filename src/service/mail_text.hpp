// What a mail says: a sentence, the address of a page and who sends it, in the language of its reader, and in the other one
// below where that is not known. Addresses come from the settings, never from a request (SEC-31). Pure, thread-safe.
#pragma once

#include <chrono>
#include <string>

#include "catalogue/messages.hpp"
#include "exchange/mail_message.hpp"
#include "exchange/mail_server.hpp"
#include "model/person.hpp"
#include "model/phrase.hpp"
#include "store/mail_store.hpp"

namespace potensial::service {

struct MailSettings {
  exchange::MailServer server;
  std::string from, from_name = "Potensial";  // the sender
  std::string address;                        // at which people reach this service: https://potensial.authority.example
};

// Refuses (Blame::input) "mail.settings-server", "mail.settings-from", "mail.settings-address", "mail.settings-account".
Result<void> check_mail_settings(const MailSettings& settings);

Phrase subject_of(store::MailKind kind);

// `link`: token of a mail that leads to choosing a password; else empty.
exchange::MailMessage mail_message(const store::Mail& mail, const Person& to, const std::string& link, const MailSettings& settings,
                                   const catalogue::Messages& messages, std::chrono::sys_seconds at);

}  // namespace potensial::service
