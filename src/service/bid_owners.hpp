// A bid made jointly (FND-15, COL-02): its lead and the partners that it names, the share of each in the cost, and what each
// pays and receives by it. A partner's own officer confirms its share; the confirmation holds as long as share and amount stay
// as they were confirmed. Every other bid has one owner. One thread at a time, as the home.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "funding/cost_shares.hpp"
#include "model/block.hpp"
#include "service/opened_submission.hpp"
#include "service/operation.hpp"
#include "service/submission_steps.hpp"

namespace potensial::service {

inline constexpr const char* confirm_share = "confirm-share";  // the deed, and the operation that does it

struct BidOwner {
  std::string organisation;
  std::int64_t share = 0;                     // per cent
  Pence grant, contribution;                  // of what the bid asks for
  std::string work;                           // what it does, in the words of the bid
  bool is_lead = false;
  const SubmissionDeed* confirmed = nullptr;  // points into the submission; of the lead never

  Pence cost() const { return {grant.count + contribution.count}; }
};

bool is_joint(const OpenedSubmission& bid);
// The lead first; alone with 100 per cent where the bid is not joint. Shares as they were entered, whatever they add up to.
std::vector<funding::OwnerShare> shares_of(const OpenedSubmission& bid);
// Refuses what funding/cost_shares.hpp refuses: shares that do not add up yet.
Result<std::vector<BidOwner>> owners_of(const OpenedSubmission& bid);
bool partners_confirmed(const OpenedSubmission& bid);
// Of one owner's share as it stands; `place`: of the deed among those of the bid. Inside the caller's Transaction.
Result<void> add_confirmation(const StepTaker& by, const OpenedSubmission& bid, std::size_t place, const BidOwner& owner);

// Where the person may do it: the organisation of the bid, else the first partner where they may, else the organisation still.
std::string place_seen_from(const Call& call, const OpenedSubmission& bid, std::string_view operation);
bool is_of_partner(const Call& call, const OpenedSubmission& bid);  // the person may confirm the share of a partner
bool share_waits(const Call& call, const OpenedSubmission& bid);    // and has not yet, while the bid may be written
// Confirms every share of the bid that waits for the person. Inside the caller's Transaction. Refuses "joint.closed",
// "joint.own-work", "joint.incomplete" and "joint.none-waits".
Result<void> confirm_shares(Call& call, const OpenedSubmission& bid);

// For the page of the bid: its owners with their shares, and the form of whoever may confirm one; none where it is not joint.
std::vector<Block> owners_blocks(const Call& call, const OpenedSubmission& bid);

}  // namespace potensial::service
