#include "service/accounts.hpp"

#include <algorithm>
#include <cctype>

#include "base/one_time_code.hpp"
#include "service/mail_notices.hpp"
#include "store/audit_log.hpp"

namespace potensial::service {
namespace account_rules {

using std::chrono::sys_seconds;

// A new token for a session is a new row; times of use are written once a minute at most.
constexpr auto kept_for = std::chrono::days(2);  // failures, and sessions after their end
constexpr std::chrono::seconds seen_every = std::chrono::minutes(1);

// Roles with a purpose see learners; their sessions end sooner.
bool sees_learners(const Person& person) {
  return std::ranges::any_of(person.roles, [](const HeldRole& held) { return !held.purpose.empty(); });
}

bool alive(const store::WebSession& session, const Person& person, const SignInRules& rules, sys_seconds at) {
  if (session.stage != store::SessionStage::open) return at < session.opened + rules.half_open;
  return at < session.opened + rules.longest && at < session.seen + (sees_learners(person) ? rules.idle_with_learners : rules.idle);
}

}  // namespace account_rules

std::string canonical_mail(std::string_view typed) {
  const auto first = typed.find_first_not_of(" \t");
  const auto last = typed.find_last_not_of(" \t");
  std::string mail(first == std::string_view::npos ? "" : typed.substr(first, last - first + 1));
  std::ranges::transform(mail, mail.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return mail;
}

using store::SessionStage;

struct Accounts::Account {
  std::optional<Person> person;
  std::string hash;
};

Accounts::Accounts(store::Ledger ledger, SignInRules rules, GuessablePasswords guessable, RandomBytes random, bool tells)
    : ledger_(std::move(ledger)), rules_(rules), guessable_(std::move(guessable)), random_(std::move(random)), tells_(tells),
      no_account_hash_(password_hash(random_token(random_), rules_.cost)) {}

void Accounts::record(const Caller& caller, const std::string& actor, const char* operation, PersonId object) {
  const auto id = static_cast<std::int64_t>(object);
  store::append_audit(ledger_, {caller.at, actor, operation, id == 0 ? std::string() : "person/" + std::to_string(id), {}});
}

Accounts::Account Accounts::account(std::string_view mail) {
  Account found{store::person_with_mail(ledger_, mail), no_account_hash_};
  if (found.person && found.person->ended) found.person.reset();
  if (!found.person) return found;
  if (const auto hash = store::credentials(ledger_, found.person->id).password; !hash.empty()) found.hash = hash;
  return found;
}

Result<void> Accounts::refuse_many_failures(const Caller& caller, const std::string& account, bool known_device) {
  const auto since = caller.at - rules_.window;
  const auto wait_after = [&](const std::vector<std::chrono::sys_seconds>& failed, std::size_t most) -> Result<void> {
    if (failed.size() < most) return {};
    const auto seconds = (failed[failed.size() - most] + rules_.window - caller.at).count();
    return refuse(Blame::input, "sign-in.wait", {{"seconds", std::to_string(seconds)}});
  };
  if (auto waits = wait_after(store::failures(ledger_, account, "", since), rules_.failures); !waits) return waits;
  if (known_device) return {};
  if (auto waits = wait_after(store::failures(ledger_, "", caller.address, since), rules_.failures_of_address); !waits) return waits;
  return wait_after(store::failures(ledger_, "", "", since), rules_.failures_of_all);
}

Result<OpenedSession> Accounts::sign_in(const Caller& caller, std::string_view typed, std::string_view password) {
  const auto mail = canonical_mail(typed);
  Account found;
  std::string counted = "mail/" + mail;
  {
    const std::lock_guard held(lock_);
    found = account(mail);
    const bool known_device = found.person && !caller.device.empty() && store::is_known_device(ledger_, caller.device, found.person->id, caller.at);
    if (known_device) counted = "device/" + caller.device;
    if (auto may = refuse_many_failures(caller, counted, known_device); !may) return std::unexpected(may.error());
  }
  const bool matches = password.size() <= rules_.most_length * 4 && password_matches(found.hash, password) && found.person;
  const std::lock_guard held(lock_);
  store::Transaction transaction(ledger_);
  const bool right = matches && account(mail).hash == found.hash;  // it may have been changed while it was compared
  if (!right) {
    note_failure(caller, counted, "", found.person ? found.person->id : PersonId{});
    transaction.commit();
    return refuse(Blame::input, "sign-in.wrong");
  }
  auto opened = open_after_password(caller, found.person->id);
  transaction.commit();
  return opened;
}

void Accounts::note_failure(const Caller& caller, const std::string& account, const std::string& actor, PersonId person) {
  store::add_failure(ledger_, account, caller.address, caller.at);
  record(caller, actor, "sign-in-failed", person);
}

OpenedSession Accounts::open(const Caller& caller, PersonId person, SessionStage stage) {
  store::forget_expired(ledger_, caller.at - account_rules::kept_for);
  OpenedSession opened{random_token(random_), stage, {}};
  store::open_session(ledger_, opened.token, {{}, person, stage, caller.at, caller.at});
  return opened;
}

// A secret that was not confirmed by a code yet (step below zero) stays, for whoever is setting it up in another window.
OpenedSession Accounts::open_after_password(const Caller& caller, PersonId person) {
  auto credentials = store::credentials(ledger_, person);
  if (!credentials.code_secret.empty() && credentials.code_step >= 0) return open(caller, person, SessionStage::code_wanted);
  if (credentials.code_secret.empty()) {
    credentials.code_secret = one_time_secret(random_);
    credentials.code_step = -1;
    store::set_credentials(ledger_, person, credentials);
  }
  return open(caller, person, SessionStage::code_unset);
}

std::optional<SignedIn> Accounts::find_session(const std::string& token, std::chrono::sys_seconds at) {
  if (token.empty()) return std::nullopt;
  auto session = store::web_session(ledger_, token);
  auto person = session ? store::person(ledger_, session->person) : std::nullopt;
  if (!person || person->ended || !account_rules::alive(*session, *person, rules_, at)) return std::nullopt;
  return SignedIn{std::move(*person), std::move(*session)};
}

Result<OpenedSession> Accounts::give_code(const Caller& caller, const std::string& token, std::string_view code) {
  const std::lock_guard held(lock_);
  const auto found = find_session(token, caller.at);
  if (!found || found->session.stage == SessionStage::open) return refuse(Blame::input, "sign-in.wrong");
  const auto id = found->person.id;
  const auto account = "code/" + std::to_string(static_cast<std::int64_t>(id));
  if (auto may = refuse_many_failures(caller, account, true); !may) return std::unexpected(may.error());
  auto credentials = store::credentials(ledger_, id);
  const auto step = one_time_match(credentials.code_secret, code, caller.at, credentials.code_step);
  store::Transaction transaction(ledger_);
  if (!step) {
    note_failure(caller, account, signature(found->person), id);
    transaction.commit();
    return refuse(Blame::input, "sign-in.code-wrong");
  }
  if (credentials.code_step < 0) tell(found->person, store::MailKind::code_changed, caller.at);
  credentials.code_step = *step;
  store::set_credentials(ledger_, id, credentials);
  store::forget_failures(ledger_, account);
  store::end_session(ledger_, found->session.key);
  auto opened = open_after_code(caller, found->person);
  transaction.commit();
  return opened;
}

OpenedSession Accounts::open_after_code(const Caller& caller, const Person& person) {
  auto opened = open(caller, person.id, SessionStage::open);
  opened.device = random_token(random_);
  store::add_device(ledger_, opened.device, person.id, caller.at + rules_.device);
  record(caller, signature(person), "sign-in", person.id);
  return opened;
}

std::optional<CodeToSetUp> Accounts::code_to_set_up(const std::string& token, std::chrono::sys_seconds at) {
  const std::lock_guard held(lock_);
  const auto found = find_session(token, at);
  if (!found || found->session.stage != SessionStage::code_unset) return std::nullopt;
  const auto secret = store::credentials(ledger_, found->person.id).code_secret;
  return CodeToSetUp{secret, one_time_address(secret, found->person.mail, "Potensial")};
}

std::optional<SignedIn> Accounts::signed_in(const std::string& token, std::chrono::sys_seconds at) {
  const std::lock_guard held(lock_);
  auto found = find_session(token, at);
  if (found && at >= found->session.seen + account_rules::seen_every) note_seen(found->session.key, at);
  return found;
}

// Nobody waits for this: while an import writes, it is noted at a later request.
void Accounts::note_seen(const std::string& key, std::chrono::sys_seconds at) {
  write_if_free([&] { store::session_seen(ledger_, key, at); });
}

void Accounts::write_if_free(const std::function<void()>& write) {
  ledger_.wait_at_most(std::chrono::milliseconds(0));
  try {
    store::Transaction transaction(ledger_);
    write();
    transaction.commit();
  } catch (const std::exception&) {
  }
  ledger_.wait_at_most(store::Ledger::patience);
}

std::vector<store::WebSession> Accounts::sessions(PersonId person, std::chrono::sys_seconds at) {
  const std::lock_guard held(lock_);
  const auto who = store::person(ledger_, person);
  auto all = store::web_sessions(ledger_, person);
  std::erase_if(all, [&](const auto& each) {
    return !who || each.stage != SessionStage::open || !account_rules::alive(each, *who, rules_, at);
  });
  return all;
}

void Accounts::sign_out(const Caller& caller, const std::string& token) {
  const std::lock_guard held(lock_);
  const auto found = find_session(token, caller.at);
  if (!found) return;
  store::Transaction transaction(ledger_);
  store::end_session(ledger_, found->session.key);
  record(caller, signature(found->person), "sign-out", found->person.id);
  transaction.commit();
}

void Accounts::end_other_sessions(const Caller& caller, const std::string& token) {
  const std::lock_guard held(lock_);
  const auto found = find_session(token, caller.at);
  if (!found || found->session.stage != SessionStage::open) return;
  store::Transaction transaction(ledger_);
  for (const auto& each : store::web_sessions(ledger_, found->person.id))
    if (each.key != found->session.key) store::end_session(ledger_, each.key);
  record(caller, signature(found->person), "end-sessions", found->person.id);
  transaction.commit();
}

// Nobody waits for this, as for the time of use: a later switch of language notes it.
void Accounts::choose_language(PersonId person, Language language) {
  const std::lock_guard held(lock_);
  write_if_free([&] { store::choose_language(ledger_, person, language); });
}

std::string Accounts::add_link(PersonId person, store::LinkKind kind, std::chrono::sys_seconds at) {
  auto link = random_token(random_);
  store::add_link(ledger_, link, {person, kind, at + rules_.invitation});
  return link;
}

void Accounts::tell(const Person& person, store::MailKind kind, std::chrono::sys_seconds at) {
  if (tells_) tell_by_mail(ledger_, person, kind, {"account", "", ""}, at);
}

std::string Accounts::invite(PersonId person, std::chrono::sys_seconds at, store::MailKind kind) {
  const std::lock_guard held(lock_);
  store::Transaction transaction(ledger_);
  auto link = add_link(person, store::LinkKind::invitation, at);
  if (const auto found = store::person(ledger_, person)) tell(*found, kind, at);
  transaction.commit();
  return link;
}

std::string Accounts::demonstration_link(PersonId person, std::chrono::sys_seconds at) {
  const std::lock_guard held(lock_);
  store::Transaction transaction(ledger_);
  auto link = add_link(person, store::LinkKind::demonstration, at);
  transaction.commit();
  return link;
}

std::optional<std::pair<Person, store::LinkKind>> Accounts::person_of_link(const std::string& link, std::chrono::sys_seconds at) {
  const std::lock_guard held(lock_);
  const auto found = store::sign_in_link(ledger_, link);
  if (!found || found->expires <= at) return std::nullopt;
  auto person = store::person(ledger_, found->person);
  if (!person || person->ended) return std::nullopt;
  return std::pair{std::move(*person), found->kind};
}

Result<OpenedSession> Accounts::use_demonstration_link(const Caller& caller, const std::string& link) {
  const auto found = person_of_link(link, caller.at);
  if (!found || found->second != store::LinkKind::demonstration) return refuse(Blame::input, "sign-in.link-used");
  const std::lock_guard held(lock_);
  store::Transaction transaction(ledger_);
  if (!store::sign_in_link(ledger_, link)) return refuse(Blame::input, "sign-in.link-used");
  store::use_link(ledger_, link);
  auto opened = open(caller, found->first.id, SessionStage::open);
  record(caller, signature(found->first), "sign-in", found->first.id);
  transaction.commit();
  return opened;
}

Result<void> Accounts::check_password(const Person& person, std::string_view password) const {
  const auto characters = length_of_password(password);
  if (characters < rules_.least_length)
    return refuse(Blame::input, "sign-in.password-short", {{"least", std::to_string(rules_.least_length)}});
  if (characters > rules_.most_length) return refuse(Blame::input, "sign-in.password-long", {{"most", std::to_string(rules_.most_length)}});
  const std::string own[] = {person.name, person.mail};
  if (guessable_.is_guessable(password, own)) return refuse(Blame::input, "sign-in.password-known");
  return {};
}

// Whoever chooses a password anew is signed out everywhere else, and no other link to choose one is left.
Result<OpenedSession> Accounts::choose_password(const Caller& caller, const std::string& link, std::string_view password) {
  const auto found = person_of_link(link, caller.at);
  if (!found || found->second != store::LinkKind::invitation) return refuse(Blame::input, "sign-in.link-used");
  if (auto sound = check_password(found->first, password); !sound) return std::unexpected(sound.error());
  const auto hash = password_hash(password, rules_.cost);
  const std::lock_guard held(lock_);
  store::Transaction transaction(ledger_);
  if (!store::sign_in_link(ledger_, link)) return refuse(Blame::input, "sign-in.link-used");
  store::use_links(ledger_, found->first.id, store::LinkKind::invitation);
  store::drop_waiting_mails(ledger_, found->first.id, mails_with_links, caller.at);
  store::end_sessions(ledger_, found->first.id);
  auto credentials = store::credentials(ledger_, found->first.id);
  if (!credentials.password.empty()) tell(found->first, store::MailKind::password_changed, caller.at);
  credentials.password = hash;
  store::set_credentials(ledger_, found->first.id, credentials);
  record(caller, signature(found->first), "choose-password", found->first.id);
  auto opened = open_after_password(caller, found->first.id);
  transaction.commit();
  return opened;
}

}  // namespace potensial::service
