#include "store/outcome_comment_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {

std::int64_t add_outcome_comment(Ledger& ledger, const OutcomeComment& comment) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM outcome_comment", soci::into(last);
  const long long id = last + 1;
  const auto at = instant_text(comment.at);
  ledger.session() << "INSERT INTO outcome_comment (id, submission, outcome, words, actor, person, at) VALUES (:d, :s, :o, :w, :c, :p, :t)", soci::use(id),
      soci::use(comment.submission), soci::use(comment.outcome), soci::use(comment.words), soci::use(comment.actor), soci::use(comment.person), soci::use(at);
  return id;
}

std::vector<OutcomeComment> outcome_comments(Ledger& ledger, const std::string& submission) {
  OutcomeComment each;
  long long id = 0;
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT id, submission, outcome, words, actor, person, at FROM outcome_comment WHERE submission = :s ORDER BY id",
                          soci::use(submission), soci::into(id), soci::into(each.submission), soci::into(each.outcome), soci::into(each.words),
                          soci::into(each.actor), soci::into(each.person), soci::into(at));
  std::vector<OutcomeComment> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    each.id = id;
    each.at = instant_of(at);
    found.push_back(each);
  }
  return found;
}

}  // namespace potensial::store
