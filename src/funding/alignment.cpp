#include "funding/alignment.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace potensial::funding {
namespace alignment_detail {

struct Sums {
  double given = 0, need = 0;
};

Sums sums_of(std::span<const Provided> given) {
  Sums sums;
  for (const auto& each : given) {
    sums.given += double(each.amount);
    sums.need += double(each.school.entitled);
  }
  return sums;
}

bool matters(std::int64_t difference, std::int64_t learners, const ServedRule& rule) {
  const auto size = double(std::abs(difference));
  return size >= rule.least && size >= rule.least_each * double(learners);
}

SchoolServed judged(const Provided& each, const Sums& sums, const ServedRule& rule) {
  if (sums.need <= 0) return {each, 0, Served::in_line};
  return served(each, sums.given * double(each.school.entitled) / sums.need, rule);
}

}  // namespace alignment_detail

SchoolServed served(const Provided& given, double proportional, const ServedRule& rule) {
  const auto amount = double(given.amount);
  SchoolServed found{given, std::llround(amount - proportional), Served::in_line};
  if (!alignment_detail::matters(found.difference, given.school.learners, rule)) return found;
  if (amount > rule.over * proportional) found.word = Served::over;
  if (amount < rule.under * proportional) found.word = Served::under;
  return found;
}

Alignment alignment(std::span<const Provided> given, const ServedRule& rule) {
  const auto sums = alignment_detail::sums_of(given);
  Alignment found;
  std::vector<std::string> names;
  std::vector<double> learners, need, amounts;
  for (const auto& each : given) {
    found.schools.push_back(alignment_detail::judged(each, sums, rule));
    names.push_back(each.school.school);
    learners.push_back(double(each.school.learners));
    need.push_back(double(each.school.entitled));
    amounts.push_back(double(each.amount));
  }
  const auto of = need_of_receivers(names, learners, need);
  found.now = need_followed(of, amounts);
  found.by_need = need_followed(of, need);
  return found;
}

std::vector<Provided> money_provided(std::span<const DelegatedAmount> given) {
  std::vector<Provided> provided;
  for (const auto& each : given) provided.push_back({each.school, each.amount.count});
  return provided;
}

std::vector<SchoolServed> most_served(const Alignment& of, Served word, std::size_t most) {
  std::vector<SchoolServed> found;
  std::ranges::copy_if(of.schools, std::back_inserter(found), [&](const SchoolServed& each) { return each.word == word; });
  std::ranges::stable_sort(found, std::ranges::greater(), [](const SchoolServed& each) { return std::abs(each.difference); });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace potensial::funding
