// What stands behind the figures of the descriptive pages and of the circumstances of schools (DATA-11): the same learners
// as those pages take, each with whether it is in the denominator and in the numerator. One home serves one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "insight/figure_blocks.hpp"
#include "model/access.hpp"
#include "service/described_scope.hpp"
#include "service/descriptions.hpp"

namespace potensial::service {

struct FigureAsked {
  std::string of;                  // one of described_topics()
  DescriptionRequest described;    // of which place; `to`: the year whose definitions hold
  AcademicYear since, year;        // that are counted
  std::string group, item;         // as they stand in the address
};

struct CountedLearner {
  LearnerId learner{};
  std::string_view school;         // lives as long as the figure
  AcademicYear year;
  bool counted = false, attained = false;
  Quantity own{.value = no_figure};  // what the learner adds to it; not a number: nothing
};

struct DescribedFigure {
  std::vector<AcademicYear> years;      // oldest first
  std::vector<Condition> conditions;
  std::vector<CountedLearner> learners;
  std::optional<Phrase> own;            // what `own` of the learners is
  std::vector<Collection> collections;  // that tell of them
  std::vector<std::string> authorities;  // of the schools
  std::int64_t generation = 0;          // the newest load that is known
  std::vector<FieldGroup> fields;       // of a learner, that a list of them tells
  insight::FigureTold told;
  std::vector<std::shared_ptr<const Cohort>> cohorts;  // the learners stand in

  insight::CountedShare together() const;
  std::vector<insight::ShareOfYear> by_year() const;
};

std::span<const std::string_view> described_topics();

// Refuses "page.unknown" for what the page of the topic does not show of the place, and as that page does.
Result<DescribedFigure> described_figure(Home& home, const FigureAsked& asked);

// The version of the definition that holds, with its days.
insight::HeldIndicator held(Home& home, const Indicator& indicator, const Text& stage);
// The collections that a figure of the indicator reads of its year: the census and those of its items.
std::vector<Collection> collections_of(std::span<const Collection> known, const Indicator& indicator);

// ---- for those who make figures

std::unexpected<Refusal> unknown_figure(const FigureAsked& asked);
// Adds the learners of these rows; `counted`: 1 in the numerator, 0 in the denominator alone, -1 neither.
template <class Counted>
void add_learners(DescribedFigure& figure, const std::shared_ptr<const Cohort>& cohort, std::span<const std::size_t> rows, Counted counted) {
  for (const auto row : rows) {
    const int state = counted(row);
    figure.learners.push_back({cohort->learner[row], cohort->schools[cohort->school[row]], cohort->year[row], state >= 0, state == 1});
  }
  figure.cohorts.push_back(cohort);
}
// The rows of a place that the figure is about: of its years and of its group, which it takes the names of.
Result<std::vector<std::size_t>> rows_of_figure(Home& home, const ScopeOfYears& about, const Cohort& cohort, const FigureAsked& asked, DescribedFigure& figure);
insight::HeldCharacteristic held(Home& home, const Characteristic& characteristic);

Result<DescribedFigure> attendance_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> exclusions_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> completeness_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> circumstance_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> curriculum_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> acquisition_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> gaps_figure(Home& home, const FigureAsked& asked);
Result<DescribedFigure> trends_figure(Home& home, const FigureAsked& asked);

}  // namespace potensial::service
