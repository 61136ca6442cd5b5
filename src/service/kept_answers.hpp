// Answers to changes that were sent with a key, kept for seven days, so that a change sent twice is done once and the second
// sender learns what the first did (REL-5). A key is the sender's own and stands for what was sent with it: nobody else's
// answer is ever given, nor that to another change.
// Writes in transactions of its own. One thread at a time, as the Ledger.
#pragma once

#include <optional>

#include "model/block.hpp"
#include "service/front_door.hpp"
#include "store/ledger.hpp"

namespace potensial::service {

std::optional<Target> kept_answer(store::Ledger& ledger, const Question& question);
void keep_answer(store::Ledger& ledger, const Question& question, const Target& answer);

}  // namespace potensial::service
