#include "store/mail_store.hpp"

#include <algorithm>
#include <array>

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace mail_rows {

constexpr std::array<std::string_view, 10> kind_words{"invitation",       "new-link",    "password-changed", "code-changed",     "contact-asked",
                                                      "contact-answered", "import-held", "import-ended",     "findings-waiting", "money-left"};
constexpr std::array<std::string_view, 6> state_words{"waiting", "sending", "sent", "failed", "unsure", "dropped"};
constexpr const char* columns =
    "id, person, kind, language, both_languages, noun, object, at, next_at, expires, ended_at, state, attempts, refusal, refusal_arguments";

template <class Words>
auto place_of(const Words& words, const std::string& word) {
  return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

std::optional<Refusal> refusal_of(const std::string& code, const std::string& arguments) {
  if (code.empty()) return std::nullopt;
  return Refusal{Blame::file, code, arguments_of(arguments)};
}

// The variables that one row of `mail` goes through, in and out.
struct MailRow {
  long long id = 0, person = 0;
  int both = 0, attempts = 0;
  std::string kind, language, noun, object, at, next, expires, ended, state, refusal, arguments;

  static MailRow of(const Mail& mail) {
    return {mail.id, static_cast<long long>(mail.person), mail.both_languages, mail.attempts, std::string(word(mail.kind)),
            mail.language == Language::cy ? "cy" : "en", mail.noun, mail.object, instant_text(mail.at), instant_text(mail.next),
            instant_text(mail.expires), instant_text(mail.ended), std::string(word(mail.state)), mail.refusal ? mail.refusal->code : std::string(),
            arguments_text(mail.refusal ? mail.refusal->arguments : Arguments{})};
  }
  Mail mail() const {
    return {id, PersonId{person}, static_cast<MailKind>(place_of(kind_words, kind)), language == "cy" ? Language::cy : Language::en, both != 0,
            noun, object, instant_of(at), instant_of(next), instant_of(expires), instant_of(ended),
            static_cast<MailState>(place_of(state_words, state)), attempts, refusal_of(refusal, arguments)};
  }
};

template <class... Uses>
std::vector<Mail> select(Ledger& ledger, std::string_view rest, const Uses&... uses) {
  MailRow r;
  soci::details::prepare_temp_type query = ledger.session().prepare << "SELECT " << columns << " FROM mail " << rest;
  query, soci::into(r.id), soci::into(r.person), soci::into(r.kind), soci::into(r.language), soci::into(r.both), soci::into(r.noun),
      soci::into(r.object), soci::into(r.at), soci::into(r.next), soci::into(r.expires), soci::into(r.ended), soci::into(r.state),
      soci::into(r.attempts), soci::into(r.refusal), soci::into(r.arguments);
  ((query, soci::use(uses)), ...);
  soci::statement statement(query);
  std::vector<Mail> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(r.mail());
  return found;
}

std::optional<Mail> first(std::vector<Mail> found) { return found.empty() ? std::nullopt : std::optional(std::move(found.front())); }

}  // namespace mail_rows

std::string_view word(MailKind kind) { return mail_rows::kind_words[static_cast<std::size_t>(kind)]; }
std::string_view word(MailState state) { return mail_rows::state_words[static_cast<std::size_t>(state)]; }

std::int64_t add_mail(Ledger& ledger, const Mail& mail) {
  auto r = mail_rows::MailRow::of(mail);
  ledger.session() << "SELECT coalesce(max(id), 0) + 1 FROM mail", soci::into(r.id);
  ledger.session() << "INSERT INTO mail (" << mail_rows::columns
                   << ") VALUES (:id, :person, :kind, :language, :both, :noun, :object, :at, :next, :expires, :ended, :state, :attempts, "
                      ":refusal, :arguments)",
      soci::use(r.id), soci::use(r.person), soci::use(r.kind), soci::use(r.language), soci::use(r.both), soci::use(r.noun), soci::use(r.object),
      soci::use(r.at), soci::use(r.next), soci::use(r.expires), soci::use(r.ended), soci::use(r.state), soci::use(r.attempts),
      soci::use(r.refusal), soci::use(r.arguments);
  return r.id;
}

void change_mail(Ledger& ledger, const Mail& mail) {
  const auto r = mail_rows::MailRow::of(mail);
  ledger.session() << "UPDATE mail SET next_at = :next, expires = :expires, ended_at = :ended, state = :state, attempts = :attempts, "
                      "refusal = :refusal, refusal_arguments = :arguments WHERE id = :id",
      soci::use(r.next), soci::use(r.expires), soci::use(r.ended), soci::use(r.state), soci::use(r.attempts), soci::use(r.refusal),
      soci::use(r.arguments), soci::use(r.id);
}

void drop_waiting_mails(Ledger& ledger, PersonId person, std::span<const MailKind> kinds, std::chrono::sys_seconds at) {
  for (auto& each : mails_in(ledger, MailState::waiting)) {
    if (each.person != person || std::ranges::find(kinds, each.kind) == kinds.end()) continue;
    each.state = MailState::dropped;
    each.ended = at;
    change_mail(ledger, each);
  }
}

void forget_mails(Ledger& ledger, std::chrono::sys_seconds before) {
  const auto instant = instant_text(before);
  ledger.session() << "DELETE FROM mail WHERE state IN ('sent', 'failed', 'unsure', 'dropped') AND ended_at < :b", soci::use(instant);
}

std::optional<Mail> mail(Ledger& ledger, std::int64_t id) {
  const long long number = id;
  return mail_rows::first(mail_rows::select(ledger, "WHERE id = :i", number));
}

std::optional<Mail> due_mail(Ledger& ledger, std::chrono::sys_seconds at) {
  const auto instant = instant_text(at);
  return mail_rows::first(mail_rows::select(ledger, "WHERE state = 'waiting' AND next_at <= :t ORDER BY next_at, id LIMIT 1", instant));
}

std::vector<Mail> mails(Ledger& ledger) { return mail_rows::select(ledger, "ORDER BY id DESC"); }

std::vector<Mail> mails_in(Ledger& ledger, MailState state) {
  const std::string wanted(word(state));
  return mail_rows::select(ledger, "WHERE state = :s ORDER BY id", wanted);
}

bool has_mail_since(Ledger& ledger, PersonId person, MailKind kind, std::chrono::sys_seconds since) {
  const auto number = static_cast<long long>(person);
  const auto start = instant_text(since);
  const std::string wanted(word(kind));
  long long found = 0;
  ledger.session() << "SELECT count(*) FROM mail WHERE person = :p AND kind = :k AND at > :s", soci::into(found), soci::use(number), soci::use(wanted),
      soci::use(start);
  return found > 0;
}

}  // namespace potensial::store
