// One key stage as the descriptive pages see it: everybody at its end in the years of a scope, with every outcome of which a
// share is told, earlier results of the same subjects and the characteristics by which learners are grouped.
//
// They are read once for a home, whatever the place, the outcome and the page, and kept: the next question costs what it takes
// to count. For the descriptive pages of this row. One home serves one thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/described_figures.hpp"
#include "service/described_scope.hpp"

namespace potensial::service {

using KeptCohort = std::shared_ptr<const Cohort>;

struct StageOfScope {
  ScopeOfYears about;
  std::shared_ptr<const store::CohortDefinitions> kept;  // of the newest year; of characteristics those that group learners
  std::string stage;

  const store::CohortDefinitions& definitions() const { return *kept; }
};

// `usual_stage`: where the request names neither a stage nor an outcome. Refuses as scope_of_years and stage_asked do.
Result<StageOfScope> stage_of_scope(Home& home, const DescriptionRequest& request, const std::string& usual_stage = "");

// One of the stage, with a share: among the outcomes of everybody.
bool is_outcome(const StageOfScope& of, std::string_view id);
// The indicator asked for, else the first of the stage's pages that has a share. Refuses "describe.unknown-indicator",
// "describe.not-of-stage" and "describe.no-share".
Result<std::string> main_indicator(Home& home, const StageOfScope& of, const DescriptionRequest& request);
// Indicators of the stage with a share, each followed by its parts.
std::vector<std::string> with_parts(const store::CohortDefinitions& definitions, std::string_view stage);
// Results of the same subject in earlier stages, earliest first, as far as they are defined.
std::vector<std::string> chain_before(const store::CohortDefinitions& definitions, const Indicator& indicator);

// Everybody of the population, of all years of the scope, which takes its name from them. Refuses as the cohort reader does.
Result<KeptCohort> everybody_of_stage(Home& home, StageOfScope& of);
bool is_kept(const Home& home, const StageOfScope& of);  // everybody was read already
// The ids of the census and of the collections that these indicators are made of.
std::set<std::string> collections_behind(const StageOfScope& of, std::span<const std::string> indicators);

Condition condition_at(const Characteristic& characteristic, std::uint8_t level);

// Learners who are counted by an outcome, all in one cohort. `keeps`: the rows that it is about; nothing: all of the place and group.
Result<DescribedFigure> figure_of_outcome(Home& home, const StageOfScope& of, const KeptCohort& cohort, const OutcomeColumn& outcome, const FigureAsked& asked,
                                          const std::function<bool(std::size_t)>& keeps = {});
// How its definition says it, and where its facts came from.
void take_definition(Home& home, const StageOfScope& of, const Indicator& indicator, DescribedFigure& figure);

}  // namespace potensial::service
