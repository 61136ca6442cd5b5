// The page of learners with English as an additional language, and the figures on it.
#include <algorithm>
#include <functional>

#include "insight/acquisition_page.hpp"
#include "insight/group_gap.hpp"
#include "service/stage_of_scope.hpp"

namespace potensial::service {
namespace {

namespace describe_acquisition {

constexpr std::string_view acquisition_stages = "eal-stage", home_language = "english-at-home";
constexpr int years_of_schooling = 14;

// Learners are followed to key stage 4, except in a school that does not teach it.
std::string last_stage(const Home& home, const DescriptionRequest& request) {
  const auto* organisation = home.organisation(request.scope);
  const bool school = organisation && organisation->kind == OrganisationKind::school;
  return school && organisation->phase != "secondary" && organisation->phase != "middle" ? "" : "ks4";
}

// Language matters most here: the stage's language result, else what its pages show first.
Result<std::string> language_indicator(Home& home, const StageOfScope& of, const DescriptionRequest& request) {
  const auto language = of.stage + "-language";
  if (request.indicator.empty() && is_outcome(of, language)) return language;
  return main_indicator(home, of, request);
}

void take_outcomes(insight::AcquisitionPageInput& input, const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows) {
  if (const auto* stages = cohort.characteristic(acquisition_stages)) {
    input.stages = stages->definition;
    input.by_stage = insight::outcome_by_level(outcome, *stages, rows);
    input.by_stage_population = insight::outcome_by_level(outcome, *stages, insight::all_rows(cohort));
  }
  if (const auto* languages = cohort.characteristic(home_language)) {
    input.languages = languages->definition;
    input.by_language = insight::outcome_by_level(outcome, *languages, rows);
  }
  input.by_arrival = insight::outcome_by_arrival(cohort, outcome, rows);
}

struct AcquisitionStudy {
  StageOfScope of;
  Indicator indicator;
  std::vector<std::string> earlier;   // results of the same subject, earliest first
  KeptCohort cohort;
};

Result<AcquisitionStudy> acquisition_study(Home& home, const DescriptionRequest& request) {
  auto of = stage_of_scope(home, request, last_stage(home, request));
  if (!of) return std::unexpected(of.error());
  const auto indicator = language_indicator(home, *of, request);
  if (!indicator) return std::unexpected(indicator.error());
  auto definition = *indicator_in(of->definitions(), *indicator);
  auto earlier = chain_before(of->definitions(), definition);
  auto cohort = everybody_of_stage(home, *of);
  if (!cohort) return std::unexpected(cohort.error());
  auto shown = earlier;
  shown.push_back(*indicator);
  note_loads(home, of->about, of->about.study, collections_behind(*of, shown), {static_cast<std::int16_t>(of->about.years.front().summer - years_of_schooling)});
  return AcquisitionStudy{std::move(*of), std::move(definition), std::move(earlier), std::move(*cohort)};
}

// The column of the outcome itself, or of the earlier result at which a cohort is followed.
const OutcomeColumn* column_asked(const AcquisitionStudy& study, const FigureAsked& asked) {
  const auto earlier = std::ranges::find(study.earlier, asked.item);
  return earlier == study.earlier.end() ? study.cohort->outcome(study.indicator.id) : study.cohort->prior(*earlier);
}

// A figure is of everybody, of an earlier result or of one band of the time since arrival.
bool is_known_item(const AcquisitionStudy& study, const std::string& item) {
  return item.empty() || insight::is_arrival_band(item) || std::ranges::find(study.earlier, item) != study.earlier.end();
}

std::function<bool(std::size_t)> arrived(const AcquisitionStudy& study, const std::string& band) {
  if (!insight::is_arrival_band(band)) return {};
  return [&study, band](std::size_t row) { return insight::arrival_band(study.cohort->months_since_arrival[row]) == band; };
}

}  // namespace describe_acquisition
}  // namespace

Result<Page> acquisition_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_acquisition;
  const auto study = own::acquisition_study(home, request);
  if (!study) return std::unexpected(study.error());
  const auto& [of, indicator, earlier, cohort] = *study;
  insight::AcquisitionPageInput input;
  input.indicator = indicator;
  const auto rows = rows_of_scope(home, of.about, *cohort);
  input.years = of.about.years;
  own::take_outcomes(input, *cohort, *cohort->outcome(indicator.id), rows);
  input.followed_year = of.about.newest();
  if (const auto* stages = cohort->characteristic(own::acquisition_stages); stages && !earlier.empty())
    input.followed = insight::followed(*cohort, *stages, earlier, *cohort->outcome(indicator.id),
                                       insight::rows_in_year(*cohort, of.about.newest(), rows));
  for (const auto& each : input.followed) input.followed_indicators.push_back(*indicator_in(of.definitions(), each.indicator));
  input.scope = of.about.scope;
  input.scope.indicators = {input.indicator};
  return insight::acquisition_page(input);
}

Result<DescribedFigure> acquisition_figure(Home& home, const FigureAsked& asked) {
  namespace own = describe_acquisition;
  const auto study = own::acquisition_study(home, asked.described);
  if (!study) return std::unexpected(study.error());
  const auto* column = own::column_asked(*study, asked);
  if (!column || !own::is_known_item(*study, asked.item)) return unknown_figure(asked);
  auto figure = figure_of_outcome(home, study->of, study->cohort, *column, asked, own::arrived(*study, asked.item));
  if (!figure) return figure;
  take_definition(home, study->of, *indicator_in(study->of.definitions(), column->indicator), *figure);
  if (insight::is_arrival_band(asked.item))
    figure->told.what = phrase("figure.of-those", {{"what", std::vector{figure->told.what}}, {"who", std::vector{phrase("describe.arrival." + asked.item)}}});
  return figure;
}

}  // namespace potensial::service
