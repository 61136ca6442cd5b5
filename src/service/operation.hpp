// An operation: what a person can do, declared once. Its address and form, its place in the API and the document that
// describes that, the question of permission and the line in the audit log all follow from the declaration
// (operations.hpp lists them; front_door.hpp performs them).
//
// An operation that reads is asked for by GET and changes nothing; one that changes is sent by POST, once: the key that
// comes with it makes a second sending give the first answer.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "model/access.hpp"
#include "model/block.hpp"
#include "model/person.hpp"
#include "service/access.hpp"
#include "service/accounts.hpp"
#include "service/beside_work.hpp"
#include "service/find_jobs.hpp"
#include "service/home.hpp"
#include "service/import_jobs.hpp"
#include "service/pages.hpp"
#include "service/sent_file.hpp"

namespace potensial::service {

enum class Effect { reads, changes };
enum class ParameterKind { word, text, mail, day, choice, key };

struct Parameter {
  std::string_view name;
  ParameterKind kind = ParameterKind::word;
  bool required = false;
  std::size_t longest = 100;                        // characters
  std::span<const std::string_view> choices = {};   // of a choice
};

// By name of the parameter; "id" is the object in the address. What was not given is absent.
using Values = std::map<std::string, std::string, std::less<>>;

// What an operation works with. `pages` is prepared before the first question about learners.
struct Call {
  Home& home;
  Pages* pages;                                     // nullptr while they are being prepared
  Accounts& accounts;
  ImportJobs& jobs;
  FindJobs& finds;
  BesideWork& beside;
  const AccessPolicy& policy;
  const OrganisationTree& tree;
  const Person* person;                             // nullptr: signed out
  Permission permission;
  const Values& values;
  SentFile* sent;                                   // of an operation that takes a file; nullptr where none came
  bool invented;
  bool mails;                                       // people are told by mail
  std::chrono::sys_seconds at;
  std::function<Permission(std::string_view operation, std::string_view organisation)> may;  // the person, now

  Date today() const { return Date::of(at); }
  std::string value(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
  }
};

// A page, or where to go after a change.
using Answer = std::variant<Page, Target>;

struct Operation {
  std::string_view name;     // in the policy, the audit log and the API: "see-school"
  std::string_view noun;     // of its address: "school"; of one that changes its own name
  Effect effect = Effect::reads;
  bool of_object = true;     // its address names one: /en/school/6802801
  std::span<const Parameter> parameters = {};
  // The organisation to which the object belongs, for the question of permission. A refusal, and an organisation out of
  // reach, are answered alike: not found, or not one of yours.
  Result<std::string> (*organisation)(Call&) = nullptr;
  Result<Answer> (*run)(Call&) = nullptr;
  bool recorded = false;     // seeing it is a line of the audit log
  bool from_pages = false;   // needs the pages that were prepared
  bool takes_file = false;   // sent as multipart/form-data, with one file
  // What of it may take longer than a reader should wait: worked out beside, in place of `run`. Nothing: `run` answers at once.
  std::optional<Beside> (*beside)(Call&) = nullptr;
  // Values whose names begin so are texts that a definition names, such as the answers to a form: the operation itself refuses
  // those that the definition does not have. Empty: it takes none.
  std::string_view named_values = {};
};

inline constexpr std::size_t longest_named_value = 20'000;  // characters

}  // namespace potensial::service
