#include "store/central_store.hpp"

#include <soci/soci.h>

#include "store/delegation_store.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace central_rows {

Result<Pence> left_of(Ledger& ledger, const CentralActivity& activity) {
  const auto released = released_delegation(ledger, activity.authority, activity.fund, activity.year);
  if (!released || activity.amount_place < 1 || static_cast<std::size_t>(activity.amount_place) > released->central.size()) return refuse(Blame::input, "central.no-amount");
  auto left = released->central[static_cast<std::size_t>(activity.amount_place) - 1].amount;
  for (const auto& each : central_activities(ledger, activity.authority, activity.fund, activity.year))
    if (each.amount_place == activity.amount_place) left.count -= each.amount.count;
  return left;
}

long long insert(Ledger& ledger, const CentralActivity& activity) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM central_activity", soci::into(last);
  const long long id = last + 1, pence = activity.amount.count, person = static_cast<long long>(activity.person);
  const int year = activity.year.begins, place = activity.amount_place;
  const auto outcome_day = activity.outcome_day.iso(), evaluation_day = activity.evaluation_day.iso(), at = instant_text(activity.at);
  ledger.session() << "INSERT INTO central_activity (id, authority, fund, year, amount_place, name, pence, group_id, indicator, analysis, baseline, target, outcome_day, "
                      "evaluation_day, evaluation, actor, person, at) VALUES (:d, :a, :f, :y, :l, :n, :p, :g, :i, :s, :b, :t, :o, :e, :v, :c, :r, :z)",
      soci::use(id), soci::use(activity.authority), soci::use(activity.fund), soci::use(year), soci::use(place), soci::use(activity.name), soci::use(pence),
      soci::use(activity.group), soci::use(activity.indicator), soci::use(activity.analysis), soci::use(activity.baseline), soci::use(activity.target),
      soci::use(outcome_day), soci::use(evaluation_day), soci::use(activity.evaluation), soci::use(activity.actor), soci::use(person), soci::use(at);
  return id;
}

}  // namespace central_rows

Result<std::int64_t> add_central_activity(Ledger& ledger, const CentralActivity& activity) {
  const auto left = central_rows::left_of(ledger, activity);
  if (!left) return std::unexpected(left.error());
  if (activity.amount.count <= 0) return refuse(Blame::input, "central.nothing");
  if (activity.amount > *left) return refuse(Blame::input, "central.beyond-kept", {{"left", text(*left)}, {"asked", text(activity.amount)}});
  return central_rows::insert(ledger, activity);
}

std::vector<CentralActivity> central_activities(Ledger& ledger, const std::string& authority, const std::string& fund, FinancialYear year) {
  CentralActivity each{.authority = authority, .fund = fund, .year = year};
  long long id = 0, pence = 0, person = 0;
  const int begins = year.begins;
  std::string outcome_day, evaluation_day, at;
  soci::statement rows = (ledger.session().prepare << "SELECT id, amount_place, name, pence, group_id, indicator, analysis, baseline, target, outcome_day, evaluation_day, "
                                                      "evaluation, actor, person, at FROM central_activity WHERE authority = :a AND fund = :f AND year = :y ORDER BY id",
                          soci::use(authority), soci::use(fund), soci::use(begins), soci::into(id), soci::into(each.amount_place), soci::into(each.name), soci::into(pence),
                          soci::into(each.group), soci::into(each.indicator), soci::into(each.analysis), soci::into(each.baseline), soci::into(each.target),
                          soci::into(outcome_day), soci::into(evaluation_day), soci::into(each.evaluation), soci::into(each.actor), soci::into(person), soci::into(at));
  std::vector<CentralActivity> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    each.id = id;
    each.amount = {pence};
    each.outcome_day = day_of(outcome_day).value_or(Date());
    each.evaluation_day = day_of(evaluation_day).value_or(Date());
    each.person = PersonId{person};
    each.at = instant_of(at);
    found.push_back(each);
  }
  return found;
}

}  // namespace potensial::store
