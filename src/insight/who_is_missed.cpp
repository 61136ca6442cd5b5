#include "insight/who_is_missed.hpp"

#include <cmath>
#include <limits>

namespace potensial::insight {
namespace missed_counts {

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN() : double(part) / double(whole);
}

}  // namespace missed_counts

void WhoIsMissed::add(const PlacedLearner& learner) {
  const bool met = learner.criterion == Criterion::met;
  if (learner.is_served) {
    ++(met ? served_within : learner.criterion == Criterion::unknown ? served_unknown : served_outside);
    return;
  }
  if (!met) return;
  ++unserved;
  unserved_without_result += !learner.earlier;
  unserved_middle += learner.earlier == Third::middle;
  unserved_upper += learner.earlier == Third::upper;
}

WhoIsMissed& WhoIsMissed::operator+=(const WhoIsMissed& other) {
  served_within += other.served_within;
  served_outside += other.served_outside;
  served_unknown += other.served_unknown;
  unserved += other.unserved;
  unserved_upper += other.unserved_upper;
  unserved_middle += other.unserved_middle;
  unserved_without_result += other.unserved_without_result;
  return *this;
}

double WhoIsMissed::coverage() const { return missed_counts::share(served_within, meeting()); }
double WhoIsMissed::leakage() const { return missed_counts::share(served_outside, served()); }

bool selects_otherwise(const WhoIsMissed& of, double most) { return of.leakage() > most; }

}  // namespace potensial::insight
