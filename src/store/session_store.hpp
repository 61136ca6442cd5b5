// Web sessions, links that sign in once, devices that signed in before, and sign-ins that failed.
//
// Only hashes of tokens are kept: whoever reads the ledger cannot act as anybody. Writing functions are called inside the
// caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

enum class SessionStage { code_wanted, code_unset, open };  // after the password; the same, with no code set up yet; signed in

struct WebSession {
  std::string key;  // hash of the token: names the session to its owner
  PersonId person{};
  SessionStage stage = SessionStage::open;
  std::chrono::sys_seconds opened{}, seen{};
};

void open_session(Ledger& ledger, std::string_view token, const WebSession& session);
std::optional<WebSession> web_session(Ledger& ledger, std::string_view token);  // one that was not ended
std::vector<WebSession> web_sessions(Ledger& ledger, PersonId person);          // not ended, newest first
void session_seen(Ledger& ledger, const std::string& key, std::chrono::sys_seconds at);
void end_session(Ledger& ledger, const std::string& key);
void end_sessions(Ledger& ledger, PersonId person);                             // all of a person

enum class LinkKind { invitation, demonstration };

struct SignInLink {
  PersonId person{};
  LinkKind kind = LinkKind::invitation;
  std::chrono::sys_seconds expires{};
};

void add_link(Ledger& ledger, std::string_view token, const SignInLink& link);
std::optional<SignInLink> sign_in_link(Ledger& ledger, std::string_view token);  // one that was not used
void use_link(Ledger& ledger, std::string_view token);
void use_links(Ledger& ledger, PersonId person, LinkKind kind);  // all of a person

void add_device(Ledger& ledger, std::string_view token, PersonId person, std::chrono::sys_seconds expires);
bool is_known_device(Ledger& ledger, std::string_view token, PersonId person, std::chrono::sys_seconds at);

// `account` is what was typed, or the token of a known device: each is counted apart (SEC-12).
void add_failure(Ledger& ledger, std::string_view account, std::string_view address, std::chrono::sys_seconds at);
// When the failures since `since` happened, oldest first; of an account, from an address, or (both empty) of all.
std::vector<std::chrono::sys_seconds> failures(Ledger& ledger, std::string_view account, std::string_view address,
                                               std::chrono::sys_seconds since);
void forget_failures(Ledger& ledger, std::string_view account);

// Failures and sessions from before that time, and links and devices that expired before it.
void forget_expired(Ledger& ledger, std::chrono::sys_seconds before);

}  // namespace potensial::store
