#include "store/session_store.hpp"

#include <soci/soci.h>

#include <array>
#include <utility>

#include "base/sha256.hpp"
#include "store/ledger_text.hpp"

namespace potensial::store {
namespace session_rows {

constexpr std::array<std::pair<SessionStage, std::string_view>, 3> stages{
    {{SessionStage::code_wanted, "code-wanted"}, {SessionStage::code_unset, "code-unset"}, {SessionStage::open, "open"}}};

std::string stage_word(SessionStage stage) {
  for (const auto& [each, word] : stages)
    if (each == stage) return std::string(word);
  return "code-wanted";
}

SessionStage stage_of(std::string_view word) {
  for (const auto& [stage, each] : stages)
    if (each == word) return stage;
  return SessionStage::code_wanted;
}

std::string link_word(LinkKind kind) { return kind == LinkKind::demonstration ? "demonstration" : "invitation"; }

struct SessionRow {
  std::string key, stage, opened, seen;
  long long person = 0;
};

WebSession session_of(const SessionRow& row) {
  return {row.key, PersonId{row.person}, stage_of(row.stage), instant_of(row.opened), instant_of(row.seen)};
}

template <class Value>
std::vector<WebSession> select_sessions(Ledger& ledger, std::string_view rest, const Value& value) {
  SessionRow row;
  soci::statement rows = (ledger.session().prepare << "SELECT token, person, stage, opened, seen FROM web_session WHERE ended = 0 AND " << rest,
                          soci::into(row.key), soci::into(row.person), soci::into(row.stage), soci::into(row.opened),
                          soci::into(row.seen), soci::use(value));
  std::vector<WebSession> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(session_of(row));
  return found;
}

}  // namespace session_rows

void open_session(Ledger& ledger, std::string_view token, const WebSession& session) {
  const auto key = sha256(token), stage = session_rows::stage_word(session.stage), opened = instant_text(session.opened),
             seen = instant_text(session.seen);
  const auto person = static_cast<long long>(session.person);
  ledger.session() << "INSERT INTO web_session (token, person, stage, opened, seen, ended) VALUES (:t, :p, :g, :o, :s, 0)", soci::use(key),
      soci::use(person), soci::use(stage), soci::use(opened), soci::use(seen);
}

std::optional<WebSession> web_session(Ledger& ledger, std::string_view token) {
  const auto key = sha256(token);
  auto found = session_rows::select_sessions(ledger, "token = :t", key);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<WebSession> web_sessions(Ledger& ledger, PersonId person) {
  const auto number = static_cast<long long>(person);
  return session_rows::select_sessions(ledger, "person = :p ORDER BY opened DESC, token", number);
}

void session_seen(Ledger& ledger, const std::string& key, std::chrono::sys_seconds at) {
  const auto seen = instant_text(at);
  ledger.session() << "UPDATE web_session SET seen = :s WHERE token = :t", soci::use(seen), soci::use(key);
}

void end_session(Ledger& ledger, const std::string& key) {
  ledger.session() << "UPDATE web_session SET ended = 1 WHERE token = :t", soci::use(key);
}

void end_sessions(Ledger& ledger, PersonId person) {
  const auto number = static_cast<long long>(person);
  ledger.session() << "UPDATE web_session SET ended = 1 WHERE person = :p", soci::use(number);
}

void add_link(Ledger& ledger, std::string_view token, const SignInLink& link) {
  const auto key = sha256(token), kind = session_rows::link_word(link.kind), expires = instant_text(link.expires);
  const auto person = static_cast<long long>(link.person);
  ledger.session() << "INSERT INTO sign_in_link (token, person, kind, expires, used) VALUES (:t, :p, :k, :e, 0)", soci::use(key),
      soci::use(person), soci::use(kind), soci::use(expires);
}

std::optional<SignInLink> sign_in_link(Ledger& ledger, std::string_view token) {
  const auto key = sha256(token);
  long long person = 0;
  std::string kind, expires;
  ledger.session() << "SELECT person, kind, expires FROM sign_in_link WHERE token = :t AND used = 0", soci::into(person),
      soci::into(kind), soci::into(expires), soci::use(key);
  if (!ledger.session().got_data()) return std::nullopt;
  return SignInLink{PersonId{person}, kind == "demonstration" ? LinkKind::demonstration : LinkKind::invitation, instant_of(expires)};
}

void use_link(Ledger& ledger, std::string_view token) {
  const auto key = sha256(token);
  ledger.session() << "UPDATE sign_in_link SET used = 1 WHERE token = :t", soci::use(key);
}

void use_links(Ledger& ledger, PersonId person, LinkKind kind) {
  const auto number = static_cast<long long>(person);
  const auto word = session_rows::link_word(kind);
  ledger.session() << "UPDATE sign_in_link SET used = 1 WHERE person = :p AND kind = :k", soci::use(number), soci::use(word);
}

void add_device(Ledger& ledger, std::string_view token, PersonId person, std::chrono::sys_seconds expires) {
  const auto key = sha256(token), until = instant_text(expires);
  const auto number = static_cast<long long>(person);
  ledger.session() << "INSERT INTO known_device (token, person, expires) VALUES (:t, :p, :e)", soci::use(key), soci::use(number),
      soci::use(until);
}

bool is_known_device(Ledger& ledger, std::string_view token, PersonId person, std::chrono::sys_seconds at) {
  const auto key = sha256(token), now = instant_text(at);
  const auto number = static_cast<long long>(person);
  int known = 0;
  ledger.session() << "SELECT count(*) FROM known_device WHERE token = :t AND person = :p AND expires > :n", soci::into(known),
      soci::use(key), soci::use(number), soci::use(now);
  return known > 0;
}

void add_failure(Ledger& ledger, std::string_view account, std::string_view address, std::chrono::sys_seconds at) {
  const auto key = sha256(account), when = instant_text(at);
  const std::string from(address);
  ledger.session() << "INSERT INTO failed_sign_in (account, at, address) VALUES (:a, :t, :f)", soci::use(key), soci::use(when), soci::use(from);
}

std::vector<std::chrono::sys_seconds> failures(Ledger& ledger, std::string_view account, std::string_view address,
                                               std::chrono::sys_seconds since) {
  const auto key = account.empty() ? std::string() : sha256(account), from = std::string(address), start = instant_text(since);
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT at FROM failed_sign_in WHERE at > :s AND (:a = '' OR account = :b) "
                                                      "AND (:f = '' OR address = :g) ORDER BY at",
                          soci::use(start), soci::use(key), soci::use(key), soci::use(from), soci::use(from), soci::into(at));
  std::vector<std::chrono::sys_seconds> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(instant_of(at));
  return found;
}

void forget_failures(Ledger& ledger, std::string_view account) {
  const auto key = sha256(account);
  ledger.session() << "DELETE FROM failed_sign_in WHERE account = :a", soci::use(key);
}

void forget_expired(Ledger& ledger, std::chrono::sys_seconds before) {
  const auto time = instant_text(before);
  for (const char* statement : {"DELETE FROM failed_sign_in WHERE at < :t", "DELETE FROM web_session WHERE opened < :t",
                                "DELETE FROM sign_in_link WHERE expires < :t", "DELETE FROM known_device WHERE expires < :t"})
    ledger.session() << statement, soci::use(time);
}

}  // namespace potensial::store
