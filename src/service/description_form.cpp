#include "service/description_form.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "catalogue/funds.hpp"
#include "service/described_scope.hpp"

namespace potensial::service {
namespace description_filter {

constexpr std::string_view stage_filter = "stage", indicator_filter = "indicator", characteristic_filter = "characteristic", fund_filter = "fund";
constexpr int last_year_of_primary = 6;

std::vector<std::string_view> filters_of(std::string_view page) {
  if (page == "trends") return {stage_filter};
  if (page == "acquisition") return {indicator_filter};
  if (page == "gaps") return {indicator_filter, characteristic_filter};
  if (page == "eligibility") return {fund_filter};
  return {};
}

int year_group(const KeyStage& stage) { return stage.nc_year.empty() ? 0 : std::atoi(stage.nc_year.c_str()); }

// Whether a school of this phase has learners who end the stage; other organisations may have those of every stage.
bool ends_here(const std::string& phase, const KeyStage& stage) {
  if (phase == "primary" || phase == "nursery") return year_group(stage) <= last_year_of_primary;
  return phase != "secondary" || year_group(stage) > last_year_of_primary;
}

struct StagesOfScope {
  AcademicYear year;
  store::CohortDefinitions definitions;
  std::vector<catalogue::StageView> views;
};

Result<StagesOfScope> stages_of(Home& home, const ScopeOfYears& about) {
  auto definitions = home.definitions(about.newest());
  auto views = home.stage_views(about.newest());
  if (!definitions || !views) return std::unexpected(definitions ? views.error() : definitions.error());
  const auto* place = home.organisation(about.scope.organisation);
  const std::string phase = place ? place->phase : "";
  std::erase_if(*views, [&](const catalogue::StageView& view) {
    const auto stage = std::ranges::find(definitions->key_stages, view.stage, &KeyStage::id);
    return view.organisation != about.study || (stage != definitions->key_stages.end() && !ends_here(phase, *stage));
  });
  return StagesOfScope{about.newest(), std::move(*definitions), std::move(*views)};
}

Field select(std::string_view name, const std::string& value, std::vector<Choice> choices) {
  return {.name = std::string(name), .kind = FieldKind::select, .label = phrase("describe.filter." + std::string(name)), .value = value,
          .choices = std::move(choices)};
}

Field stage_field(const StagesOfScope& of, const DescriptionRequest& request) {
  std::vector<Choice> choices{{"", phrase("describe.filter.usual-stage")}};
  for (const auto& view : of.views) choices.push_back({view.stage, verbatim(stage_name(of.definitions, view.stage))});
  return select(stage_filter, request.stage, std::move(choices));
}

Field indicator_field(const StagesOfScope& of, const DescriptionRequest& request) {
  std::vector<Choice> choices{{"", phrase("describe.filter.usual-indicator")}};
  for (const auto& view : of.views)
    for (const auto& id : view.shown)
      if (const auto* indicator = indicator_in(of.definitions, id); indicator && has_share(*indicator)) choices.push_back({id, verbatim(indicator->name)});
  return select(indicator_filter, request.indicator, std::move(choices));
}

Result<Field> characteristic_field(Home& home, StagesOfScope of, const DescriptionRequest& request) {
  if (auto kept = keep_grouping(home, of.definitions); !kept) return std::unexpected(kept.error());
  std::vector<Choice> choices{{"", phrase("describe.filter.usual-characteristic")}};
  for (const auto& each : of.definitions.characteristics) choices.push_back({each.id, verbatim(each.name)});
  return select(characteristic_filter, request.characteristic, std::move(choices));
}

Result<Field> fund_field(Home& home, AcademicYear year, const DescriptionRequest& request) {
  const auto funds = catalogue::funds_with_rule_until(home.catalogue(), year.census_day());
  if (!funds) return std::unexpected(funds.error());
  std::vector<Choice> choices;
  for (const auto& fund : *funds) choices.push_back({fund.id, verbatim(fund.name)});
  return select(fund_filter, request.fund, std::move(choices));
}

Result<Field> field_of(Home& home, const StagesOfScope& of, std::string_view filter, const DescriptionRequest& request) {
  if (filter == fund_filter) return fund_field(home, of.year, request);
  if (filter == stage_filter) return stage_field(of, request);
  if (filter == indicator_filter) return indicator_field(of, request);
  return characteristic_field(home, of, request);
}

bool anything_chosen(const DescriptionRequest& request) {
  return request.to || !request.stage.empty() || !request.indicator.empty() || !request.characteristic.empty() || !request.fund.empty();
}

}  // namespace description_filter

std::vector<Choice> year_choices(const std::vector<AcademicYear>& years) {
  std::vector<Choice> choices;
  for (auto year = years.rbegin(); year != years.rend(); ++year)
    choices.push_back({std::to_string(year->summer), insight::year_phrase(*year)});
  return choices;
}

Result<Details> description_filters(Home& home, std::string_view page, const DescriptionRequest& request) {
  namespace own = description_filter;
  const auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  const auto of = own::stages_of(home, *about);
  if (!of) return std::unexpected(of.error());
  Form form{.id = "filters", .action = {std::string(page), request.scope, ""}, .fields = {}, .submit = phrase("describe.filter.submit"), .asks = true};
  form.fields.push_back(own::select("year", std::to_string(about->newest().summer), year_choices(home.census_years(about->study))));
  for (const auto filter : own::filters_of(page)) {
    auto field = own::field_of(home, *of, filter, request);
    if (!field) return std::unexpected(field.error());
    if (field->choices.size() > 1) form.fields.push_back(std::move(*field));  // one is no choice
  }
  return Details{phrase("describe.filter.title"), {std::move(form)}, own::anything_chosen(request)};
}

List described_ways(std::string_view place, std::string_view except) {
  constexpr std::array<std::string_view, 8> pages{"trends", "gaps", "curriculum", "acquisition", "attendance", "exclusions", "eligibility", "completeness"};
  List ways;
  for (const auto page : pages)
    if (page != except) ways.items.push_back({phrase("describe.way." + std::string(page)), Target{std::string(page), std::string(place), ""}});
  return ways;
}

}  // namespace potensial::service
