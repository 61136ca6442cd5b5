#include "insight/core_data.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace potensial::insight {
namespace core_data_part {

struct Counts {
  std::int64_t reached = 0, not_reached = 0;
};

// Of each school of the cohort; nothing for one without a counted learner.
std::vector<std::optional<Counts>> counts_of(const Cohort& cohort, const OutcomeColumn& outcome, AcademicYear year) {
  std::vector<std::optional<Counts>> counts(cohort.schools.size());
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    if (cohort.year[row] != year || outcome.attained[row] < 0) continue;
    auto& school = counts[cohort.school[row]];
    if (!school) school.emplace();
    ++(outcome.attained[row] ? school->reached : school->not_reached);
  }
  return counts;
}

Text name_in(const Names& names, const std::string& id) {
  const auto known = names.find(id);
  return known == names.end() ? Text{id, id} : known->second;
}

ClassLevel level(const Names& names, const std::string& id, std::vector<std::size_t> members) {
  std::ranges::sort(members);
  return {id, name_in(names, id), std::move(members)};
}

// Places of schools among the categories, by whatever they are grouped by.
using Groups = std::map<std::string, std::vector<std::size_t>>;

Groups by_authority(const Cohort& cohort, std::span<const std::uint32_t> schools) {
  Groups groups;
  for (std::size_t place = 0; place < schools.size(); ++place)
    groups[cohort.authorities[cohort.school_authority[schools[place]]]].push_back(place);
  return groups;
}

Groups by_family(const std::vector<std::string>& categories, std::span<const SchoolFamily> families) {
  Groups groups;
  for (const auto& family : families)
    for (const auto& school : family.schools)
      if (const auto at = std::ranges::lower_bound(categories, school); at != categories.end() && *at == school)
        groups[family.id].push_back(static_cast<std::size_t>(at - categories.begin()));
  return groups;
}

std::vector<std::size_t> everyone(std::size_t n) {
  std::vector<std::size_t> all(n);
  for (std::size_t i = 0; i < n; ++i) all[i] = i;
  return all;
}

ClassVariable places(const Cohort& cohort, std::span<const std::uint32_t> schools, const CoreDataRequest& request) {
  ClassVariable variable{.name = "place", .title = request.titles.place, .identifying = true, .known_inside = true, .categories = {}, .headline = {}, .levels = {}};
  for (const auto school : schools) variable.categories.push_back(cohort.schools[school]);
  for (std::size_t place = 0; place < schools.size(); ++place)
    variable.levels.push_back(level(request.names, variable.categories[place], {place}));
  auto authorities = by_authority(cohort, schools), families = by_family(variable.categories, request.families);
  authorities.erase(request.population);
  for (auto& [id, members] : authorities) variable.levels.push_back(level(request.names, id, std::move(members)));
  for (auto& [id, members] : families) variable.levels.push_back(level(request.names, id, std::move(members)));
  variable.levels.push_back(level(request.names, request.population, everyone(schools.size())));
  return variable;
}

ClassVariable reached(const CoreDataTitles& titles) {
  return {.name = "reached", .title = titles.reached, .sensitive = true,
          .categories = {"reached", "not-reached"}, .headline = "reached",
          .levels = {{std::string(reached_code), titles.reached, {0}},
                     {std::string(counted_code), titles.learners, {0, 1}}}};
}

}  // namespace core_data_part

CountTable core_data_table(const Cohort& cohort, const OutcomeColumn& outcome, const CoreDataRequest& request) {
  const auto counts = core_data_part::counts_of(cohort, outcome, request.year);
  std::vector<std::uint32_t> schools;
  CountTable table;
  for (std::uint32_t school = 0; school < counts.size(); ++school) {
    if (!counts[school]) continue;
    schools.push_back(school);
    table.counts.push_back(counts[school]->reached);
    table.counts.push_back(counts[school]->not_reached);
  }
  table.universe = std::to_string(request.year.summer) + " " + outcome.indicator;
  table.id = "core-" + std::to_string(request.year.summer) + "-" + outcome.indicator;
  table.variables = {core_data_part::places(cohort, schools, request), core_data_part::reached(request.titles)};
  table.percentages_of = 1;
  return table;
}

}  // namespace potensial::insight
