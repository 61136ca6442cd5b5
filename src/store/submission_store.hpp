// Submissions in the ledger: each with every version of its answers and everything done to it, in order. Nothing is changed
// or removed. Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/submission.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives it an id of its stages and the next number: "bsf-bid-12".
std::string add_submission(Ledger& ledger, const Submission& submission);
std::optional<Submission> submission(Ledger& ledger, std::string_view id);
// Of stages, newest first; of one organisation or about one thing where they are named.
std::vector<Submission> submissions_of(Ledger& ledger, std::string_view stages, std::string_view organisation = "");
std::vector<Submission> submissions_about(Ledger& ledger, std::string_view stages, std::string_view about);
// Of stages, those of which a version of the answers, old or new, holds these characters, newest first; in the words, % and _ stand
// for any. A quick first choice: whoever asks opens them and looks at what they say now.
std::vector<Submission> submissions_saying(Ledger& ledger, std::string_view stages, std::string_view words);

// The newest, or nothing where nothing was saved yet.
std::optional<SubmissionVersion> newest_version(Ledger& ledger, std::string_view id);
std::optional<SubmissionVersion> version_at(Ledger& ledger, std::string_view id, std::int64_t place);
// `version.place`: that of the newest the one who saves has seen, 0 for none. Returns its own.
// Refuses "operation.stale" when there is another by now.
Result<std::int64_t> add_version(Ledger& ledger, std::string_view id, const SubmissionVersion& version);

std::vector<SubmissionDeed> deeds_of(Ledger& ledger, std::string_view id);  // oldest first
// `deed.place`: how many deeds whoever does it has seen. Refuses "operation.stale" when there are others by now, so that no
// step is taken twice.
Result<void> add_deed(Ledger& ledger, std::string_view id, const SubmissionDeed& deed);

}  // namespace potensial::store
