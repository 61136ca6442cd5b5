// `potensial method allocate`: money shared by a formula, on any CSV. Text in, text out; reads no file.
//
// A part of the formula is a column with its weight ("learners=50"); "lump" without a column of that name is the same
// for everybody. Without weights every column but the first and last-year weighs the same. Ties in the rounding go to
// the receiver whose name or number comes first in byte order, so that the sequence of rows changes no amount.
// With columns learners and need it is told whether the money follows need: need for each learner ranks the receivers;
// the neediest fifth is a fifth of them, rounded up, ties at its edge by name; see stats/concentration_index.hpp.
//
// JSON (money in pence, shares as fractions, null where there is none):
//   total, left_to_share                 the money; what those not held share
//   receivers [{receiver, amount, last_year, change, by_formula, after_damping, damped, held, rounded_up,
//               parts [{column, weight, weights, basis, bases, decimals}]}]   basis and bases × 10^decimals; held null,
//               "floor" or "cap"; by formula total × Σ weight/weights × basis/bases
//   gain, lose, unchanged, new           how many; new: without last year's amount
//   need {fifth, share_of_need, now, before, by_need}        with learners and need only; before: last year;
//               by_need: in proportion to need; each {share_of_fifth, index, misplaced}
// Refuses what the table (allocation_table.hpp), the amounts (model/pence.hpp) and the formula (funding/allocation.hpp)
// refuse; "allocation.weight-form", "allocation.weight-twice", "allocation.percent-form". Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "service/method_answer.hpp"

namespace potensial::service {

struct AllocateRequest {
  std::string csv;                   // the file's text
  std::string total;                 // pounds, as people write them
  std::vector<std::string> weights;  // COLUMN=WEIGHT, whole numbers from 0; none: all columns alike
  std::string floor, cap, damping;   // per cent, at most two decimals; empty: none
};

Result<MethodAnswer> method_allocate(const AllocateRequest& request);

}  // namespace potensial::service
