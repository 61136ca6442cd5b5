// Money allocated to receivers by a formula of weighted parts, to the penny, and how each figure arose.
//
// Of receiver i with basis b(p, i) in part p of weight w(p), by formula, as an exact fraction:
//   F(i) = total × Σ_p w(p)/Σw × b(p, i)/Σ_i b(p, i)
// Then, where they are set, in this order:
// 1. Damping d lets part of the change through: A(i) = (1 − d) L(i) T/ΣL + d F(i), with L what it received last year and
//    T the sum of F over all who received anything stated last year. So ΣA = ΣF, and with an unchanged total it is
//    last year's amount plus d of the change. Receivers without last year's amount keep F.
// 2. Floor and cap: nobody gets less than the floor or more than the cap, percentages of its own last year; the floor
//    rounded up and the cap down to whole pence, the cap never under the floor. Receivers without last year's amount
//    have neither. With x = A (F without damping) the amounts are the only ones that add up to the total and are
//    y(i) = λ x(i), or the floor where that is less, or the cap where that is more, with one λ for all.
//    Found in rounds: what is left is shared in proportion to x among those not held; those who cross are held, and
//    the next round begins, until nobody crosses. If the shortfalls under the floors are together at least what
//    stands over the caps, those under their floors are held, else those over their caps: in the first case all y at
//    the present λ come to at least what is left, so that the final λ is no greater and whoever is under its floor now is
//    so in the end (in the second the other way round). Nobody is released; each round holds at least one more; so
//    there are at most as many rounds as receivers.
// 3. One rounding by largest remainders, ties to the earlier receiver (callers sort by organisation code). A receiver
//    that is held gets exactly its whole pence, nobody crosses its floor or cap by rounding, and the sum is the total.
//
// Units: money in pence; floor, cap and damping in basis points (100 = 1%); weights and bases whole numbers from 0, of
// which only proportions count, so decimals are scaled before. A basis counts for nothing where its weight is 0.
// Refuses: "allocation.no-receiver", "allocation.no-weight" (none above 0), "allocation.negative", "allocation.basis-empty"
// (a weight above 0 on a basis whose sum is 0), "allocation.too-large" (a sum beyond 64 bits), each with `part`;
// "allocation.total-negative"; "allocation.no-last-year" (floor, cap or damping without anything above 0 last year);
// "allocation.percent-range", with `part`; "allocation.floor-above-cap"; "allocation.floors-exceed-total" with
// `floors`, `total` and `above`; "allocation.caps-below-total" with `caps`, `total` and `left`; and as a fault of ours
// "allocation.lengths-differ". Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/pence.hpp"

namespace potensial::funding {

struct AllocationPart {
  std::string id;
  std::int64_t weight = 0;
  std::vector<std::int64_t> basis;  // one for each receiver; all 1 for a lump sum
};

struct AllocationFormula {
  Pence total;
  std::vector<AllocationPart> parts;
  std::vector<std::optional<Pence>> last_year = {};  // one for each receiver, or nothing at all
  std::optional<std::int64_t> floor = {}, cap = {};  // basis points of last year's amount
  std::optional<std::int64_t> damping = {};          // basis points of the change that are let through, 0 to 10,000
};

// One term of a receiver's sum by formula: total × weight/weights × basis/bases.
struct PartShare {
  std::int64_t weight = 0, weights = 0, basis = 0, bases = 0;
};

enum class Held { no, at_floor, at_cap };

struct AllocatedAmount {
  Pence amount;
  std::vector<PartShare> parts;  // as the formula's; bases is 0 where the part's weight and sum are
  Pence by_formula;              // F and A, rounded as the amounts are; each adds up to the total
  Pence after_damping;
  bool damped = false;
  Held held = Held::no;
  bool rounded_up = false;       // got one of the pence left over in the rounding
};

struct Allocation {
  std::vector<AllocatedAmount> receivers;
  Pence left_to_share;  // the total less what those who are held receive
};

Result<Allocation> allocate(const AllocationFormula& formula);

// An amount as grant and contribution: the grant is `rate` basis points of it, to the nearest penny, half a penny to the
// grant; the contribution is the rest, so that both add up to the amount. A negative amount is split as the positive one.
// Refuses "allocation.rate-range" for rates outside 0 to 10,000.
struct RateSplit {
  Pence grant, contribution;
};
Result<RateSplit> split_at_rate(Pence amount, std::int64_t rate);

}  // namespace potensial::funding
