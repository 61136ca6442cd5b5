#include "store/contact_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace contact_rows {

constexpr const char* columns = "SELECT id, from_school, to_school, indicator, learners, words, actor, at, answer, answer_words, answered_by, answered_at "
                                "FROM contact_request ";

// One fetched row, with its instants as text.
struct Fetched {
  long long id = 0;
  ContactRequest request;
  std::string at, answered_at;

  ContactRequest whole() const {
    auto made = request;
    made.id = id;
    made.at = instant_of(at);
    if (!answered_at.empty()) made.answered_at = instant_of(answered_at);
    return made;
  }
};

template <class Condition>
std::vector<ContactRequest> read(Ledger& ledger, const std::string& where, const Condition& value) {
  Fetched row;
  auto& each = row.request;
  soci::statement rows = (ledger.session().prepare << columns + where, soci::use(value, "v"), soci::into(row.id), soci::into(each.from),
                          soci::into(each.to), soci::into(each.indicator), soci::into(each.learners), soci::into(each.words), soci::into(each.actor),
                          soci::into(row.at), soci::into(each.answer), soci::into(each.answer_words), soci::into(each.answered_by),
                          soci::into(row.answered_at));
  std::vector<ContactRequest> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(row.whole());
  return found;
}

}  // namespace contact_rows

std::int64_t add_contact(Ledger& ledger, const ContactRequest& request) {
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM contact_request", soci::into(last);
  const long long id = last + 1;
  const auto at = instant_text(request.at);
  ledger.session() << "INSERT INTO contact_request (id, from_school, to_school, indicator, learners, words, actor, at, answer, answer_words, "
                      "answered_by, answered_at) VALUES (:d, :f, :t, :i, :l, :w, :a, :s, '', '', '', '')",
      soci::use(id), soci::use(request.from), soci::use(request.to), soci::use(request.indicator), soci::use(request.learners),
      soci::use(request.words), soci::use(request.actor), soci::use(at);
  return id;
}

std::optional<ContactRequest> contact(Ledger& ledger, std::int64_t id) {
  const auto found = contact_rows::read(ledger, "WHERE id = :v", static_cast<long long>(id));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<ContactRequest> contacts_of(Ledger& ledger, std::string_view school) {
  return contact_rows::read(ledger, "WHERE :v IN (from_school, to_school) ORDER BY id DESC", std::string(school));
}

Result<void> answer_contact(Ledger& ledger, const ContactRequest& answered) {
  const auto now = contact(ledger, answered.id);
  if (!now || !now->answer.empty()) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const auto id = static_cast<long long>(answered.id);
  const auto at = instant_text(answered.answered_at);
  ledger.session() << "UPDATE contact_request SET answer = :a, answer_words = :w, answered_by = :b, answered_at = :t WHERE id = :d AND answer = ''",
      soci::use(answered.answer), soci::use(answered.answer_words), soci::use(answered.answered_by), soci::use(at), soci::use(id);
  return {};
}

}  // namespace potensial::store
