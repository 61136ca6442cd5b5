// Whom a descriptive page is about: the scope asked for, the years loaded, the learners of its cohort and its parts.
// For the descriptive pages of this row. One home serves one thread at a time.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "insight/description_parts.hpp"
#include "model/cohort.hpp"
#include "service/descriptions.hpp"

namespace potensial::service {

struct ScopeOfYears {
  insight::DescribedScope scope;
  std::string study;                 // whose facts are read; empty: all authorities
  std::vector<AcademicYear> years;   // loaded and asked for, oldest first, never empty

  AcademicYear newest() const { return years.back(); }
};

Result<ScopeOfYears> scope_of_years(Home& home, const DescriptionRequest& request);

// Names the population of a cohort: Wales, its only authority, the study, or all that is loaded.
void name_population(Home& home, ScopeOfYears& about, const Cohort& cohort);
void name_population(Home& home, ScopeOfYears& about, std::span<const std::string> authorities);  // all those loaded
std::vector<std::size_t> rows_of_scope(Home& home, const ScopeOfYears& about, const Cohort& cohort);
// Those of some rows whose learners meet all conditions.
std::vector<std::size_t> rows_meeting(const Cohort& cohort, std::span<const std::size_t> rows, std::span<const Condition> conditions);

// Authorities of a population, schools of anything smaller; none for a school. By name.
struct PartOfScope {
  std::string organisation;
  std::vector<std::size_t> rows;
};
std::vector<PartOfScope> parts_of_scope(Home& home, const ScopeOfYears& about, const Cohort& cohort, std::span<const std::size_t> rows);

Text stage_name(const store::CohortDefinitions& definitions, std::string_view stage);
bool has_share(const Indicator& indicator);  // of learners who reach a standard
const Indicator* indicator_in(const store::CohortDefinitions& definitions, std::string_view id);
const CodeSet* code_set_in(const store::CohortDefinitions& definitions, std::string_view id);
const Collection* collection_in(const store::CohortDefinitions& definitions, std::string_view id);

// Keeps the characteristics by which learners are grouped on descriptive pages: searched ones that one census tells.
Result<void> keep_grouping(Home& home, store::CohortDefinitions& definitions);
// Without the earlier results that comparisons need and descriptions do not.
void forget_earlier_results(store::CohortDefinitions& definitions);

// The key stage asked for: of the indicator, else the main one of the scope.
Result<std::string> stage_asked(Home& home, const ScopeOfYears& about, const DescriptionRequest& request,
                                const store::CohortDefinitions& definitions);
// Indicators of the stage’s pages, in order.
Result<std::vector<std::string>> shown_indicators(Home& home, const ScopeOfYears& about, std::string_view stage);

void add_loads(insight::DescribedScope& scope, std::span<const std::int64_t> loads);
// The loads that a page of the scope stands on: of these collections, since that year. `facts`: of a study or an authority; empty: of all.
void note_loads(Home& home, ScopeOfYears& about, const std::string& facts, const std::set<std::string>& collections, AcademicYear since);
inline constexpr AcademicYear first_agency_year{1980};  // what agencies tell may have begun at any time

}  // namespace potensial::service
