// Who may look at a submission beyond what their roles reach: a draft is for those who write it and their partners, an
// assessment until it is signed for whoever began it, and while the thing waits for another assessment nobody sees that of
// somebody else (FND-12). One thread at a time, as the home.
#pragma once

#include "service/opened_submission.hpp"
#include "service/operation.hpp"

namespace potensial::service {

bool is_begun_by(const Call& call, const OpenedSubmission& opened);
bool may_look(const Call& call, const OpenedSubmission& opened);  // with the permission of the call
// A plan of another school, because of an activity that both share: that activity is what the person sees of it.
bool is_seen_as_partner(const Call& call, const OpenedSubmission& opened);
bool is_blind(Call& call, const OpenedSubmission& opened);
// All of it, with what the person's own roles reach.
bool is_visible(Call& call, const OpenedSubmission& opened);

}  // namespace potensial::service
