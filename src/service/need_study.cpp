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

// Of the indicators what was attained alone: earlier results and characteristics would be read for nothing.
store::CohortDefinitions without_beside(store::CohortDefinitions definitions) {
  definitions.characteristics.clear();
  for (auto& each : definitions.indicators) each.priors.clear(), each.previous.clear();
  return definitions;
}

// Those who ended the stage of one outcome, by census.
Result<void> read_outcome(Home& home, const store::CohortDefinitions& definitions, const std::string& id, const NeedStudy& study, std::vector<ReachedBy>& reached) {
  const auto indicator = std::ranges::find(definitions.indicators, id, &Indicator::id);
  if (indicator == definitions.indicators.end()) return {};  // not defined in that year
  const auto from = study.censuses.front().year, to = study.censuses.back().year;
  const auto cohort = home.reader("").read(definitions, {.stage = indicator->stage, .indicators = {id}, .earlier = {}, .from = from, .to = to});
  if (!cohort && cohort.error().code == "cohort.no-census") return {};
  if (!cohort) return std::unexpected(cohort.error());
  const auto* outcome = cohort->outcome(id);
  for (std::size_t row = 0; outcome && row < cohort->size(); ++row) {
    const auto census = std::ranges::find(study.censuses, cohort->year[row], &NeedCensus::year);
    if (outcome->attained[row] < 0 || census == study.censuses.end()) continue;
    reached[static_cast<std::size_t>(census - study.censuses.begin())][cohort->learner[row]] = outcome->attained[row] > 0 ? Reached::reached : Reached::below;
  }
  return home.facts().forget_tables();
}

std::vector<Reached> in_order_of(const store::StatutoryLearners& learners, const ReachedBy& by_learner) {
  std::vector<Reached> reached;
  for (const auto& each : learners.learners) {
    const auto known = by_learner.find(each.learner);
    reached.push_back(known == by_learner.end() ? Reached::unknown : known->second);
  }
  return reached;
}

Result<void> read_measure(Home& home, const store::CohortDefinitions& definitions, const NeedMeasure& measure, NeedStudy& study) {
  const auto attained_alone = without_beside(definitions);
  std::vector<ReachedBy> reached(study.censuses.size());
  for (const auto& id : measure.outcomes)
    if (auto read = read_outcome(home, attained_alone, id, study, reached); !read) return read;
  for (std::size_t i = 0; i < reached.size(); ++i) study.censuses[i].reached.push_back(in_order_of(study.censuses[i].learners, reached[i]));
  return {};
}

Condition first_level(const store::CohortDefinitions& definitions, const std::string& id) {
  const auto found = std::ranges::find(definitions.characteristics, id, &Characteristic::id);
  if (found == definitions.characteristics.end()) return {id, {}, Text{id, id}};
  return {id, found->levels.front().code, found->levels.front().name};
}

Result<void> read_learners(Home& home, const store::CohortDefinitions& definitions, const NeedIndex& index, NeedCensus& census) {
  const auto current = home.current_facts("")("census", census.year, census.year);
  if (!current) return std::unexpected(current.error());
  auto learners = store::statutory_learners(home.facts(), home.expressions(), *current, home.aliases(), definitions, characteristics_of(index), census.year);
  if (!learners) return std::unexpected(learners.error());
  census.learners = std::move(*learners);
  return home.facts().forget_tables();
}

// --- Counting ---

NeedCount& operator+=(NeedCount& sum, const NeedCount& more) {
  sum.recorded += more.recorded;
  sum.needing += more.needing;
  return sum;
}

// What each measure says of one learner.
void count(const NeedStudy& study, const NeedCensus& census, std::size_t row, NeedUnit& unit) {
  const auto& learner = census.learners.learners[row];
  std::size_t characteristic = 0, outcome = 0;
  if (&census == &study.censuses.back()) ++unit.learners;
  for (std::size_t m = 0; m < study.index.measures.size(); ++m) {
    if (study.index.measures[m].of_outcomes()) {
      const auto said = census.reached[outcome++][row];
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

// Nothing of a school that the newest census does not know.
void count_census(NeedStudy& study, const NeedCensus& census) {
  const auto& newest = study.censuses.back().learners.schools;
  std::vector<std::size_t> places;
  for (const auto& school : census.learners.schools) {
    const auto at = std::ranges::lower_bound(newest, school);
    places.push_back(at != newest.end() && *at == school ? static_cast<std::size_t>(at - newest.begin()) : newest.size());
  }
  for (std::size_t row = 0; row < census.learners.learners.size(); ++row)
    if (const auto place = places[census.learners.learners[row].school]; place < newest.size()) count(study, census, row, study.schools[place]);
}

void count_schools(Home& home, NeedStudy& study) {
  for (const auto& school : study.censuses.back().learners.schools) study.schools.push_back(empty_unit(study, school, phase_of(home, school)));
  for (const auto& census : study.censuses) count_census(study, census);
  study.standings = funding::standings(study.schools);
}

std::vector<NeedCensus> censuses_until(Home& home, const NeedIndex& index, AcademicYear year) {
  std::vector<NeedCensus> censuses;
  for (const auto each : home.census_years(""))
    if (each <= year && year.summer - each.summer < index.years) censuses.push_back({each, {}, {}});
  return censuses;
}

Result<NeedStudy> read_study(Home& home, const NeedIndex& index, AcademicYear year) {
  const auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  NeedStudy study{.index = index, .censuses = censuses_until(home, index, year), .groups = {}, .levels = {}, .schools = {}, .standings = {}};
  for (const auto& id : characteristics_of(index)) study.levels.push_back(first_level(*definitions, id));
  for (const auto& each : study.levels) study.groups.push_back(each.name);
  for (auto& census : study.censuses)
    if (auto read = read_learners(home, *definitions, index, census); !read) return std::unexpected(read.error());
  for (const auto& measure : index.measures) {
    if (!measure.of_outcomes()) continue;
    if (auto read = read_measure(home, *definitions, measure, study); !read) return std::unexpected(read.error());
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

std::vector<std::size_t> rows_of(Home& home, const NeedCensus& census, const Organisation& place) {
  std::vector<std::uint8_t> in_place;
  for (const auto& school : census.learners.schools) in_place.push_back(place.kind == OrganisationKind::nation || authority_of(home, school) == place.id);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < census.learners.learners.size(); ++row)
    if (in_place[census.learners.learners[row].school]) rows.push_back(row);
  return rows;
}

void count_group(const NeedStudy& study, const NeedCensus& census, const std::vector<std::size_t>& rows, const std::vector<std::size_t>& conditions, NeedUnit& unit) {
  for (const auto row : rows)
    if (meets(census.learners.learners[row], conditions)) count(study, census, row, unit);
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
  std::vector<std::vector<std::size_t>> rows;
  for (const auto& census : study.censuses) rows.push_back(rows_of(home, census, place));
  const auto all = static_cast<std::int64_t>(rows.back().size());
  std::vector<GroupNeed> groups;
  for (auto& conditions : conditions_of_groups(study.groups.size())) {
    auto unit = empty_unit(study, id_of(conditions), "group");
    for (std::size_t i = 0; i < rows.size(); ++i) count_group(study, study.censuses[i], rows[i], conditions, unit);
    if (large_enough(unit.learners, all)) groups.push_back({std::move(conditions), std::move(unit)});
  }
  return groups;
}

Phrase group_name(const NeedStudy& study, const GroupNeed& group) {
  if (group.conditions.empty()) return phrase("need-index.all-learners");
  std::vector<Phrase> names;
  for (const auto each : group.conditions) names.push_back(verbatim(study.groups[each]));
  return phrase("need-index.group-of", {{"conditions", std::move(names)}});
}

std::vector<Condition> conditions_of_group(const NeedStudy& study, const GroupNeed& group) {
  std::vector<Condition> conditions;
  for (const auto each : group.conditions) conditions.push_back(study.levels[each]);
  return conditions;
}

std::vector<std::int64_t> members_among(Home& home, const NeedStudy& study, const Organisation& place, std::span<const GroupNeed> groups, const std::set<LearnerId>& some) {
  std::vector<std::int64_t> members(groups.size());
  const auto& newest = study.censuses.back();
  for (const auto row : need_studied::rows_of(home, newest, place)) {
    const auto& learner = newest.learners.learners[row];
    if (!some.contains(learner.learner)) continue;
    for (std::size_t i = 0; i < groups.size(); ++i) members[i] += need_studied::meets(learner, groups[i].conditions);
  }
  return members;
}

funding::NeedWeights published_weights(const NeedIndex& index) {
  funding::NeedWeights weights;
  for (const auto& each : index.measures) weights.push_back(each.weight);
  return weights;
}

}  // namespace potensial::service
