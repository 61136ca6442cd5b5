#include "store/next_step_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {

std::vector<NextStep> next_steps_of(Ledger& ledger, LearnerId learner) {
  const auto id = static_cast<long long>(number_of(learner));
  NextStep step;
  int year = 0;
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT indicator, result_year, next_words, how_words, actor, at FROM next_step "
                                                      "WHERE learner = :l ORDER BY place",
                          soci::use(id), soci::into(step.indicator), soci::into(year), soci::into(step.next), soci::into(step.how),
                          soci::into(step.actor), soci::into(at));
  std::vector<NextStep> steps;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    step.result_year = {static_cast<std::int16_t>(year)};
    step.at = instant_of(at);
    steps.push_back(step);
  }
  return steps;
}

Result<void> add_next_step(Ledger& ledger, LearnerId learner, const NextStep& step, std::size_t seen) {
  const auto place = static_cast<long long>(next_steps_of(ledger, learner).size());
  if (static_cast<std::size_t>(place) != seen) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const auto id = static_cast<long long>(number_of(learner));
  const int year = step.result_year.summer;
  const auto at = instant_text(step.at);
  ledger.session() << "INSERT INTO next_step (learner, place, indicator, result_year, next_words, how_words, actor, at) "
                      "VALUES (:l, :p, :i, :y, :n, :h, :a, :t)",
      soci::use(id), soci::use(place), soci::use(step.indicator), soci::use(year), soci::use(step.next), soci::use(step.how),
      soci::use(step.actor), soci::use(at);
  return {};
}

}  // namespace potensial::store
