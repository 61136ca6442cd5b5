#include "service/first_person.hpp"

#include "service/accounts.hpp"
#include "store/audit_log.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace potensial::service {
namespace {

constexpr auto link_lasts = std::chrono::hours(72);

std::string nation_of(const Home& home) {
  for (const auto& each : home.organisations())
    if (each.kind == OrganisationKind::nation) return each.id;
  return {};
}

}  // namespace

Result<std::string> enter_first_person(Home& home, const FirstPerson& first, const RandomBytes& random) {
  auto& ledger = home.ledger();
  const auto mail = canonical_mail(first.mail);
  if (mail.find('@') == std::string::npos) return refuse(Blame::input, "operation.not-a-mail", {{"parameter", "mail"}});
  store::Transaction transaction(ledger);
  if (!store::people(ledger).empty()) return refuse(Blame::input, "init.already");
  const auto id = store::add_person(ledger, {.id = {}, .name = first.name, .mail = mail, .language = first.language, .roles = {}});
  if (!id) return std::unexpected(id.error());
  const auto today = Date::of(first.at);
  store::give_role(ledger, *id, {.role = "system-administrator", .organisation = nation_of(home), .purpose = {}, .from = today});
  const auto link = random_token(random);
  store::add_link(ledger, link, {*id, store::LinkKind::invitation, first.at + link_lasts});
  store::append_audit(ledger, {first.at, first.actor, "invite-person", "person/" + std::to_string(static_cast<std::int64_t>(*id)), {}});
  transaction.commit();
  return link;
}

}  // namespace potensial::service
