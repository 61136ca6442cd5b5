#include "service/stage_pages.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "catalogue/stage_measures.hpp"
#include "insight/finding_search.hpp"
#include "insight/group_gap.hpp"
#include "insight/trend.hpp"
#include "insight/within_school.hpp"
#include "service/scope_schools.hpp"
#include "store/finding_store.hpp"
#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

constexpr std::size_t least_within = 10;
constexpr double normal_95 = 1.959963984540054;

std::vector<std::size_t> rows_of(const Cohort& cohort, std::span<const std::uint32_t> schools) {
  std::vector<std::uint8_t> wanted(cohort.schools.size(), 0);
  for (const auto school : schools) wanted[school] = 1;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (wanted[cohort.school[row]]) rows.push_back(row);
  return rows;
}

insight::FamilyResult family_result(const StageStudy& study, const insight::IndicatorStandards& standards, std::uint32_t school) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t row = 0; row < study.cohort.size(); ++row)
    if (study.cohort.school[row] == school && study.cohort.year[row] == study.to && !std::isnan(standards.outcome[row])) members.push_back(row);
  const auto mean = insight::school_means(standards.outcome, members, study.cohort.school, study.cohort.schools.size())[school];
  insight::FamilyResult result{study.cohort.schools[school], mean.learners};
  if (mean.learners < 2) return result;
  const auto n = static_cast<double>(mean.learners);
  const double se = std::sqrt(mean.deviations / (n - 1) / n);
  result.mean = mean.mean;
  result.low = mean.mean - normal_95 * se;
  result.high = mean.mean + normal_95 * se;
  return result;
}

std::optional<insight::NotSearched> not_searched(const StageStudy& study, std::size_t schools) {
  const std::size_t needed = study.rules.search.min_clusters;
  if (study.view.searched.empty()) return insight::NotSearched{};
  return schools < needed ? std::optional(insight::NotSearched{schools, needed}) : std::nullopt;
}

// The authorities that an area joins, by id: all of Wales, or the members of a body; none for a body of schools.
std::vector<std::string> authorities_within(Home& home, const std::string& noun, const std::string& id, AcademicYear year) {
  if (noun == "authority") return {};
  const auto members = store::members_on(home.ledger(), id, year.census_day());
  std::vector<std::string> within;
  for (const auto& each : home.organisations())
    if (each.kind == OrganisationKind::authority && (noun == "wales" || std::ranges::binary_search(members, each.id)))
      within.push_back(each.id);
  return within;
}

std::vector<insight::PartitionOfIndicator> partitions(const StageStudy& study) {
  std::vector<insight::PartitionOfIndicator> made;
  for (const auto& standards : study.standards)
    if (standards.same_start && standards.circumstances)
      made.push_back({standards.indicator.id, standards.same_start->years, standards.same_start->partition,
                      standards.circumstances->partition});
  return made;
}

// Bodies of the authority and its own clusters; of a body its authorities; of Wales the bodies of authorities.
std::vector<insight::RelatedArea> related_areas(Home& home, const StageStudy& study, const std::string& noun, const std::string& id) {
  std::vector<insight::RelatedArea> related;
  const auto day = study.to.census_day();
  if (noun == "body") {
    const auto* known = home.organisation(id);
    for (const auto& authority : authorities_within(home, noun, id, study.to))
      if (std::ranges::binary_search(study.cohort.authorities, authority)) related.push_back({authority, OrganisationKind::authority});
    if (related.empty() && known && !known->authority.empty()) related.push_back({known->authority, OrganisationKind::authority});
    for (const auto& member : store::members_on(home.ledger(), id, day))
      if (std::ranges::binary_search(study.cohort.schools, member)) related.push_back({member, OrganisationKind::school});
    return related;
  }
  const auto joined = store::bodies_of(home.ledger(), id, day);
  for (const auto* body : bodies_of_schools(home, study.cohort, study.to)) {
    const bool of_wales = noun == "wales" && body->kind != OrganisationKind::cluster;
    if (of_wales || body->authority == id || std::ranges::binary_search(joined, body->id)) related.push_back({body->id, body->kind});
  }
  return related;
}

}  // namespace

std::vector<FindingRecord> StagePages::findings_for(Home& home, std::span<const std::string> scopes) const {
  std::vector<FindingRecord> found;
  for (const auto& scope : scopes)
    for (const auto& indicator : catalogue::outcomes_searched(study.view))
      std::ranges::move(insight::groups_of(store::findings(home.ledger(), indicator, scope)).findings, std::back_inserter(found));
  return found;
}

std::optional<std::uint32_t> StagePages::school_number(std::string_view id) const {
  const auto at = std::ranges::lower_bound(study.cohort.schools, id);
  if (at == study.cohort.schools.end() || *at != id) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(at - study.cohort.schools.begin());
  for (std::size_t row = 0; row < study.cohort.size(); ++row)
    if (study.cohort.school[row] == number && study.cohort.year[row] == study.to) return number;
  return std::nullopt;
}

std::vector<std::uint32_t> StagePages::schools_of_authority(std::string_view authority) const {
  std::vector<std::uint32_t> schools;
  for (std::uint32_t school = 0; school < study.cohort.schools.size(); ++school)
    if (study.cohort.authorities[study.cohort.school_authority[school]] == authority) schools.push_back(school);
  return schools;
}

std::vector<std::uint32_t> StagePages::schools_of_body(Home& home, std::string_view body) const {
  return schools_in_scope(home, study.cohort, body, study.to);
}

std::vector<std::uint32_t> StagePages::all_schools() const {
  std::vector<std::uint32_t> schools(study.cohort.schools.size());
  std::iota(schools.begin(), schools.end(), 0u);
  return schools;
}

std::vector<Indicator> StagePages::indicators() const {
  std::vector<Indicator> list;
  for (const auto& standards : study.standards) list.push_back(standards.indicator);
  return list;
}

Text StagePages::population_name(const insight::Names& names) const {
  const auto at = names.find(study.population);
  return at == names.end() ? Text{"Learners loaded", "Dysgwyr a lwythwyd"} : at->second;
}

insight::StandingStudy StagePages::standing_study() const {
  return {study.cohort, study.standards, study.comparators, study.rules.verdict};
}

void StagePages::stand_all() {
  const auto schools = all_schools();
  auto made = insight::school_standings(standing_study(), schools, study.to);
  for (std::size_t i = 0; i < schools.size(); ++i) standings_.insert_or_assign(schools[i], std::move(made[i]));
}

const insight::Standing& StagePages::standing(std::uint32_t school) {
  if (!standings_.contains(school)) {
    const std::uint32_t one[] = {school};
    standings_.emplace(school, std::move(insight::school_standings(standing_study(), one, study.to).front()));
  }
  return standings_.at(school);
}

std::vector<insight::SchoolTrend> StagePages::trends(std::uint32_t school) {
  std::vector<insight::SchoolTrend> made;
  const auto everyone = insight::all_rows(study.cohort);
  const std::uint32_t one[] = {school};
  for (const auto& standards : study.standards) {
    const auto& indicator = standards.indicator;
    const auto* outcome = study.cohort.outcome(indicator.id);
    if (indicator.attained.empty() || !outcome) continue;
    if (!national_trends_.contains(indicator.id)) {
      national_trends_.emplace(indicator.id, insight::trend_of(study.cohort, *outcome, everyone, indicator.breaks, {}));
      correlations_.emplace(indicator.id, insight::cohort_correlation(study.cohort, *outcome));
    }
    const insight::TrendRule rule{.rho_year = correlations_.at(indicator.id)};
    auto& trend = made.emplace_back(insight::SchoolTrend{indicator.id, insight::trend_of(study.cohort, *outcome, rows_of(study.cohort, one), indicator.breaks, rule), {}, national_trends_.at(indicator.id)});
    if (const auto& family = study.comparators.family[school]; !family.empty())
      trend.family = insight::trend_of(study.cohort, *outcome, rows_of(study.cohort, family), indicator.breaks, {});
  }
  return made;
}

std::optional<insight::HighAttainers> StagePages::ahead(std::uint32_t school) {
  if (!ahead_) {
    ahead_.emplace();
    for (const auto& standards : study.standards)
      if (standards.previous) {
        const Condition disadvantaged{study.view.disadvantaged, study.view.disadvantaged_level, {}};
        ahead_ = insight::high_attainers(study.cohort, *standards.previous, disadvantaged, {});
        break;
      }
  }
  for (const auto& each : *ahead_)
    if (each.school == school && each.year == study.to) return each;
  return std::nullopt;
}

insight::SchoolPageInput StagePages::school(Home& home, const insight::Names& names, std::uint32_t number, bool invented) {
  const auto& id = study.cohort.schools[number];
  const auto* known = home.organisation(id);
  insight::SchoolPageInput input;
  input.school = known ? *known : Organisation{.id = id, .kind = OrganisationKind::school, .name = {id, id}};
  input.school.authority = study.cohort.authorities[study.cohort.school_authority[number]];
  if (const auto at = names.find(input.school.authority); at != names.end()) input.authority = at->second;
  input.stage = study.stage.name;
  input.population = population_name(names);
  input.standing = standing(number);
  input.indicators = indicators();
  input.rule = study.rules.verdict;
  input.trends = trends(number);
  input.within = insight::within_school(study.cohort, study.standards, number, study.to, least_within);
  input.ahead = ahead(number);
  const std::string scopes[] = {study.population, input.school.authority};
  input.findings = findings_for(home, std::span(scopes, study.population == input.school.authority ? 1 : 2));
  if (const auto* family = study.families.of(id)) input.family = family->id;
  input.bodies = store::bodies_of(home.ledger(), id, study.to.census_day());
  input.names = names;
  input.loads = study.cohort.loads;
  input.invented = invented;
  return input;
}

insight::AreaPageInput StagePages::area(Home& home, const insight::Names& names, const std::string& noun, const std::string& id,
                                        std::span<const std::uint32_t> schools, bool invented) {
  insight::AreaPageInput input;
  input.noun = noun;
  input.standing = insight::area_standing(standing_study(), id, schools, study.to);
  input.stage = study.stage.name;
  input.indicators = indicators();
  input.rule = study.rules.verdict;
  input.partitions = partitions(study);
  if (const auto* known = home.organisation(id)) input.kind = known->kind;
  input.school_ids = study.cohort.schools;
  for (auto& authority : authorities_within(home, noun, id, study.to)) {
    const bool loaded = std::ranges::binary_search(study.cohort.authorities, authority);
    if (loaded) input.parts.push_back(insight::area_standing(standing_study(), authority, schools_of_authority(authority), study.to));
    (loaded ? input.reported : input.not_reported).push_back(std::move(authority));
  }
  if (input.parts.empty()) input.schools = insight::schools_of_area(standing_study(), schools, study.to);
  input.related = related_areas(home, study, noun, id);
  const std::string scopes[] = {noun == "wales" ? study.population : id};
  input.findings = findings_for(home, scopes);
  input.not_searched = not_searched(study, schools.size());
  input.names = names;
  input.invented = invented;
  return input;
}

insight::FamilyPageInput StagePages::family(const insight::Names& names, const insight::SchoolFamily& family, const std::string& school,
                                            bool invented) const {
  insight::FamilyPageInput input;
  input.family = family;
  input.from = study.families.from;
  input.rule = study.rules.families;
  input.nearest_rule = study.rules.nearest;
  input.contexts = study.contexts;
  input.school = school;
  input.names = names;
  input.invented = invented;
  if (study.standards.empty()) return input;
  if (school.empty()) {
    std::vector<std::uint32_t> schools;
    for (const auto& member : family.schools)
      if (const auto number = school_number(member)) schools.push_back(*number);
    input.standing = insight::area_standing(standing_study(), family.id, schools, study.to);
    input.indicators = indicators();
  }
  const auto& standards = study.standards.front();
  input.indicator = standards.indicator;
  for (const auto& member : family.schools)
    if (const auto number = school_number(member)) input.results.push_back(family_result(study, standards, *number));
  return input;
}

}  // namespace potensial::service
