#include "service/need_study.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "catalogue/need_indices.hpp"

namespace potensial::service {
namespace need_studied {

using funding::NeedCount;
using funding::NeedUnit;

constexpr std::int64_t least_of_group = 30;

std::vector<std::string> characteristics_of(const NeedIndex& index) {
  std::vector<std::string> ids;
  for (const auto& each : index.measures)
    if (!each.of_outcomes()) ids.push_back(each.id);
  return ids;
}

// --- Reading ---

using ReachedBy = std::unordered_map<LearnerId, Reached>;

// Those who ended the stage of one outcome in the year.
Result<void> read_outcome(Home& home, const store::CohortDefinitions& definitions, const std::string& id, AcademicYear year, ReachedBy& reached) {
  const auto indicator = std::ranges::find(definitions.indicators, id, &Indicator::id);
  if (indicator == definitions.indicators.end()) return {};  // not defined in that year
  const auto cohort = home.reader("").read(definitions, {.stage = indicator->stage, .indicators = {id}, .earlier = {}, .from = year, .to = year});
  if (!cohort && cohort.error().code == "cohort.no-census") return {};
  if (!cohort) return std::unexpected(cohort.error());
  const auto* outcome = cohort->outcome(id);
  for (std::size_t row = 0; outcome && row < cohort->size(); ++row)
    if (outcome->attained[row] >= 0) reached[cohort->learner[row]] = outcome->attained[row] > 0 ? Reached::reached : Reached::below;
  return home.facts().forget_tables();
}

Result<std::vector<Reached>> read_measure(Home& home, const store::CohortDefinitions& definitions, const NeedMeasure& measure, const NeedStudy& study) {
  ReachedBy by_learner;
  for (const auto& id : measure.outcomes)
    if (auto read = read_outcome(home, definitions, id, study.year, by_learner); !read) return std::unexpected(read.error());
  std::vector<Reached> reached;
  for (const auto& each : study.learners.learners) {
    const auto known = by_learner.find(each.learner);
    reached.push_back(known == by_learner.end() ? Reached::unknown : known->second);
  }
  return reached;
}

Text first_level(const store::CohortDefinitions& definitions, const std::string& id) {
  const auto found = std::ranges::find(definitions.characteristics, id, &Characteristic::id);
  return found == definitions.characteristics.end() ? Text{id, id} : found->levels.front().name;
}

Result<void> read_learners(Home& home, const store::CohortDefinitions& definitions, NeedStudy& study) {
  const auto census = home.current_facts("")("census", study.year, study.year);
  if (!census) return std::unexpected(census.error());
  auto learners = store::statutory_learners(home.facts(), home.expressions(), *census, home.aliases(), definitions, characteristics_of(study.index), study.year);
  if (!learners) return std::unexpected(learners.error());
  study.learners = std::move(*learners);
  return home.facts().forget_tables();
}

// --- Counting ---

NeedCount& operator+=(NeedCount& sum, const NeedCount& more) {
  sum.recorded += more.recorded;
  sum.needing += more.needing;
  return sum;
}

// What each measure says of one learner.
void count(const NeedStudy& study, std::size_t row, NeedUnit& unit) {
  const auto& learner = study.learners.learners[row];
  std::size_t characteristic = 0, outcome = 0;
  ++unit.learners;
  for (std::size_t m = 0; m < study.index.measures.size(); ++m) {
    if (study.index.measures[m].of_outcomes()) {
      const auto said = study.reached[outcome++][row];
      unit.counts[m] += {said != Reached::unknown, said == Reached::below};
    } else {
      unit.counts[m] += {learner.is_recorded(characteristic), learner.is_at_first(characteristic)};
      ++characteristic;
    }
  }
}

NeedUnit empty_unit(const NeedStudy& study, std::string id, std::string kind) { return {std::move(id), std::move(kind), 0, std::vector<NeedCount>(study.index.measures.size())}; }

std::string phase_of(const Home& home, const std::string& school) {
  const auto* known = home.organisation(school);
  return known ? known->phase : "";
}

void count_schools(Home& home, NeedStudy& study) {
  for (const auto& school : study.learners.schools) study.schools.push_back(empty_unit(study, school, phase_of(home, school)));
  for (std::size_t row = 0; row < study.learners.learners.size(); ++row) count(study, row, study.schools[study.learners.learners[row].school]);
  study.standings = funding::standings(study.schools);
}

Result<NeedStudy> read_study(Home& home, const NeedIndex& index, AcademicYear year) {
  const auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  NeedStudy study{.index = index, .year = year, .learners = {}, .reached = {}, .groups = {}, .schools = {}, .standings = {}};
  for (const auto& id : characteristics_of(index)) study.groups.push_back(first_level(*definitions, id));
  if (auto read = read_learners(home, *definitions, study); !read) return std::unexpected(read.error());
  for (const auto& measure : index.measures) {
    if (!measure.of_outcomes()) continue;
    auto reached = read_measure(home, *definitions, measure, study);
    if (!reached) return std::unexpected(reached.error());
    study.reached.push_back(std::move(*reached));
  }
  count_schools(home, study);
  return study;
}

// --- Places ---

std::string authority_of(const Home& home, const std::string& school) {
  const auto* known = home.organisation(school);
  return known ? known->authority : "";
}

NeedOfPlace schools_of(Home& home, const NeedStudy& study, const std::string& authority) {
  NeedOfPlace need;
  for (std::size_t i = 0; i < study.schools.size(); ++i) {
    if (authority_of(home, study.schools[i].id) != authority) continue;
    need.counts.push_back(study.schools[i]);
    need.units.push_back({study.schools[i].id, study.standings[i]});
  }
  return need;
}

NeedOfPlace authorities_of(Home& home, const NeedStudy& study) {
  std::map<std::string, NeedUnit> sums;
  for (const auto& school : study.schools) {
    const auto authority = authority_of(home, school.id);
    if (authority.empty()) continue;
    auto& sum = sums.try_emplace(authority, empty_unit(study, authority, "authority")).first->second;
    sum.learners += school.learners;
    for (std::size_t m = 0; m < sum.counts.size(); ++m) sum.counts[m] += school.counts[m];
  }
  NeedOfPlace need;
  for (auto& [id, sum] : sums) need.counts.push_back(std::move(sum));
  const auto standings = funding::standings(need.counts);
  for (std::size_t i = 0; i < standings.size(); ++i) need.units.push_back({need.counts[i].id, standings[i]});
  return need;
}

// --- Groups ---

std::vector<std::vector<std::size_t>> conditions_of_groups(std::size_t characteristics) {
  std::vector<std::vector<std::size_t>> all{{}};
  for (std::size_t i = 0; i < characteristics; ++i) all.push_back({i});
  for (std::size_t i = 0; i < characteristics; ++i)
    for (std::size_t j = i + 1; j < characteristics; ++j) all.push_back({i, j});
  return all;
}

bool meets(const store::StatutoryLearner& learner, const std::vector<std::size_t>& conditions) {
  return std::ranges::all_of(conditions, [&](std::size_t each) { return learner.is_at_first(each); });
}

std::vector<std::size_t> rows_of(Home& home, const NeedStudy& study, const Organisation& place) {
  std::vector<std::uint8_t> in_place;
  for (const auto& school : study.learners.schools) in_place.push_back(place.kind == OrganisationKind::nation || authority_of(home, school) == place.id);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < study.learners.learners.size(); ++row)
    if (in_place[study.learners.learners[row].school]) rows.push_back(row);
  return rows;
}

std::string id_of(const std::vector<std::size_t>& conditions) {
  std::string id = "g";
  for (const auto each : conditions) id += static_cast<char>('0' + each);
  return id;
}

bool large_enough(std::int64_t learners, std::int64_t all) { return learners >= least_of_group && (learners == all || all - learners >= least_of_group); }

}  // namespace need_studied

Result<std::shared_ptr<const NeedStudy>> need_study(Home& home, AcademicYear year) {
  const auto index = catalogue::need_index_on(home.catalogue(), year.census_day());
  if (!index) return std::unexpected(index.error());
  const auto loaded = home.census_years("");
  if (std::ranges::find(loaded, year) == loaded.end()) return refuse(Blame::input, "need-index.no-census", {{"year", std::to_string(year.summer)}});
  return home.keep<NeedStudy>(fmt::format("need/{}/{}/{}", index->id, index->version, year.summer), [&] { return need_studied::read_study(home, *index, year); });
}

NeedOfPlace need_of_units(Home& home, const NeedStudy& study, const Organisation& place) {
  return place.kind == OrganisationKind::nation ? need_studied::authorities_of(home, study) : need_studied::schools_of(home, study, place.id);
}

std::vector<GroupNeed> need_of_groups(Home& home, const NeedStudy& study, const Organisation& place) {
  using namespace need_studied;
  const auto rows = rows_of(home, study, place);
  std::vector<GroupNeed> groups;
  for (auto& conditions : conditions_of_groups(study.groups.size())) {
    auto unit = empty_unit(study, id_of(conditions), "group");
    for (const auto row : rows)
      if (meets(study.learners.learners[row], conditions)) count(study, row, unit);
    if (large_enough(unit.learners, static_cast<std::int64_t>(rows.size()))) groups.push_back({std::move(conditions), std::move(unit)});
  }
  return groups;
}

funding::NeedWeights published_weights(const NeedIndex& index) {
  funding::NeedWeights weights;
  for (const auto& each : index.measures) weights.push_back(each.weight);
  return weights;
}

}  // namespace potensial::service
