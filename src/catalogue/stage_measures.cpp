#include "catalogue/stage_measures.hpp"

#include <algorithm>

namespace potensial::catalogue {
namespace {

std::string id_at(const StageView& view, const std::string& measure) { return view.stage + "-" + measure; }

const Indicator* defined(std::span<const Indicator> indicators, const std::string& id) {
  const auto found = std::ranges::find(indicators, id, &Indicator::id);
  return found == indicators.end() ? nullptr : &*found;
}

// Earlier results from which the stage's own outcomes start.
std::vector<std::string> start_of(const StageView& view, std::span<const Indicator> indicators) {
  for (const auto* list : {&view.searched, &view.shown})
    for (const auto& id : *list)
      if (const auto* outcome = defined(indicators, id); outcome && !outcome->priors.empty()) return outcome->priors;
  return {};
}

bool counts_rows(const Indicator& measure) {
  return std::ranges::any_of(measure.items, [](const ResultItem& item) { return item.aggregate == "count"; });
}

Indicator at_stage(Indicator measure, const StageView& view, std::vector<std::string> start) {
  measure.measure = measure.id;
  measure.id = id_at(view, measure.measure);
  measure.stage = view.stage;
  measure.name = {measure.name.en + ", " + view.name.en, measure.name.cy + ", " + view.name.cy};
  measure.priors = std::move(start);
  if (!counts_rows(measure)) measure.previous = measure.measure;
  return measure;
}

}  // namespace

std::vector<Indicator> measures_at_stages(std::span<const StageView> views, std::span<const Indicator> indicators) {
  std::vector<Indicator> made;
  for (const auto& view : views)
    for (const auto& id : view.measures)
      if (const auto* measure = defined(indicators, id)) made.push_back(at_stage(*measure, view, start_of(view, indicators)));
  return made;
}

std::vector<std::string> outcomes_searched(const StageView& view) {
  auto outcomes = view.searched;
  for (const auto& measure : view.measures) outcomes.push_back(id_at(view, measure));
  return outcomes;
}

std::optional<std::string> outcome_at_stage(const StageView& view, const std::string& indicator) {
  for (const auto* list : {&view.searched, &view.shown})
    if (std::ranges::find(*list, indicator) != list->end()) return indicator;
  for (const auto& measure : view.measures)
    if (indicator == measure || indicator == id_at(view, measure)) return id_at(view, measure);
  return std::nullopt;
}

}  // namespace potensial::catalogue
