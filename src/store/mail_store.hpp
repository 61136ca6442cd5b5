// The outbox: mails that are to be sent, and what became of them.
//
// A mail is written inside the Transaction of what it tells of, so that both are or neither is. It holds no words: they
// are made when it is sent, from its kind and the page to which it leads. Nor does it hold a secret: the link of an
// invitation is made when that is sent. Writing functions are called inside the caller's Transaction. One thread at a
// time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/person.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

enum class MailKind {
  invitation,        // to choose a first password
  new_link,          // to choose another
  password_changed,
  code_changed,      // of the second step
  contact_asked,
  contact_answered,
  import_held,
  import_ended,
  findings_waiting,  // for an owner
  money_left         // is expected to be, of an award
};
std::string_view word(MailKind kind);

enum class MailState {
  waiting,  // for its first or next try
  sending,  // from before a try until its answer is written
  sent,     // the server acknowledged it
  failed,   // will not be tried again by itself; `refusal` says why
  unsure,   // may have been sent: the server, or this service, ended in between
  dropped   // not needed any more
};
std::string_view word(MailState state);

struct Mail {
  std::int64_t id = 0;
  PersonId person{};
  MailKind kind = MailKind::invitation;
  Language language = Language::en;
  bool both_languages = false;         // the other one below it
  std::string noun, object;            // the page to which it leads; none of a mail whose link is made when it is sent
  std::chrono::sys_seconds at{};       // made
  std::chrono::sys_seconds next{};     // not tried before
  std::chrono::sys_seconds expires{};  // not tried from then on
  std::chrono::sys_seconds ended{};    // sent, failed or dropped
  MailState state = MailState::waiting;
  int attempts = 0;
  std::optional<Refusal> refusal;      // of the last attempt
};

// Gives its number; `mail.id` is not looked at.
std::int64_t add_mail(Ledger& ledger, const Mail& mail);
// State, attempts, refusal, and the times but the first.
void change_mail(Ledger& ledger, const Mail& mail);
// Those of a person of these kinds that wait.
void drop_waiting_mails(Ledger& ledger, PersonId person, std::span<const MailKind> kinds, std::chrono::sys_seconds at);
// That ended before.
void forget_mails(Ledger& ledger, std::chrono::sys_seconds before);

std::optional<Mail> mail(Ledger& ledger, std::int64_t id);
std::optional<Mail> due_mail(Ledger& ledger, std::chrono::sys_seconds at);  // that waits longest
std::vector<Mail> mails(Ledger& ledger);                                    // newest first
std::vector<Mail> mails_in(Ledger& ledger, MailState state);
bool has_mail_since(Ledger& ledger, PersonId person, MailKind kind, std::chrono::sys_seconds since);

}  // namespace potensial::store
