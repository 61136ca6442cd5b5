// What one school asked another whose learners of the same group do clearly better, and the answer (CMP-04).
// Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/ledger.hpp"

namespace potensial::store {

struct ContactRequest {
  std::int64_t id = 0;
  std::string from, to;            // schools
  std::string indicator, learners; // in what; which group, as in addresses ("fsm:yes,sex:M"), empty for all learners
  std::string words;
  std::string actor;
  std::chrono::sys_seconds at{};
  std::string answer;              // "yes", "no"; empty while nobody answered
  std::string answer_words, answered_by;
  std::chrono::sys_seconds answered_at{};
};

std::int64_t add_contact(Ledger& ledger, const ContactRequest& request);   // gives it its id
std::optional<ContactRequest> contact(Ledger& ledger, std::int64_t id);
std::vector<ContactRequest> contacts_of(Ledger& ledger, std::string_view school);  // asked or asking, newest first
// Refuses "operation.stale" when it was answered by now.
Result<void> answer_contact(Ledger& ledger, const ContactRequest& answered);

}  // namespace potensial::store
