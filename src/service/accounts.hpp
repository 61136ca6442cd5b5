// Signing in and out: passwords, one-time codes, links that work once, sessions (assurance.md SEC-10 to SEC-15).
//
// A session is known by a token that only its browser or program has; after the password it is good for nothing but
// giving the one-time code, and it gets a new token when it opens. Sessions end half an hour after they were last used
// (a quarter for roles that see learners) and twelve hours after they began. Ten wrong passwords for an account within 15 minutes make everybody wait but
// devices that signed in to it before, so that nobody can be locked out by others. What was typed wrong, and whether an
// account exists, cannot be told from words or time.
//
// Every success and failure is in the audit log, in the same transaction. Thread-safe: one lock, which is not held while
// a password is hashed. Refusals (Blame::input): "sign-in.wrong", "sign-in.wait" {seconds}, "sign-in.code-wrong",
// "sign-in.link-used", "sign-in.password-short" {least}, "sign-in.password-long" {most}, "sign-in.password-known".
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "service/password_rules.hpp"
#include "store/mail_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace potensial::service {

struct SignInRules {
  PasswordCost cost;
  std::size_t least_length = 12, most_length = 128;  // of a password, in characters; with a second factor 8 would do
  std::size_t failures = 10;                         // of an account within the window before others wait
  std::size_t failures_of_address = 100, failures_of_all = 2000;
  std::chrono::seconds window = std::chrono::minutes(15);
  std::chrono::seconds idle = std::chrono::minutes(30), idle_with_learners = std::chrono::minutes(15);  // SEC-15
  std::chrono::seconds longest = std::chrono::hours(12), half_open = std::chrono::minutes(10);
  std::chrono::seconds invitation = std::chrono::hours(72), device = std::chrono::days(90);
};

// How a request came in.
struct Caller {
  std::string address;
  std::string device;  // token of a device that signed in before, or empty
  std::chrono::sys_seconds at{};
};

struct OpenedSession {
  std::string token;
  store::SessionStage stage = store::SessionStage::open;
  std::string device;  // token to remember, where one was made
};

struct SignedIn {
  Person person;
  store::WebSession session;
};

struct CodeToSetUp {
  std::string secret, address;  // base32, and as an app reads it
};

// As accounts are named: without blanks around it, in lower case.
std::string canonical_mail(std::string_view typed);

class Accounts {
 public:
  // `ledger`: a connection of its own. `tells`: people are told by mail what changes in their accounts.
  Accounts(store::Ledger ledger, SignInRules rules, GuessablePasswords guessable, RandomBytes random, bool tells = false);

  Result<OpenedSession> sign_in(const Caller& caller, std::string_view mail, std::string_view password);
  // Both close the half-open session and open another.
  Result<OpenedSession> give_code(const Caller& caller, const std::string& token, std::string_view code);
  std::optional<CodeToSetUp> code_to_set_up(const std::string& token, std::chrono::sys_seconds at);

  // Who the session belongs to, at any stage; nothing when there is none or it ended.
  std::optional<SignedIn> signed_in(const std::string& token, std::chrono::sys_seconds at);
  std::vector<store::WebSession> sessions(PersonId person, std::chrono::sys_seconds at);
  void sign_out(const Caller& caller, const std::string& token);
  void end_other_sessions(const Caller& caller, const std::string& token);
  // In which the person reads from now on: pages without a named language, exports, mails.
  void choose_language(PersonId person, Language language);

  // A link is made once and shown once. An invitation lets its person choose a password; a demonstration link signs in.
  // Where people are told by mail, a mail of this kind brings its person another link.
  std::string invite(PersonId person, std::chrono::sys_seconds at, store::MailKind kind = store::MailKind::invitation);
  std::string demonstration_link(PersonId person, std::chrono::sys_seconds at);
  std::optional<std::pair<Person, store::LinkKind>> person_of_link(const std::string& link, std::chrono::sys_seconds at);
  Result<OpenedSession> use_demonstration_link(const Caller& caller, const std::string& link);
  Result<OpenedSession> choose_password(const Caller& caller, const std::string& link, std::string_view password);

 private:
  struct Account;
  Account account(std::string_view mail);
  Result<void> refuse_many_failures(const Caller& caller, const std::string& account, bool known_device);
  std::optional<SignedIn> find_session(const std::string& token, std::chrono::sys_seconds at);
  OpenedSession open(const Caller& caller, PersonId person, store::SessionStage stage);
  void note_seen(const std::string& key, std::chrono::sys_seconds at);
  void write_if_free(const std::function<void()>& write);
  OpenedSession open_after_password(const Caller& caller, PersonId person);
  OpenedSession open_after_code(const Caller& caller, const Person& person);
  void note_failure(const Caller& caller, const std::string& account, const std::string& actor, PersonId person);
  std::string add_link(PersonId person, store::LinkKind kind, std::chrono::sys_seconds at);
  void tell(const Person& person, store::MailKind kind, std::chrono::sys_seconds at);
  Result<void> check_password(const Person& person, std::string_view password) const;
  void record(const Caller& caller, const std::string& actor, const char* operation, PersonId object);

  std::mutex lock_;
  store::Ledger ledger_;
  SignInRules rules_;
  GuessablePasswords guessable_;
  RandomBytes random_;
  bool tells_;
  std::string no_account_hash_;  // compared with where there is no account, so that it takes as long
};

}  // namespace potensial::service
