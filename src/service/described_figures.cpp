#include "service/described_figures.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "catalogue/catalogue.hpp"
#include "insight/group_gap.hpp"
#include "service/group_learners.hpp"

namespace potensial::service {
namespace figure_topic {

using MakeFigure = Result<DescribedFigure> (*)(Home&, const FigureAsked&);
constexpr std::array<std::string_view, 8> names{"attendance", "exclusions", "completeness", "circumstances", "curriculum", "acquisition", "gaps", "trends"};
constexpr std::array<MakeFigure, 8> figures{attendance_figure, exclusions_figure, completeness_figure, circumstance_figure,
                                            curriculum_figure, acquisition_figure, gaps_figure, trends_figure};

void count(insight::CountedShare& counts, const CountedLearner& learner) {
  ++counts.learners;
  counts.counted += learner.counted;
  counts.attained += learner.attained;
}

// Which authorities the facts about some rows are filed under.
void note_authorities(DescribedFigure& figure, const Cohort& cohort, std::span<const std::size_t> rows) {
  std::set<std::string> ids(figure.authorities.begin(), figure.authorities.end());
  for (const auto row : rows) ids.insert(cohort.authorities[cohort.school_authority[cohort.school[row]]]);
  figure.authorities.assign(ids.begin(), ids.end());
}

// The newest load of any collection that tells of the learners.
void note_generation(Home& home, const FigureAsked& asked, DescribedFigure& figure) {
  const auto* place = home.organisation(asked.described.scope);
  const std::string study = place && place->kind == OrganisationKind::study ? place->id : "";
  for (const auto& each : figure.collections)
    if (const auto facts = home.kept_facts(study, each.id, figure.years.front(), figure.years.back()); facts && !(*facts)->loads.empty())
      figure.generation = std::max(figure.generation, std::ranges::max((*facts)->loads));
}

}  // namespace figure_topic

insight::CountedShare DescribedFigure::together() const {
  insight::CountedShare all;
  for (const auto& learner : learners) figure_topic::count(all, learner);
  return all;
}

std::vector<insight::ShareOfYear> DescribedFigure::by_year() const {
  std::vector<insight::ShareOfYear> shares;
  for (const auto year : years) shares.push_back({year, {}});
  for (const auto& learner : learners)
    if (const auto at = std::ranges::find(shares, learner.year, &insight::ShareOfYear::year); at != shares.end()) figure_topic::count(at->counts, learner);
  return shares;
}

std::span<const std::string_view> described_topics() { return figure_topic::names; }

Result<DescribedFigure> described_figure(Home& home, const FigureAsked& asked) {
  const auto at = std::ranges::find(figure_topic::names, asked.of);
  if (at == figure_topic::names.end()) return unknown_figure(asked);
  auto figure = figure_topic::figures[static_cast<std::size_t>(at - figure_topic::names.begin())](home, asked);
  if (figure) figure_topic::note_generation(home, asked, *figure);
  return figure;
}

insight::HeldIndicator held(Home& home, const Indicator& indicator, const Text& stage) {
  const auto& id = indicator.measure.empty() ? indicator.id : indicator.measure;
  const auto* version = home.catalogue().version("indicator", id, indicator.version);
  return version ? insight::HeldIndicator{indicator, version->from, version->to, stage} : insight::HeldIndicator{indicator, {}, {}, stage};
}

insight::HeldCharacteristic held(Home& home, const Characteristic& characteristic) {
  const auto* version = home.catalogue().version("characteristic", characteristic.id, characteristic.version);
  return version ? insight::HeldCharacteristic{characteristic, version->from, version->to} : insight::HeldCharacteristic{characteristic, {}, {}};
}

std::vector<Collection> collections_of(std::span<const Collection> known, const Indicator& indicator) {
  std::set<std::string> ids{"census"};
  for (const auto& item : indicator.items) ids.insert(item.collection);
  std::vector<Collection> read;
  for (const auto& each : known)
    if (ids.contains(each.id)) read.push_back(each);
  return read;
}

std::unexpected<Refusal> unknown_figure(const FigureAsked& asked) {
  return refuse(Blame::input, "page.unknown", {{"noun", "figure"}, {"id", asked.described.scope}});
}

Result<std::vector<std::size_t>> rows_of_figure(Home& home, const ScopeOfYears& about, const Cohort& cohort, const FigureAsked& asked, DescribedFigure& figure) {
  auto conditions = named_conditions(cohort, asked.group);
  if (!conditions) return unknown_figure(asked);
  figure.conditions = std::move(*conditions);
  auto rows = rows_meeting(cohort, rows_of_scope(home, about, cohort), figure.conditions);
  std::erase_if(rows, [&](std::size_t row) { return cohort.year[row] < asked.since || asked.year < cohort.year[row]; });
  figure_topic::note_authorities(figure, cohort, rows);
  return rows;
}

}  // namespace potensial::service
