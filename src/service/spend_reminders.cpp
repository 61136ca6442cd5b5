#include "service/spend_reminders.hpp"

#include <algorithm>
#include <set>

#include "service/mail_notices.hpp"
#include "service/spend_forms.hpp"
#include "service/spend_lines.hpp"
#include "store/award_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace spend_reminder {

constexpr int told_for = 14;  // days, from a day of the rule on
constexpr auto at_most_every = std::chrono::days(told_for + 1);

bool is_due(const funding::SpendRule& rule, FinancialYear year, Date today) {
  return std::ranges::any_of(funding::follow_up_days(year, rule), [&](Date day) { return day <= today && today.days() - day.days() <= told_for; });
}

// Who has lines of which enough is expected to be left.
std::set<std::string> owners(store::Ledger& ledger, const funding::SpendRule& rule, FinancialYear year, Date today) {
  const auto awards = store::awards_in(ledger, year);
  std::set<std::string> found;
  for (const auto& each : spend_lines(ledger, awards, "", rule, today))
    if (each.followed_up) found.insert(owner_of(*each.award, *each.line));
  return found;
}

}  // namespace spend_reminder

Result<void> remind_of_money(Home& home, const AccessPolicy& policy, std::chrono::sys_seconds at) {
  using namespace spend_reminder;
  const auto today = Date::of(at);
  const auto year = FinancialYear::of(today);
  const auto rule = funding::spend_rule(home.catalogue(), year.first_day());
  if (!rule) return std::unexpected(rule.error());
  if (!is_due(*rule, year, today)) return {};
  const OrganisationTree tree(home.organisations(), store::memberships(home.ledger()), today);
  for (const auto& owner : owners(home.ledger(), *rule, year, today)) {
    store::Transaction transaction(home.ledger());
    tell_those_who_may(home.ledger(), policy, tree,
                       {.kind = store::MailKind::money_left, .operation = "post-cost", .organisation = owner, .page = {"spend", owner, ""},
                        .at_most_every = at_most_every}, at);
    transaction.commit();
  }
  return {};
}

}  // namespace potensial::service
