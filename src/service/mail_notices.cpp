#include "service/mail_notices.hpp"

#include <algorithm>

#include "service/access.hpp"
#include "store/person_store.hpp"

namespace potensial::service {

using store::MailKind;

bool has_link(MailKind kind) { return std::ranges::find(mails_with_links, kind) != mails_with_links.end(); }

bool is_notice(MailKind kind) { return !has_link(kind) && kind != MailKind::password_changed && kind != MailKind::code_changed; }

void tell_by_mail(store::Ledger& ledger, const Person& person, MailKind kind, const Target& page, std::chrono::sys_seconds at) {
  if (person.ended || (is_notice(kind) && !person.notices)) return;
  store::Mail mail{.person = person.id, .kind = kind, .language = person.language, .both_languages = !person.language_chosen,
                   .at = at, .next = at, .expires = at + mail_lasts};
  if (!has_link(kind)) {
    mail.noun = page.noun;
    mail.object = page.id;
  }
  store::add_mail(ledger, mail);
}

void tell_those_who_may(store::Ledger& ledger, const AccessPolicy& policy, const OrganisationTree& tree, const Happening& happening, std::chrono::sys_seconds at) {
  const Date today(std::chrono::floor<std::chrono::days>(at));
  for (const auto& person : store::people(ledger)) {
    const bool may = permission(policy, tree, &person, happening.operation, happening.organisation, today).allowed;
    if (!may || person.id == happening.by || store::has_mail_since(ledger, person.id, happening.kind, at - happening.at_most_every)) continue;
    tell_by_mail(ledger, person, happening.kind, happening.page, at);
  }
}

}  // namespace potensial::service
