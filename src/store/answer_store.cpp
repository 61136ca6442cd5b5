#include "store/answer_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {

std::optional<KeptAnswer> answer_under(Ledger& ledger, const std::string& key, std::chrono::sys_seconds since) {
  KeptAnswer answer;
  std::string at;
  const auto start = instant_text(since);
  ledger.session() << "SELECT noun, object, at FROM kept_answer WHERE answer_key = :k AND at > :s", soci::into(answer.noun),
      soci::into(answer.id), soci::into(at), soci::use(key), soci::use(start);
  if (!ledger.session().got_data()) return std::nullopt;
  answer.at = instant_of(at);
  return answer;
}

void keep_answer(Ledger& ledger, const std::string& key, const KeptAnswer& answer, std::chrono::sys_seconds since) {
  const auto at = instant_text(answer.at), start = instant_text(since);
  ledger.session() << "DELETE FROM kept_answer WHERE at <= :s", soci::use(start);
  ledger.session() << "INSERT INTO kept_answer (answer_key, noun, object, at) VALUES (:k, :n, :o, :t)", soci::use(key), soci::use(answer.noun),
      soci::use(answer.id), soci::use(at);
}

}  // namespace potensial::store
