#include "funding/alignment.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace potensial::funding {
namespace alignment_detail {

constexpr double over = 1.5, under = 0.67;
constexpr std::int64_t least_difference = 200000, least_for_each = 1000;  // pence

struct Sums {
  double money = 0, need = 0;
};

Sums sums_of(std::span<const DelegatedAmount> given) {
  Sums sums;
  for (const auto& each : given) {
    sums.money += double(each.amount.count);
    sums.need += double(each.school.entitled);
  }
  return sums;
}

bool matters(std::int64_t difference, std::int64_t learners) {
  const auto size = std::abs(difference);
  return size >= least_difference && size >= least_for_each * learners;
}

SchoolServed judged(const DelegatedAmount& each, const Sums& sums) {
  SchoolServed served{each, {}, Served::in_line};
  if (sums.need <= 0) return served;
  const double proportional = sums.money * double(each.school.entitled) / sums.need, amount = double(each.amount.count);
  served.difference = {std::llround(amount - proportional)};
  if (!matters(served.difference.count, each.school.learners)) return served;
  if (amount > over * proportional) served.word = Served::over;
  if (amount < under * proportional) served.word = Served::under;
  return served;
}

}  // namespace alignment_detail

Alignment alignment(std::span<const DelegatedAmount> given) {
  const auto sums = alignment_detail::sums_of(given);
  Alignment found;
  std::vector<std::string> names;
  std::vector<double> learners, need, money;
  for (const auto& each : given) {
    found.schools.push_back(alignment_detail::judged(each, sums));
    names.push_back(each.school.school);
    learners.push_back(double(each.school.learners));
    need.push_back(double(each.school.entitled));
    money.push_back(double(each.amount.count));
  }
  const auto of = need_of_receivers(names, learners, need);
  found.now = need_followed(of, money);
  found.by_need = need_followed(of, need);
  return found;
}

std::vector<SchoolServed> most_served(const Alignment& of, Served word, std::size_t most) {
  std::vector<SchoolServed> found;
  std::ranges::copy_if(of.schools, std::back_inserter(found), [&](const SchoolServed& each) { return each.word == word; });
  std::ranges::stable_sort(found, std::ranges::greater(), [](const SchoolServed& each) { return std::abs(each.difference.count); });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace potensial::funding
