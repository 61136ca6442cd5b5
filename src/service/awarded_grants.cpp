#include "service/awarded_grants.hpp"

#include "store/award_store.hpp"

namespace potensial::service {
namespace awarded_grant {

std::string name_of(const Home& home, const std::string& organisation) {
  const auto* known = home.organisation(organisation);
  return known && !known->name.en.empty() ? known->name.en : organisation;
}

GrantOrganisation recipient_of(const Home& home, const Award& award, const AwardLine& line) {
  const auto& id = line.school.empty() ? award.organisation : line.school;
  return {.id = "360G-potensial-ORG:" + id, .name = name_of(home, id)};
}

GrantRecord record_of(const Home& home, const Award& award, const AwardLine& line, const GrantPublisher& funder) {
  return {.id = "360G-potensial-" + std::to_string(award.id) + "-" + std::to_string(line.number), .title = line.title, .description = line.outcome, .awarded = line.grant,
          .award_date = Date::of(award.at), .recipient = recipient_of(home, award, line), .funder = {.id = funder.id, .name = funder.name}, .programme = award.name.en,
          .programme_code = award.fund, .starts = award.year.first_day(), .ends = award.year.last_day()};
}

}  // namespace awarded_grant

std::vector<GrantRecord> awarded_grants(Home& home, FinancialYear year, const GrantPublisher& funder) {
  std::vector<GrantRecord> grants;
  for (const auto& award : store::awards_in(home.ledger(), year))
    for (const auto& line : award.is_delegated() ? std::vector<AwardLine>{} : award.lines) grants.push_back(awarded_grant::record_of(home, award, line, funder));
  return grants;
}

}  // namespace potensial::service
