#include "service/stage_pages.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "catalogue/stage_measures.hpp"
#include "catalogue/tile_maps.hpp"
#include "insight/figure.hpp"
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

std::vector<std::size_t> rows_of(const insight::GroupsEverywhere& everywhere, std::span<const std::uint32_t> schools) {
  std::vector<std::size_t> rows;
  for (const auto school : schools) rows.insert(rows.end(), everywhere.learners[school].begin(), everywhere.learners[school].end());
  return rows;
}

insight::FamilyResult family_result(std::string school, const insight::SchoolMean& mean) {
  insight::FamilyResult result{std::move(school), mean.learners};
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

StagePages::StagePages(StageStudy study_made, unsigned threads)
    : study(std::move(study_made)), threads_(threads), taught_now_(study.cohort.schools.size(), 0) {
  for (std::size_t row = 0; row < study.cohort.size(); ++row)
    if (study.cohort.year[row] == study.to) taught_now_[study.cohort.school[row]] = 1;
}

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
  return taught_now_[number] ? std::optional(number) : std::nullopt;
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

const insight::GroupsEverywhere& StagePages::everywhere() {
  if (!everywhere_) everywhere_ = insight::groups_everywhere(standing_study(), study.to, threads_);
  return *everywhere_;
}

insight::Standing StagePages::standing(std::uint32_t school) {
  return insight::school_standing(standing_study(), everywhere(), school);
}

const insight::Standing& StagePages::standing_of_authority(const std::string& authority) {
  const auto known = authorities_.find(authority);
  if (known != authorities_.end()) return known->second;
  return authorities_.emplace(authority, insight::area_standing(standing_study(), everywhere(), authority, schools_of_authority(authority))).first->second;
}

void StagePages::work_ahead() {
  everywhere();
  work_out_national_trends();
  work_out_high_attainers();
}

void StagePages::work_out_national_trends() {
  if (!national_trends_.empty()) return;
  const auto everyone = insight::all_rows(study.cohort);
  for (const auto& standards : study.standards) {
    const auto& indicator = standards.indicator;
    const auto* outcome = study.cohort.outcome(indicator.id);
    if (indicator.attained.empty() || !outcome) continue;
    national_trends_.emplace(indicator.id, NationalTrend{insight::trend_of(study.cohort, *outcome, everyone, indicator.breaks, {}),
                                                         insight::cohort_correlation(study.cohort, *outcome)});
  }
}

std::vector<insight::SchoolTrend> StagePages::trends(std::uint32_t school) {
  work_out_national_trends();
  std::vector<insight::SchoolTrend> made;
  const std::uint32_t one[] = {school};
  const auto own = rows_of(everywhere(), one), of_family = rows_of(everywhere(), study.comparators.family[school]);
  for (const auto& standards : study.standards) {
    const auto& indicator = standards.indicator;
    const auto nation = national_trends_.find(indicator.id);
    if (nation == national_trends_.end()) continue;
    const auto& outcome = *study.cohort.outcome(indicator.id);
    const insight::TrendRule rule{.rho_year = nation->second.correlation};
    auto& trend = made.emplace_back(insight::SchoolTrend{indicator.id, insight::trend_of(study.cohort, outcome, own, indicator.breaks, rule), {}, nation->second.trend});
    if (!of_family.empty()) trend.family = insight::trend_of(study.cohort, outcome, of_family, indicator.breaks, {});
  }
  return made;
}

void StagePages::work_out_high_attainers() {
  if (ahead_) return;
  ahead_.emplace();
  if (const auto* standards = ahead_in()) ahead_ = insight::high_attainers(study.cohort, *standards->previous, disadvantaged(), {});
}

const insight::IndicatorStandards* StagePages::ahead_in() const {
  const auto found = std::ranges::find_if(study.standards, [](const auto& each) { return each.previous.has_value(); });
  return found == study.standards.end() ? nullptr : &*found;
}

Condition StagePages::disadvantaged() const { return {study.view.disadvantaged, study.view.disadvantaged_level, {}}; }

const std::vector<insight::HighAttainers>& StagePages::ahead() {
  work_out_high_attainers();
  return *ahead_;
}

std::optional<insight::HighAttainers> StagePages::ahead(std::uint32_t school) {
  for (const auto& each : ahead())
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
  if (const auto* standards = ahead_in()) input.ahead_in = standards->indicator.id;
  input.disadvantaged = disadvantaged();
  const std::string scopes[] = {study.population, input.school.authority};
  input.findings = findings_for(home, std::span(scopes, study.population == input.school.authority ? 1 : 2));
  if (const auto* family = study.families.of(id)) input.family = family->id;
  for (const auto& body : store::bodies_of(home.ledger(), id, study.to.census_day()))
    if (const auto* joined = home.organisation(body)) input.bodies.push_back({body, joined->kind});
  input.names = names;
  input.loads = study.cohort.loads;
  input.invented = invented;
  return input;
}

insight::AreaPageInput StagePages::area(Home& home, const insight::Names& names, const std::string& noun, const std::string& id,
                                        std::span<const std::uint32_t> schools, bool invented) {
  insight::AreaPageInput input;
  input.noun = noun;
  input.standing = noun == "authority" ? standing_of_authority(id) : insight::area_standing(standing_study(), everywhere(), id, schools);
  input.stage = study.stage.name;
  input.indicators = indicators();
  input.rule = study.rules.verdict;
  input.partitions = partitions(study);
  if (const auto* known = home.organisation(id)) input.kind = known->kind;
  input.school_ids = study.cohort.schools;
  for (auto& authority : authorities_within(home, noun, id, study.to)) {
    const bool loaded = std::ranges::binary_search(study.cohort.authorities, authority);
    if (loaded) input.parts.push_back(standing_of_authority(authority));
    (loaded ? input.reported : input.not_reported).push_back(std::move(authority));
  }
  if (input.parts.empty()) input.schools = insight::schools_of_area(standing_study(), everywhere(), schools);
  if (noun == "wales")
    if (auto map = catalogue::tile_map_on(home.catalogue(), "authorities", study.to.census_day())) input.tiles = std::move(map->tiles);
  input.related = related_areas(home, study, noun, id);
  const std::string scopes[] = {noun == "wales" ? study.population : id};
  input.findings = findings_for(home, scopes);
  input.not_searched = not_searched(study, schools.size());
  input.names = names;
  input.invented = invented;
  return input;
}

insight::FamilyPageInput StagePages::family(const insight::Names& names, const insight::SchoolFamily& family, const std::string& school,
                                            bool invented) {
  insight::FamilyPageInput input;
  input.family = family;
  input.from = study.families.from;
  input.rule = study.rules.families;
  input.nearest_rule = study.rules.nearest;
  input.contexts = study.contexts;
  input.contexts_from = study.contexts_from;
  input.contexts_to = study.to;
  input.school = school;
  input.names = names;
  input.invented = invented;
  if (study.standards.empty()) return input;
  if (school.empty()) {
    std::vector<std::uint32_t> schools;
    for (const auto& member : family.schools)
      if (const auto number = school_number(member)) schools.push_back(*number);
    input.standing = insight::area_standing(standing_study(), everywhere(), insight::place_of_family(family.id), schools);
    input.indicators = indicators();
  }
  const auto& standards = study.standards.front();
  input.indicator = standards.indicator;
  const auto& attained = everywhere().attained_by(everywhere().spans.year, 0, 0);
  for (const auto& member : family.schools)
    if (const auto number = school_number(member)) input.results.push_back(family_result(member, attained.means[*number]));
  return input;
}

}  // namespace potensial::service
