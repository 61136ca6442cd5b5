// The pages of a submission (pages.md, P14 to P16, P23): how far it is, what it says, what was done to it and what its reader
// may do next; and one piece of it to be filled in. As blocks. One thread at a time, as the home.
#pragma once

#include <string>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

Page submission_page(Call& call, const OpenedSubmission& opened);
// `checked`: it was saved, and what is wrong is said. Refuses "page.unknown" for what the form does not have.
Result<Page> piece_page(Call& call, const OpenedSubmission& opened, const std::string& piece, bool checked);

// The answers as they stand, to be read.
std::vector<Block> answer_blocks(Home& home, const OpenedSubmission& opened);
Phrase submission_title(Home& home, const OpenedSubmission& opened);

}  // namespace potensial::service
