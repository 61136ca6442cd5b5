#include "store/decision_store.hpp"

#include <soci/soci.h>

#include <array>
#include <utility>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace finding_decision_rows {

constexpr std::array<std::pair<FindingVerdict, std::string_view>, 3> words{
    {{FindingVerdict::act, "act"}, {FindingVerdict::watch, "watch"}, {FindingVerdict::not_real, "not-real"}}};

}  // namespace finding_decision_rows

std::string_view word(FindingVerdict verdict) {
  for (const auto& [each, name] : finding_decision_rows::words)
    if (each == verdict) return name;
  return "watch";
}

std::optional<FindingVerdict> finding_verdict(std::string_view text) {
  for (const auto& [verdict, name] : finding_decision_rows::words)
    if (name == text) return verdict;
  return std::nullopt;
}

std::vector<FindingDecision> decisions_about(Ledger& ledger, std::string_view finding) {
  const std::string id(finding);
  FindingDecision decision;
  std::string verdict, due, at;
  soci::statement rows = (ledger.session().prepare
                              << "SELECT verdict, reason, owner, due, actor, at FROM finding_decision WHERE finding = :f ORDER BY place",
                          soci::use(id), soci::into(verdict), soci::into(decision.reason), soci::into(decision.owner), soci::into(due),
                          soci::into(decision.actor), soci::into(at));
  std::vector<FindingDecision> decisions;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    decision.verdict = finding_verdict(verdict).value_or(FindingVerdict::watch);
    decision.due = day_of(due);
    decision.at = instant_of(at);
    decisions.push_back(decision);
  }
  return decisions;
}

std::vector<UnownedFinding> findings_without_owner(Ledger& ledger, std::string_view scope) {
  const std::string of_scope(scope), none(word(FindingVerdict::not_real));
  std::string id, opened;
  soci::statement rows = (ledger.session().prepare
                              << "SELECT f.id, f.opened_at FROM finding f LEFT JOIN finding_decision d ON d.finding = f.id AND d.place = "
                                 "(SELECT max(n.place) FROM finding_decision n WHERE n.finding = f.id) "
                                 "WHERE f.scope = :s AND COALESCE(d.owner, '') = '' AND COALESCE(d.verdict, '') <> :v ORDER BY f.opened_at, f.id",
                          soci::use(of_scope), soci::use(none), soci::into(id), soci::into(opened));
  std::vector<UnownedFinding> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back({id, instant_of(opened)});
  return found;
}

Result<void> add_decision(Ledger& ledger, std::string_view finding, const FindingDecision& decision, std::size_t seen) {
  const auto place = decisions_about(ledger, finding).size();
  if (place != seen) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const std::string id(finding), verdict(word(decision.verdict)), due = day_text(decision.due), at = instant_text(decision.at);
  const auto next = static_cast<long long>(place);
  ledger.session() << "INSERT INTO finding_decision (finding, place, verdict, reason, owner, due, actor, at) "
                      "VALUES (:f, :p, :v, :r, :o, :d, :a, :t)",
      soci::use(id), soci::use(next), soci::use(verdict), soci::use(decision.reason), soci::use(decision.owner), soci::use(due),
      soci::use(decision.actor), soci::use(at);
  return {};
}

}  // namespace potensial::store
