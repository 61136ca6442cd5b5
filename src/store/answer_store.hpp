// Where a change led to, under the hash of the key that came with it. Writing is called inside the caller's Transaction.
// One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "store/ledger.hpp"

namespace potensial::store {

struct KeptAnswer {
  std::string noun, id;
  std::chrono::sys_seconds at{};
};

std::optional<KeptAnswer> answer_under(Ledger& ledger, const std::string& key, std::chrono::sys_seconds since);
// Answers older than `since` go.
void keep_answer(Ledger& ledger, const std::string& key, const KeptAnswer& answer, std::chrono::sys_seconds since);

}  // namespace potensial::store
