// Whom the activities of a spending plan serve: what share of its money and of its days of staff goes to the needs of
// individual staff, to whole-school priorities and to work across subjects, with a warning where the whole school gets less than
// rule `plan-balance` says (PLN-06). The warning stops nobody. Pure but for the catalogue of the home; thread-safe.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "form/answers.hpp"
#include "model/block.hpp"
#include "model/pence.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

struct ServedShare {
  std::string_view serves;  // code of the form: "whole-school"
  Pence money;
  std::int64_t days = 0;
};

struct PlanBalance {
  std::array<ServedShare, 3> parts{{{"whole-school", {}, 0}, {"cross-curricular", {}, 0}, {"individual", {}, 0}}};
  Pence money;
  std::int64_t days = 0;

  const ServedShare& whole_school() const { return parts.front(); }
};

// Activities that do not say whom they serve are in none of the parts and not in the whole. Refuses "money.too-large".
Result<PlanBalance> plan_balance(const form::Answers& plan);
// Of nothing nothing is below.
bool is_below(std::int64_t part, std::int64_t whole, double least_percent);

std::vector<Block> balance_blocks(Home& home, const OpenedSubmission& plan);  // none before an activity says whom it serves

}  // namespace potensial::service
