// Whether an amount goes to the units that rank first: the concentration index, its curve, and the misplaced share.
//
//   C = 2 Σ w (h − μ)(f − 1/2) / μ,   Σ w = 1
// w: a unit's share of the population; h: amount for each of its population; μ: mean of h; f: fractional rank, which is
// the share of the population that ranks before the unit plus half of its own, the highest `order` first. Units of equal
// `order` share one rank, the mean over all their population: the share before them plus half of theirs together; so
// their sequence in the table changes nothing. C < 0: the amount goes to those who rank first; 0: it takes no account
// of rank; > 0: away from them. −1 < C < 1. A unit without population may hold an amount.
//
// Curve: from (0, 0) to (1, 1), a point for each distinct `order`, cumulative shares of population and of amount, those
// who rank first at the beginning. C = 1 − 2 × the area under it.
// misplaced_share: Σ |amount − deserved| / (2 Σ amount), with deserved scaled to the same sum: the least share that
// would have to move so that both agree; 0 to 1.
// Measures, not payments: floating point. Population, amount and deserved are finite, not negative, in any unit, with a
// sum above 0; the lengths agree. Refuses "concentration.unfit" with `column` population, amount, order or deserved.
// Source: Kakwani, Wagstaff and van Doorslaer (1997), Journal of Econometrics 77(1). Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"

namespace potensial::stats {

struct CurvePoint {
  double population = 0, amount = 0;
};

struct Concentration {
  double index = 0;
  std::vector<double> ranks;  // one for each unit, as they were given
  std::vector<CurvePoint> curve;
};

Result<Concentration> concentration(std::span<const double> population, std::span<const double> amount, std::span<const double> order);
Result<double> misplaced_share(std::span<const double> amount, std::span<const double> deserved);

}  // namespace potensial::stats
