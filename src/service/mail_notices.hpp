// Who is told what by mail: writes into the outbox (store/mail_store.hpp), inside the caller's Transaction.
//
// A mail says what happened in a sentence and leads to a page; no name or number of anybody else stands in it (decision
// 0015). What concerns the account itself comes to everybody; notices of what waits may be turned off. One thread at a
// time, as the ledger.
#pragma once

#include <array>
#include <chrono>
#include <string_view>

#include "model/access.hpp"
#include "model/block.hpp"
#include "model/organisation_tree.hpp"
#include "model/person.hpp"
#include "store/mail_store.hpp"

namespace potensial::service {

inline constexpr auto mail_lasts = std::chrono::hours(72);  // until a mail that could not be sent is given up; as invitations
inline constexpr std::array mails_with_links{store::MailKind::invitation, store::MailKind::new_link};

bool has_link(store::MailKind kind);    // to choose a password; made when the mail is sent
bool is_notice(store::MailKind kind);   // may be turned off

// Nothing for those who left, or turned notices off.
void tell_by_mail(store::Ledger& ledger, const Person& person, store::MailKind kind, const Target& page, std::chrono::sys_seconds at);

// Something happened at an organisation: told to those who may do something about it there.
struct Happening {
  store::MailKind kind = store::MailKind::contact_asked;
  std::string_view operation;     // that they may do
  std::string_view organisation;
  Target page;
  PersonId by{};                  // is not told
  std::chrono::seconds at_most_every{0};  // to nobody who was told of the same kind since
};
void tell_those_who_may(store::Ledger& ledger, const AccessPolicy& policy, const OrganisationTree& tree, const Happening& happening, std::chrono::sys_seconds at);

}  // namespace potensial::service
