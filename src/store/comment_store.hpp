// Comments on submissions (model/submission_comment.hpp): added, read, never changed. Writing is called inside the caller's
// Transaction. One thread at a time, as the Ledger.
#pragma once

#include <string_view>
#include <vector>

#include "model/submission_comment.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives the next place of its submission; that of the comment given is not read.
std::int64_t add_comment(Ledger& ledger, const SubmissionComment& comment);
std::vector<SubmissionComment> comments_of(Ledger& ledger, std::string_view submission);  // oldest first

}  // namespace potensial::store
