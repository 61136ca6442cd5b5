#include "funding/allocation.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>
#include <span>

#include "stats/largest_remainder.hpp"

namespace potensial::funding {
namespace allocation_detail {

using Whole = boost::multiprecision::cpp_int;
using Wholes = std::vector<Whole>;

constexpr std::int64_t all_points = 10000;

Pence pence_of(const Whole& number) { return {number.convert_to<std::int64_t>()}; }
std::string money(const Whole& number) { return text(pence_of(std::min<Whole>(number, std::numeric_limits<std::int64_t>::max()))); }
Whole sum_of(const Wholes& numbers) { return std::accumulate(numbers.begin(), numbers.end(), Whole(0)); }

std::unexpected<Refusal> refuse_part(const char* code, const std::string& part) { return refuse(Blame::input, code, {{"part", part}}); }

Result<std::int64_t> checked_sum(std::span<const std::int64_t> numbers, const std::string& part) {
  std::int64_t sum = 0;
  for (const auto number : numbers) {
    if (number < 0) return refuse_part("allocation.negative", part);
    if (__builtin_add_overflow(sum, number, &sum)) return refuse_part("allocation.too-large", part);
  }
  return sum;
}

// The parts with their sums, checked.
struct Bases {
  std::vector<std::int64_t> sums;
  std::int64_t weights = 0;
};

Result<std::int64_t> basis_sum(const AllocationPart& part, std::size_t receivers) {
  if (part.basis.size() != receivers) return refuse(Blame::fault, "allocation.lengths-differ", {{"part", part.id}});
  const auto sum = checked_sum(part.basis, part.id);
  if (sum && *sum == 0 && part.weight > 0) return refuse_part("allocation.basis-empty", part.id);
  return sum;
}

Result<Bases> bases_of(const std::vector<AllocationPart>& parts) {
  Bases bases;
  std::vector<std::int64_t> weights;
  for (const auto& part : parts) {
    weights.push_back(part.weight);
    const auto weighed = checked_sum(weights, part.id);
    const auto sum = basis_sum(part, parts.front().basis.size());
    if (!weighed) return std::unexpected(weighed.error());
    if (!sum) return std::unexpected(sum.error());
    bases.weights = *weighed;
    bases.sums.push_back(*sum);
  }
  if (bases.weights == 0) return refuse(Blame::input, "allocation.no-weight");
  return bases;
}

bool needs_last_year(const AllocationFormula& formula) { return formula.floor || formula.cap || formula.damping; }

bool any_last_year(const AllocationFormula& formula) {
  return std::ranges::any_of(formula.last_year, [](const auto& amount) { return amount && amount->count > 0; });
}

Result<void> check_last_year(const AllocationFormula& formula, std::size_t receivers) {
  const bool negative = std::ranges::any_of(formula.last_year, [](const auto& amount) { return amount && amount->count < 0; });
  if (!formula.last_year.empty() && formula.last_year.size() != receivers)
    return refuse(Blame::fault, "allocation.lengths-differ", {{"part", "last-year"}});
  if (negative) return refuse_part("allocation.negative", "last-year");
  if (needs_last_year(formula) && !any_last_year(formula)) return refuse(Blame::input, "allocation.no-last-year");
  return {};
}

bool outside(const std::optional<std::int64_t>& points, std::int64_t most) { return points && (*points < 0 || *points > most); }

Result<void> check_limits(const AllocationFormula& formula) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  if (outside(formula.floor, most)) return refuse_part("allocation.percent-range", "floor");
  if (outside(formula.cap, most)) return refuse_part("allocation.percent-range", "cap");
  if (outside(formula.damping, all_points)) return refuse_part("allocation.percent-range", "damping");
  if (formula.floor && formula.cap && *formula.floor > *formula.cap) return refuse(Blame::input, "allocation.floor-above-cap");
  return {};
}

Result<void> check(const AllocationFormula& formula) {
  if (formula.total.count < 0) return refuse(Blame::input, "allocation.total-negative", {{"total", text(formula.total)}});
  if (formula.parts.empty()) return refuse(Blame::input, "allocation.no-weight");
  if (formula.parts.front().basis.empty()) return refuse(Blame::input, "allocation.no-receiver");
  if (auto checked = check_last_year(formula, formula.parts.front().basis.size()); !checked) return checked;
  return check_limits(formula);
}

// F in proportion: over the common denominator of all bases and the weights.
Wholes by_formula(const AllocationFormula& formula, const Bases& bases) {
  Whole denominator = 1;
  for (const auto sum : bases.sums)
    if (sum > 0) denominator = lcm(denominator, Whole(sum));
  Wholes numbers(formula.parts.front().basis.size());
  for (std::size_t p = 0; p < formula.parts.size(); ++p) {
    const auto& part = formula.parts[p];
    if (part.weight == 0) continue;
    const Whole factor = denominator / bases.sums[p] * part.weight;
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] += factor * part.basis[i];
  }
  return numbers;
}

// A in proportion, times ΣL and all basis points, so that it stays whole.
Wholes damped(const AllocationFormula& formula, const Wholes& exact) {
  if (!formula.damping) return exact;
  Whole before = 0, theirs = 0;
  for (std::size_t i = 0; i < exact.size(); ++i)
    if (formula.last_year[i]) {
      before += formula.last_year[i]->count;
      theirs += exact[i];
    }
  Wholes numbers;
  for (std::size_t i = 0; i < exact.size(); ++i)
    numbers.push_back(formula.last_year[i] ? Whole((all_points - *formula.damping) * theirs * formula.last_year[i]->count + *formula.damping * before * exact[i])
                                           : Whole(all_points * before * exact[i]));
  return numbers;
}

struct Limits {
  Whole floor = 0;
  std::optional<Whole> cap;
};

Limits limits_of(const AllocationFormula& formula, std::size_t receiver) {
  if (formula.last_year.empty() || !formula.last_year[receiver]) return {};
  const Whole before = formula.last_year[receiver]->count;
  Limits limits;
  if (formula.floor) limits.floor = (before * *formula.floor + all_points - 1) / all_points;
  if (formula.cap) limits.cap = std::max<Whole>(before * *formula.cap / all_points, limits.floor);
  return limits;
}

// Step 2 of the contract. `in_proportion` is x.
class Holding {
 public:
  Holding(const AllocationFormula& formula, Wholes in_proportion)
      : left_(formula.total.count), open_(sum_of(in_proportion)), x_(std::move(in_proportion)), held_(x_.size(), Held::no) {
    for (std::size_t i = 0; i < x_.size(); ++i) limits_.push_back(limits_of(formula, i));
  }

  Result<void> feasible() const;
  void hold_all_who_cross();
  Held held(std::size_t receiver) const { return held_[receiver]; }
  const Whole& left() const { return left_; }
  // Amounts times `scale`, whole.
  Whole scaled(std::size_t receiver) const { return held_[receiver] == Held::no ? Whole(left_ * x_[receiver]) : Whole(bound(receiver) * scale()); }
  Whole scale() const { return open_ > 0 ? open_ : Whole(1); }

 private:
  const Whole& bound(std::size_t receiver) const { return held_[receiver] == Held::at_floor ? limits_[receiver].floor : *limits_[receiver].cap; }
  // How far its share is under the floor or over the cap, times what is open; 0 where it does not cross.
  Whole under(std::size_t receiver) const;
  Whole over(std::size_t receiver) const;
  Whole crossing(Whole (Holding::*how_far)(std::size_t) const) const;
  void hold_who_cross(Whole (Holding::*how_far)(std::size_t) const, Held as);
  void hold(std::size_t receiver, Held as);
  void hold_the_rest();

  Whole left_, open_;  // money not held; sum of x of those not held
  Wholes x_;
  std::vector<Held> held_;
  std::vector<Limits> limits_;
};

Whole Holding::under(std::size_t receiver) const {
  if (held_[receiver] != Held::no) return 0;
  return std::max<Whole>(0, limits_[receiver].floor * open_ - left_ * x_[receiver]);
}

Whole Holding::over(std::size_t receiver) const {
  if (held_[receiver] != Held::no || !limits_[receiver].cap) return 0;
  return std::max<Whole>(0, left_ * x_[receiver] - *limits_[receiver].cap * open_);
}

Whole Holding::crossing(Whole (Holding::*how_far)(std::size_t) const) const {
  Whole sum = 0;
  for (std::size_t i = 0; i < x_.size(); ++i) sum += (this->*how_far)(i);
  return sum;
}

void Holding::hold(std::size_t receiver, Held as) {
  held_[receiver] = as;
  left_ -= bound(receiver);
  open_ -= x_[receiver];
}

// Who crosses is settled before anybody is held: holding changes what is left.
void Holding::hold_who_cross(Whole (Holding::*how_far)(std::size_t) const, Held as) {
  std::vector<std::size_t> crossing;
  for (std::size_t i = 0; i < x_.size(); ++i)
    if ((this->*how_far)(i) > 0) crossing.push_back(i);
  for (const auto receiver : crossing) hold(receiver, as);
}

// Once all with a share by formula are held, what is left is the floors of those without.
void Holding::hold_the_rest() {
  for (std::size_t i = 0; i < x_.size(); ++i)
    if (held_[i] == Held::no && limits_[i].floor > 0) hold(i, Held::at_floor);
}

void Holding::hold_all_who_cross() {
  while (open_ > 0) {
    const Whole short_of = crossing(&Holding::under), beyond = crossing(&Holding::over);
    if (short_of == 0 && beyond == 0) return;
    short_of >= beyond ? hold_who_cross(&Holding::under, Held::at_floor) : hold_who_cross(&Holding::over, Held::at_cap);
  }
  hold_the_rest();
}

Result<void> Holding::feasible() const {
  Whole least = 0, most = 0;
  bool endless = false;
  for (std::size_t i = 0; i < x_.size(); ++i) {
    least += limits_[i].floor;
    endless = endless || (x_[i] > 0 && !limits_[i].cap);
    most += x_[i] > 0 && limits_[i].cap ? *limits_[i].cap : limits_[i].floor;
  }
  if (least > left_)
    return refuse(Blame::input, "allocation.floors-exceed-total", {{"floors", money(least)}, {"total", money(left_)}, {"above", money(least - left_)}});
  if (!endless && most < left_)
    return refuse(Blame::input, "allocation.caps-below-total", {{"caps", money(most)}, {"total", money(left_)}, {"left", money(left_ - most)}});
  return {};
}

std::vector<PartShare> shares_of(const AllocationFormula& formula, const Bases& bases, std::size_t receiver) {
  std::vector<PartShare> shares;
  for (std::size_t p = 0; p < formula.parts.size(); ++p)
    shares.push_back({formula.parts[p].weight, bases.weights, formula.parts[p].basis[receiver], bases.sums[p]});
  return shares;
}

// The weights add up to something above 0, so that this is never refused.
Wholes rounded(Pence total, const Wholes& weights) { return *stats::largest_remainder<Whole>(Whole(total.count), weights); }

Allocation written(const AllocationFormula& formula, const Bases& bases, const Wholes& exact, const Wholes& damped, const Holding& holding) {
  Wholes scaled;
  for (std::size_t i = 0; i < exact.size(); ++i) scaled.push_back(holding.scaled(i));
  const auto amounts = rounded(formula.total, scaled), by_formula = rounded(formula.total, exact), after = rounded(formula.total, damped);
  Allocation allocation{{}, pence_of(holding.left())};
  for (std::size_t i = 0; i < exact.size(); ++i)
    allocation.receivers.push_back({pence_of(amounts[i]), shares_of(formula, bases, i), pence_of(by_formula[i]), pence_of(after[i]),
                                    formula.damping && formula.last_year[i], holding.held(i), amounts[i] * holding.scale() > scaled[i]});
  return allocation;
}

}  // namespace allocation_detail

Result<Allocation> allocate(const AllocationFormula& formula) {
  using namespace allocation_detail;
  if (auto checked = check(formula); !checked) return std::unexpected(checked.error());
  const auto bases = bases_of(formula.parts);
  if (!bases) return std::unexpected(bases.error());
  const auto exact = by_formula(formula, *bases);
  const auto after = damped(formula, exact);
  Holding holding(formula, after);
  if (auto can = holding.feasible(); !can) return std::unexpected(can.error());
  holding.hold_all_who_cross();
  return written(formula, *bases, exact, after, holding);
}

Result<RateSplit> split_at_rate(Pence amount, std::int64_t rate) {
  using namespace allocation_detail;
  if (rate < 0 || rate > all_points) return refuse(Blame::input, "allocation.rate-range");
  const Whole whole = abs(Whole(amount.count));
  const Whole grant = (whole * rate * 2 + all_points) / (2 * all_points);
  const Whole sign = amount.count < 0 ? -1 : 1;
  return RateSplit{pence_of(sign * grant), pence_of(sign * (whole - grant))};
}

}  // namespace potensial::funding
