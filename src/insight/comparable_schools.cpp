#include "insight/comparable_schools.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "stats/normal_distribution.hpp"

namespace potensial::insight {
namespace {

namespace comparable {

constexpr int search_steps = 80;

using Place = std::unordered_map<std::string, std::uint32_t>;

Place places(std::span<const std::string> schools) {
  Place place;
  for (std::uint32_t school = 0; school < schools.size(); ++school) place.emplace(schools[school], school);
  return place;
}

void take_families(Comparators& result, const Place& place, const FamilySet& set) {
  for (std::size_t number = 0; number < set.families.size(); ++number) {
    std::vector<std::uint32_t> members;
    for (const auto& school : set.families[number].schools)
      if (const auto found = place.find(school); found != place.end()) members.push_back(found->second);
    for (std::uint32_t school : members) {
      result.family_of[school] = std::int32_t(number);
      result.family[school] = members;
      std::erase(result.family[school], school);
    }
  }
}

void take_nearest(Comparators& result, const Place& place, std::span<const SchoolContext> contexts,
                  const NearestRule& rule) {
  const auto positions = school_positions(contexts, rule.variables);
  for (std::size_t each = 0; each < contexts.size(); ++each) {
    const auto own = place.find(contexts[each].school);
    if (own == place.end()) continue;
    for (const auto& near : nearest_schools(contexts, positions, each, rule).schools)
      if (const auto other = place.find(contexts[near.school].school); other != place.end())
        result.nearest[own->second].push_back(other->second);
  }
}

void add(SchoolMean& own, double value) {
  if (std::isnan(value)) return;
  own.learners += 1;
  const double apart = value - own.mean;
  own.mean += apart / double(own.learners);
  own.deviations += apart * (value - own.mean);
}

struct MeanOfSchool {
  double learners = 0, mean = 0;
};

// The schools of one family with learners.
using Blocks = std::vector<std::vector<MeanOfSchool>>;

Blocks blocks_of(std::span<const SchoolMean> means, std::span<const std::int32_t> family_of) {
  const auto last = std::ranges::max_element(family_of);
  Blocks blocks(last == family_of.end() ? 0 : std::size_t(*last + 1));
  for (std::size_t school = 0; school < means.size(); ++school)
    if (means[school].learners > 0 && family_of[school] >= 0)
      blocks[std::size_t(family_of[school])].push_back({double(means[school].learners), means[school].mean});
  std::erase_if(blocks, [](const auto& block) { return block.empty(); });
  return blocks;
}

// -2 log restricted likelihood of the school means about a mean of each family, sigma2 known.
double criterion(const Blocks& blocks, double sigma2, double tau2) {
  double sum = 0;
  for (const auto& schools : blocks) {
    double weights = 0, weighted = 0;
    for (const auto& each : schools) {
      const double variance = tau2 + sigma2 / each.learners;
      sum += std::log(variance);
      weights += 1 / variance;
      weighted += each.mean / variance;
    }
    sum += std::log(weights);
    const double mean = weighted / weights;
    for (const auto& each : schools) {
      const double apart = each.mean - mean;
      sum += apart * apart / (tau2 + sigma2 / each.learners);
    }
  }
  return sum;
}

double widest(const Blocks& blocks) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const auto& schools : blocks)
    for (const auto& each : schools) {
      low = std::min(low, each.mean);
      high = std::max(high, each.mean);
    }
  return high > low ? (high - low) * (high - low) : 0;
}

// Golden-section search over the SD between schools.
double between_variance(const Blocks& blocks, double sigma2) {
  double low = 0, high = std::sqrt(widest(blocks));
  if (high <= 0 || sigma2 <= 0) return 0;
  const auto at = [&](double sd) { return criterion(blocks, sigma2, sd * sd); };
  const double golden = 1 / std::numbers::phi;
  double left = high - golden * (high - low), right = low + golden * (high - low);
  double at_left = at(left), at_right = at(right);
  for (int step = 0; step < search_steps; ++step) {
    if (at_left <= at_right) {
      high = right, right = left, at_right = at_left;
      at_left = at(left = high - golden * (high - low));
    } else {
      low = left, left = right, at_left = at_right;
      at_right = at(right = low + golden * (high - low));
    }
  }
  return at(0) <= at((low + high) / 2) ? 0 : (low + high) * (low + high) / 4;
}

double within_variance(std::span<const SchoolMean> means) {
  double deviations = 0, degrees = 0;
  for (const auto& each : means)
    if (each.learners > 0) {
      deviations += each.deviations;
      degrees += double(each.learners) - 1;
    }
  return degrees > 0 ? deviations / degrees : 0;
}

double pooled_share(std::span<const SchoolMean> means, std::span<const std::uint32_t> others) {
  double sum = 0, n = 0;
  for (std::uint32_t other : others) {
    sum += means[other].mean * double(means[other].learners);
    n += double(means[other].learners);
  }
  return n > 0 ? sum / n : 0;
}

struct Pool {
  double weights = 0, mean = 0;
};

Pool pool(std::span<const SchoolMean> means, std::span<const std::uint32_t> others, double sigma2, double tau2) {
  Pool result;
  double weighted = 0;
  for (std::uint32_t other : others) {
    if (means[other].learners == 0) continue;
    const double weight = 1 / (tau2 + sigma2 / double(means[other].learners));
    result.weights += weight;
    weighted += weight * means[other].mean;
  }
  if (result.weights > 0) result.mean = weighted / result.weights;
  return result;
}

void count(ComparableEstimate& estimate, std::span<const SchoolMean> means, std::span<const std::uint32_t> others,
           const VerdictRule& rule) {
  std::size_t large_enough = 0;
  for (std::uint32_t other : others) {
    if (means[other].learners == 0) continue;
    ++estimate.schools;
    estimate.comparator_learners += means[other].learners;
    large_enough += means[other].learners >= rule.least_in_comparator;
  }
  estimate.enough =
      large_enough >= rule.least_comparators && estimate.comparator_learners >= rule.least_comparator_learners;
}

double shrinkage(const SchoolMean& own, double sigma2, double tau2) {
  return tau2 / (tau2 + sigma2 / double(own.learners));
}

}  // namespace comparable
}  // namespace

Comparators comparators(std::span<const std::string> cohort_schools, std::span<const SchoolContext> contexts,
                        const FamilySet& families, const NearestRule& rule) {
  Comparators result;
  result.family_of.assign(cohort_schools.size(), -1);
  result.family.resize(cohort_schools.size());
  result.nearest.resize(cohort_schools.size());
  const auto place = comparable::places(cohort_schools);
  comparable::take_families(result, place, families);
  comparable::take_nearest(result, place, contexts, rule);
  return result;
}

SchoolMean school_mean(std::span<const double> value, std::span<const std::uint32_t> members) {
  SchoolMean mean;
  for (std::uint32_t row : members) comparable::add(mean, value[row]);
  return mean;
}

std::vector<SchoolMean> school_means(std::span<const double> value, std::span<const std::uint32_t> members,
                                     std::span<const std::uint32_t> school, std::size_t schools) {
  std::vector<SchoolMean> means(schools);
  for (std::uint32_t row : members) comparable::add(means[school[row]], value[row]);
  return means;
}

SchoolSpread school_spread(std::span<const SchoolMean> means, std::span<const std::int32_t> family_of, double least) {
  const double learner = comparable::within_variance(means);
  return {learner, std::max(least, comparable::between_variance(comparable::blocks_of(means, family_of), learner))};
}

ComparableEstimate comparable_estimate(const SchoolMean& own, std::span<const SchoolMean> means,
                                       std::span<const std::uint32_t> others, const SchoolSpread& spread, bool yes_no,
                                       const VerdictRule& rule) {
  ComparableEstimate estimate;
  estimate.learners = own.learners;
  comparable::count(estimate, means, others, rule);
  if (estimate.learners == 0) return estimate;
  estimate.attained = own.mean;
  const double share = comparable::pooled_share(means, others);
  const double sigma2 = yes_no ? share * (1 - share) : spread.learner;
  const auto pool = comparable::pool(means, others, sigma2, spread.school);
  if (pool.weights <= 0) return estimate;
  estimate.reference = pool.mean;
  estimate.raw = estimate.attained - pool.mean;
  estimate.reliability = comparable::shrinkage(own, sigma2, spread.school);
  estimate.estimate = estimate.reliability * estimate.raw;
  estimate.se = std::sqrt(estimate.reliability * sigma2 / double(estimate.learners) +
                          estimate.reliability * estimate.reliability / pool.weights);
  return estimate;
}

std::vector<std::uint32_t> clearly_better(std::span<const SchoolMean> means, std::uint32_t school,
                                          std::span<const std::uint32_t> others, const SchoolSpread& spread,
                                          const VerdictRule& rule) {
  if (means[school].learners == 0) return {};
  const double centre = comparable::pool(means, others, spread.learner, spread.school).mean;
  const auto pooled = [&](std::uint32_t which) {
    return comparable::shrinkage(means[which], spread.learner, spread.school) * (means[which].mean - centre);
  };
  const auto error = [&](std::uint32_t which) {
    return comparable::shrinkage(means[which], spread.learner, spread.school) * spread.learner /
           double(means[which].learners);
  };
  std::vector<std::pair<double, std::uint32_t>> better;
  for (std::uint32_t other : others) {
    if (means[other].learners < rule.least_learners) continue;
    const double difference = pooled(other) - pooled(school);
    if (difference > stats::normal_quantile(0.975) * std::sqrt(error(other) + error(school)))
      better.emplace_back(-difference, other);
  }
  std::sort(better.begin(), better.end());
  std::vector<std::uint32_t> schools;
  for (const auto& [difference, other] : better) schools.push_back(other);
  return schools;
}

}  // namespace potensial::insight
