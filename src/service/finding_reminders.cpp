#include "service/finding_reminders.hpp"

#include "service/mail_notices.hpp"
#include "service/unowned_findings.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace finding_reminder {

constexpr auto at_most_every = std::chrono::days(7);

}  // namespace finding_reminder

Result<void> remind_of_findings(Home& home, const AccessPolicy& policy, std::chrono::sys_seconds at) {
  const Date today(std::chrono::floor<std::chrono::days>(at));
  const OrganisationTree tree(home.organisations(), store::memberships(home.ledger()), today);
  for (const auto& each : home.organisations()) {
    if (each.kind != OrganisationKind::authority) continue;
    const auto wait = findings_wait(home, each.id, today);
    if (!wait) return std::unexpected(wait.error());
    if (!*wait) continue;
    store::Transaction transaction(home.ledger());
    tell_those_who_may(home.ledger(), policy, tree,
                       {.kind = store::MailKind::findings_waiting, .operation = "decide-finding", .organisation = each.id,
                        .page = {"home", "", ""}, .at_most_every = finding_reminder::at_most_every}, at);
    transaction.commit();
  }
  return {};
}

}  // namespace potensial::service
