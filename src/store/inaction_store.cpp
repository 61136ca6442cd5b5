#include "store/inaction_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {

std::vector<Inaction> inactions_about(Ledger& ledger, std::string_view finding) {
  const std::string id(finding);
  Inaction inaction;
  int taken_back = 0;
  long long person = 0;
  std::string review, at;
  soci::statement rows = (ledger.session().prepare << "SELECT taken_back, reason, review, actor, person, at FROM decision_not_to_act WHERE finding = :f ORDER BY place",
                          soci::use(id), soci::into(taken_back), soci::into(inaction.reason), soci::into(review), soci::into(inaction.actor), soci::into(person), soci::into(at));
  std::vector<Inaction> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    inaction.taken_back = taken_back != 0;
    inaction.review = day_of(review);
    inaction.person = PersonId{person};
    inaction.at = instant_of(at);
    found.push_back(inaction);
  }
  return found;
}

Result<void> add_inaction(Ledger& ledger, std::string_view finding, const Inaction& inaction, std::size_t seen) {
  const auto before = inactions_about(ledger, finding).size();
  if (before != seen) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const std::string id(finding), review = day_text(inaction.review), at = instant_text(inaction.at);
  const auto place = static_cast<long long>(before), person = static_cast<long long>(inaction.person);
  const int taken_back = inaction.taken_back ? 1 : 0;
  ledger.session() << "INSERT INTO decision_not_to_act (finding, place, taken_back, reason, review, actor, person, at) VALUES (:f, :p, :b, :r, :v, :a, :n, :t)",
      soci::use(id), soci::use(place), soci::use(taken_back), soci::use(inaction.reason), soci::use(review), soci::use(inaction.actor), soci::use(person), soci::use(at);
  return {};
}

}  // namespace potensial::store
