// The page of eligibility: which schools of a place may have the money of a fund, by the counts of one census.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "catalogue/funds.hpp"
#include "insight/eligibility_page.hpp"
#include "service/described_scope.hpp"
#include "service/scope_schools.hpp"
#include "service/support_study.hpp"

namespace potensial::service {
namespace describe_eligibility {

using insight::CriterionCount;

// Schools on the census of a year, by id; of each characteristic of the fund, first the one its money is for.
using CountsOfYear = std::map<std::string, std::vector<CriterionCount>>;

std::vector<std::string> characteristics_of(const Fund& fund) {
  std::vector<std::string> ids{fund.learners};
  ids.insert(ids.end(), fund.besides.begin(), fund.besides.end());
  return ids;
}

CountsOfYear counts_of(std::span<const store::SchoolYearShares> shares) {
  const auto whole = [](double count) { return std::llround(count); };
  CountsOfYear counts;
  for (const auto& each : shares)
    for (std::size_t i = 0; i < each.recorded.size(); ++i) counts[each.school].push_back({whole(each.learners), whole(each.recorded[i]), whole(each.at_first[i])});
  return counts;
}

Result<CountsOfYear> counts_in(Home& home, const ScopeOfYears& about, const Fund& fund, AcademicYear year) {
  const auto shares = home.school_shares(about.study, characteristics_of(fund), year, year);
  if (!shares) return std::unexpected(shares.error());
  return counts_of(*shares);
}

std::optional<AcademicYear> year_before(Home& home, const ScopeOfYears& about) {
  const AcademicYear before{static_cast<std::int16_t>(about.newest().summer - 1)};
  const auto loaded = home.census_years(about.study);
  return std::ranges::find(loaded, before) == loaded.end() ? std::nullopt : std::optional(before);
}

std::string phase_of(Home& home, const std::string& school) {
  const auto* known = home.organisation(school);
  return known ? known->phase : "";
}

std::string authority_of(Home& home, const std::string& school) {
  const auto* known = home.organisation(school);
  return known ? known->authority : "";
}

// Everybody's schools, whoever asks: judged once.
struct EligibilityOfAll {
  Fund fund;
  std::vector<insight::SchoolEligibility> schools;
  CountsOfYear counts;
  bool has_before = false;
};

insight::SchoolEligibility judged(Home& home, const Fund& fund, const std::string& school, const CriterionCount& count) {
  return {school, count, insight::eligibility(fund, phase_of(home, school), count), {}, {}};
}

void add_before(Home& home, EligibilityOfAll& all, const CountsOfYear& before) {
  all.has_before = true;
  for (auto& each : all.schools) {
    const auto known = before.find(each.school);
    if (known == before.end()) continue;
    each.before = known->second.front();
    each.word_before = insight::eligibility(all.fund, phase_of(home, each.school), *each.before).word;
  }
}

Result<EligibilityOfAll> eligibility_of_all(Home& home, const ScopeOfYears& about, const Fund& fund) {
  auto counts = counts_in(home, about, fund, about.newest());
  if (!counts) return std::unexpected(counts.error());
  EligibilityOfAll all{fund, {}, std::move(*counts), false};
  for (const auto& [school, of] : all.counts) all.schools.push_back(judged(home, fund, school, of.front()));
  const auto before = year_before(home, about);
  if (!before) return all;
  const auto then = counts_in(home, about, fund, *before);
  if (!then) return std::unexpected(then.error());
  add_before(home, all, *then);
  return all;
}

std::vector<std::string> authorities_of(Home& home, std::span<const insight::SchoolEligibility> schools) {
  std::set<std::string> authorities;
  for (const auto& each : schools) authorities.insert(authority_of(home, each.school));
  return {authorities.begin(), authorities.end()};
}

std::vector<insight::SchoolEligibility> schools_in(Home& home, const ScopeOfYears& about, std::span<const insight::SchoolEligibility> all) {
  if (about.scope.is_population) return {all.begin(), all.end()};
  const auto members = organisations_in_scope(home, about.scope.organisation, about.newest());
  std::vector<insight::SchoolEligibility> found;
  for (const auto& each : all)
    if (members.contains(each.school) || members.contains(authority_of(home, each.school))) found.push_back(each);
  return found;
}

std::vector<insight::EligibilityOfPart> parts_of(Home& home, const insight::EligibilityPageInput& input) {
  std::map<std::string, std::vector<insight::SchoolEligibility>> by_authority;
  for (const auto& each : input.schools) by_authority[authority_of(home, each.school)].push_back(each);
  std::vector<insight::EligibilityOfPart> parts;
  if (by_authority.size() > 1)
    for (const auto& [authority, schools] : by_authority) parts.push_back({authority, insight::eligibility_totals(schools)});
  return parts;
}

Text first_level(const store::CohortDefinitions& definitions, const std::string& id) {
  const auto found = std::ranges::find(definitions.characteristics, id, &Characteristic::id);
  return found == definitions.characteristics.end() ? Text{id, id} : found->levels.front().name;
}

insight::SupportedEverywhere supported(const insight::EligibilityPageInput& input, const EligibilityOfAll& all, std::size_t which, Text name) {
  insight::SupportedEverywhere everywhere{std::move(name), 0, 0};
  for (const auto& each : input.schools) {
    const auto learners = all.counts.at(each.school)[which].meeting;
    everywhere.learners += learners;
    if (!each.is_eligible()) everywhere.outside += learners;
  }
  return everywhere;
}

const Fund* fund_asked(std::span<const Fund> funds, const std::string& id) {
  const auto found = std::ranges::find_if(funds, [&](const Fund& fund) { return id.empty() || fund.id == id; });
  return found == funds.end() ? nullptr : &*found;
}

std::string key_of(const ScopeOfYears& about, const Fund& fund) {
  return "eligibility/" + about.study + "/" + fund.id + "/" + std::to_string(about.newest().summer);
}

// Of the schools of the scope; of everybody also those whom no census knows.
insight::FundReach reach_of(Home& home, const ReachBySchool& reach, const insight::EligibilityPageInput& input, bool is_population) {
  std::map<std::string, insight::WhoIsMissed> by_school, by_authority;
  insight::FundReach found;
  for (const auto& each : input.schools) {
    const auto known = reach.find(each.school);
    if (known == reach.end()) continue;
    found.all += known->second;
    if (known->second.meeting() + known->second.served() == 0) continue;
    by_school[each.school] = known->second;
    by_authority[authority_of(home, each.school)] += known->second;
  }
  if (const auto unknown = reach.find(""); is_population && unknown != reach.end()) found.all += unknown->second;
  if (input.schools.size() < 2) return found;
  for (const auto& [organisation, counts] : by_authority.size() > 1 ? by_authority : by_school) found.parts.push_back({organisation, counts});
  return found;
}

// Support stands on registers of schools, not in studies.
Result<void> add_reach(Home& home, const ScopeOfYears& about, const Fund& fund, insight::EligibilityPageInput& input) {
  if (!about.study.empty()) return {};
  const auto newest = newest_support(home, fund, about.newest());
  if (!newest) return std::unexpected(newest.error());
  input.newest_reach = *newest;
  if (*newest != about.newest()) return {};
  const auto reach = reach_by_school(home, fund, about.newest());
  if (!reach) return std::unexpected(reach.error());
  input.reach = reach_of(home, **reach, input, about.scope.is_population);
  return {};
}

Result<void> fill(Home& home, ScopeOfYears& about, const Fund& fund, insight::EligibilityPageInput& input) {
  const auto definitions = home.definitions(about.newest());
  if (!definitions) return std::unexpected(definitions.error());
  const auto all = home.keep<EligibilityOfAll>(key_of(about, fund), [&] { return eligibility_of_all(home, about, fund); });
  if (!all) return std::unexpected(all.error());
  name_population(home, about, authorities_of(home, (*all)->schools));
  input.fund = fund;
  input.meeting = first_level(*definitions, fund.learners);
  input.is_newest = about.newest() == home.census_years(about.study).back();
  input.has_before = (*all)->has_before;
  input.schools = schools_in(home, about, (*all)->schools);
  input.parts = parts_of(home, input);
  for (std::size_t i = 0; i < fund.besides.size(); ++i)
    input.everywhere.push_back(supported(input, **all, i + 1, first_level(*definitions, fund.besides[i])));
  if (auto added = add_reach(home, about, fund, input); !added) return added;
  note_loads(home, about, about.study, {"census"}, year_before(home, about).value_or(about.newest()));
  return {};
}

}  // namespace describe_eligibility

Result<Page> eligibility_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_eligibility;
  auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  const auto funds = catalogue::funds_with_rule_until(home.catalogue(), about->newest().census_day());
  if (!funds) return std::unexpected(funds.error());
  const auto* fund = own::fund_asked(*funds, request.fund);
  if (!fund && !request.fund.empty()) return refuse(Blame::input, "describe.unknown-fund", {{"fund", request.fund}});
  insight::EligibilityPageInput input;
  input.names = home.names();
  if (fund)
    if (auto filled = own::fill(home, *about, *fund, input); !filled) return std::unexpected(filled.error());
  input.scope = about->scope;
  return insight::eligibility_page(input);
}

}  // namespace potensial::service
