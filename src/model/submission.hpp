// A submission: answers to a form on their way through its stages, from the first draft to the end: a bid, its assessment, a
// required improvement, a spending plan (FND-08 to FND-15, PLN-01). Every version of the answers and every deed is kept; none
// is changed. Value types, thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace potensial {

struct Submission {
  std::string id;            // "bsf-bid-12", readable and stable
  std::string form;          // id and version of the definitions under which it was begun; form empty: it has none
  int form_version = 0;
  std::string stages;
  int stages_version = 0;
  std::string organisation;  // to which it belongs, for the question of permission
  std::string about;         // of a bid the guidance, of an assessment the bid, of a plan the financial year
  std::chrono::sys_seconds at{};
};

// Answers as they stood: each save is one.
struct SubmissionVersion {
  std::int64_t place = 0;    // from 1
  std::string answers;       // form/answers_text.hpp
  std::string person;        // id; the actor is how the audit log names them
  std::string actor;
  std::chrono::sys_seconds at{};
};

// What a person did to it: a transition, or another deed of its stages.
struct SubmissionDeed {
  std::int64_t place = 0;    // from 1
  std::string name;          // "submit", "write"
  std::string person;
  std::string actor;
  std::string state;         // after it
  std::int64_t version = 0;  // of the answers, when it was done
  std::vector<std::pair<std::string, std::string>> said;  // by what was asked: the reason, the comment
  std::chrono::sys_seconds at{};
};

}  // namespace potensial
