// Work of several owners, its lead first, each with a share of the cost: a joint bid as a whole, or a joint activity of a school's
// spending plan (FND-15, COL-02). What each owner pays is its share to the penny by largest remainders (funding/cost_shares.hpp).
// Each partner's own officer confirms its share: the confirmation is a deed of the bid or plan, and holds as long as the work is
// called the same and share and amount stay as they were confirmed. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "funding/cost_shares.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

inline constexpr const char* confirm_share = "confirm-share";  // the deed, and the operation that does it

struct JointWork {
  std::string title;                        // of an activity; a bid as a whole has none
  Pence grant, contribution;                // what it costs; of an activity all is grant
  std::vector<funding::OwnerShare> shares;  // the lead first, as they were entered, whatever they add up to
  std::vector<std::string> tasks;           // what each does, in the words of the bid or plan
  std::size_t place = 0;                    // of the activity in the plan, from 0
};

struct WorkOwner {
  std::string organisation;
  std::int64_t share = 0;                     // per cent
  Pence grant, contribution;                  // of what the work costs
  std::string task;
  bool is_lead = false;
  const SubmissionDeed* confirmed = nullptr;  // points into the submission; of the lead never

  Pence cost() const { return {grant.count + contribution.count}; }
  bool waits() const { return !is_lead && !confirmed; }
};

// Of a bid at most one, of a plan one for each joint activity in its order.
std::vector<JointWork> joint_works(const OpenedSubmission& opened);
// Refuses what funding/cost_shares.hpp refuses: shares that do not add up yet.
Result<std::vector<WorkOwner>> owners_of(const OpenedSubmission& opened, const JointWork& work);
// Every owner but the leads, of all its works, each once.
std::vector<std::string> partners_of(const OpenedSubmission& opened);
// Whose share is not confirmed as it now stands, each once; where shares do not add up, all partners of that work.
std::vector<std::string> unconfirmed_partners(const OpenedSubmission& opened);

// What an activity of a spending plan costs the school that leads it: its share, where others share the cost; nothing while the
// shares do not add up or no cost was entered.
std::optional<Pence> own_cost(const OpenedSubmission& plan, const form::Answers& activity);
// The same as the plan says it; 0 where it does not.
Pence paid_by_lead(const form::Answers& activity);

}  // namespace potensial::service
