#include "service/school_contexts.hpp"

#include <cmath>
#include <limits>
#include <map>

namespace potensial::service {
namespace {

constexpr double percent = 100;

struct ContextSum {
  double learners = 0, years = 0;
  std::vector<double> weighted, weight;
};

std::map<std::string, ContextSum> context_sums(std::span<const store::SchoolYearShares> shares, std::size_t variables) {
  std::map<std::string, ContextSum> sums;
  for (const auto& each : shares) {
    auto& sum = sums[each.school];
    sum.weighted.resize(variables);
    sum.weight.resize(variables);
    sum.learners += each.learners;
    sum.years += 1;
    for (std::size_t i = 0; i < variables; ++i) {
      if (std::isnan(each.share[i])) continue;
      sum.weighted[i] += percent * each.share[i];
      sum.weight[i] += 1;
    }
  }
  return sums;
}

insight::SchoolContext context_of(const std::string& school, const Organisation* known, const std::map<std::string, ContextSum>& sums,
                                  std::size_t variables) {
  insight::SchoolContext context{school, known ? known->phase : "", known ? std::string(insight::medium_group(known->language_category)) : "", 0, {}};
  const auto sum = sums.find(school);
  for (std::size_t i = 0; i < variables; ++i)
    context.values.push_back(sum != sums.end() && sum->second.weight[i] > 0 ? sum->second.weighted[i] / sum->second.weight[i]
                                                                            : std::numeric_limits<double>::quiet_NaN());
  if (sum != sums.end()) context.learners = sum->second.learners / sum->second.years;
  return context;
}

}  // namespace

std::vector<insight::SchoolContext> school_contexts(std::span<const std::string> schools,
                                                    std::span<const store::SchoolYearShares> shares,
                                                    const OrganisationOf& known, std::size_t variables) {
  const auto sums = context_sums(shares, variables);
  std::vector<insight::SchoolContext> contexts;
  for (const auto& school : schools) contexts.push_back(context_of(school, known(school), sums, variables));
  return contexts;
}

}  // namespace potensial::service
