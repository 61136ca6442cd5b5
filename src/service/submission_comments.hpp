// Comments beside the steps of a submission: those that its reader may see, by the question that they are about, and the forms
// to add, answer and close one. What somebody who assesses says is blind to the others who assess until every assessment is
// signed, with all that was answered to it. One thread at a time, as the home.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "model/submission_comment.hpp"
#include "service/opened_submission.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// The questions about which something may be said, as the answers stand: path and words, "Line 3: Purpose".
std::vector<Choice> questions_to_comment(const OpenedSubmission& opened);

std::string place_to_comment(const Call& call, const OpenedSubmission& opened);  // organisation for the question of permission
std::vector<SubmissionComment> comments_seen(const Call& call, const OpenedSubmission& opened);
bool may_close(const Call& call, const OpenedSubmission& opened, const SubmissionComment& comment);  // whoever said it, and who writes the form

std::vector<Block> comment_blocks(const Call& call, const OpenedSubmission& opened);
// Of one piece of the form, for whoever fills it in: "lines/3".
std::vector<Block> comments_on_piece(const Call& call, const OpenedSubmission& opened, const std::string& piece);

}  // namespace potensial::service
