// The owners of a joint bid or of a plan with joint activities (service/joint_works.hpp) as people meet them: who may look because
// of a share, who confirms one, and what the page shows (FND-15, COL-02). Of a bid an officer of the partner confirms; of a plan
// whoever writes the plans of that school. Every other bid has one owner. One thread at a time, as the home.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/joint_works.hpp"
#include "service/operation.hpp"
#include "service/submission_steps.hpp"

namespace potensial::service {

bool is_joint(const OpenedSubmission& bid);
// The lead first; alone with 100 per cent where the bid is not joint. Shares as they were entered, whatever they add up to.
std::vector<funding::OwnerShare> shares_of(const OpenedSubmission& bid);
// Refuses "joint.unconfirmed", of a plan "joint.plan.unconfirmed", {names}: the partners
// whose share is not confirmed as it stands.
Result<void> all_confirmed(const Home& home, const OpenedSubmission& opened);
// Of one owner's share as it stands; `place`: of the deed among those of the submission. Inside the caller's Transaction.
Result<void> add_confirmation(const StepTaker& by, const OpenedSubmission& opened, std::size_t place, const JointWork& work, const WorkOwner& owner);

// Where the person may do it: the organisation of the submission, else the first partner where they may, else the organisation still.
std::string place_seen_from(const Call& call, const OpenedSubmission& opened, std::string_view operation);
bool confirms_for(const Call& call, const OpenedSubmission& opened, const std::string& organisation);  // the person may confirm a share of that partner
bool is_of_partner(const Call& call, const OpenedSubmission& opened);  // of one of its partners
bool share_waits(const Call& call, const OpenedSubmission& opened);    // and has not yet, while it may be written
// Confirms every share that waits for the person, and gives their owners; of an activity that is named only its own. Inside the
// caller's Transaction. Refuses, of a bid and under "joint.plan." of a plan, "joint.closed", "joint.own-work", "joint.incomplete"
// and "joint.none-waits".
Result<std::vector<WorkOwner>> confirm_shares(Call& call, const OpenedSubmission& opened, const std::string& activity);

// For the page: each joint work's owners with their shares, and the form of whoever may confirm one; none where nothing is joint.
std::vector<Block> owners_blocks(const Call& call, const OpenedSubmission& opened);
std::vector<Block> owners_blocks(const Call& call, const OpenedSubmission& opened, const JointWork& work);

}  // namespace potensial::service
