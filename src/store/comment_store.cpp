#include "store/comment_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {

std::int64_t add_comment(Ledger& ledger, const SubmissionComment& comment) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(place), 0) FROM submission_comment WHERE submission = :s", soci::use(comment.submission), soci::into(last);
  const long long place = last + 1, answers = comment.answers;
  const int closes = comment.closes ? 1 : 0, by_assessor = comment.by_assessor ? 1 : 0;
  const auto at = instant_text(comment.at);
  ledger.session() << "INSERT INTO submission_comment (submission, place, about, answers, closes, by_assessor, words, person, actor, at) "
                      "VALUES (:s, :p, :b, :n, :c, :y, :w, :r, :a, :t)",
      soci::use(comment.submission), soci::use(place), soci::use(comment.on), soci::use(answers), soci::use(closes), soci::use(by_assessor), soci::use(comment.words),
      soci::use(comment.person), soci::use(comment.actor), soci::use(at);
  return place;
}

std::vector<SubmissionComment> comments_of(Ledger& ledger, std::string_view submission) {
  SubmissionComment each{.submission = std::string(submission)};
  long long place = 0, answers = 0;
  int closes = 0, by_assessor = 0;
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT place, about, answers, closes, by_assessor, words, person, actor, at FROM submission_comment "
                                                      "WHERE submission = :s ORDER BY place",
                          soci::use(each.submission), soci::into(place), soci::into(each.on), soci::into(answers), soci::into(closes), soci::into(by_assessor),
                          soci::into(each.words), soci::into(each.person), soci::into(each.actor), soci::into(at));
  std::vector<SubmissionComment> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    each.place = place;
    each.answers = answers;
    each.closes = closes != 0;
    each.by_assessor = by_assessor != 0;
    each.at = instant_of(at);
    found.push_back(each);
  }
  return found;
}

}  // namespace potensial::store
