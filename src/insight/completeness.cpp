#include "insight/completeness.hpp"

#include <algorithm>
#include <map>

namespace potensial::insight {
namespace {

std::string organisation_of(const Cohort& cohort, std::size_t row, CompletenessBy by) {
  switch (by) {
    case CompletenessBy::school: return cohort.schools[cohort.school[row]];
    case CompletenessBy::authority: return cohort.authorities[cohort.school_authority[cohort.school[row]]];
    case CompletenessBy::everyone: break;
  }
  return {};
}

}  // namespace

std::vector<Completeness> completeness(const Cohort& cohort, std::span<const std::size_t> rows, CompletenessBy by) {
  std::map<std::string, std::vector<Completeness>> organisations;
  for (const auto row : rows) {
    auto& counts = organisations[organisation_of(cohort, row, by)];
    counts.resize(cohort.characteristics.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto& characteristic = cohort.characteristics[i];
      counts[i].learners += 1;
      counts[i].unrecorded += characteristic.level[row] == characteristic.definition.levels.size();
    }
  }
  std::vector<Completeness> all;
  for (auto& [organisation, counts] : organisations)
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i].organisation = organisation;
      counts[i].characteristic = cohort.characteristics[i].definition.id;
      all.push_back(std::move(counts[i]));
    }
  return all;
}

std::vector<Completeness> incomplete(const Cohort& cohort, std::span<const std::size_t> rows, double least) {
  auto all = completeness(cohort, rows, CompletenessBy::everyone);
  std::erase_if(all, [&](const Completeness& each) { return 1 - each.unrecorded_share() >= least; });
  return all;
}

}  // namespace potensial::insight
