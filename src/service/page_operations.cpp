#include "service/page_operations.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "service/asked_year.hpp"
#include "service/class_pages.hpp"
#include "service/contact_operations.hpp"
#include "service/description_form.hpp"
#include "service/descriptions.hpp"
#include "service/figure_pages.hpp"
#include "service/find_pages.hpp"
#include "service/home_page.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/support_pages.hpp"
#include "service/unowned_findings.hpp"

namespace potensial::service {
namespace page_operation {

constexpr std::array group_parameters{Parameter{"indicator", ParameterKind::word, true}, Parameter{"group", ParameterKind::word, false, 400}};
constexpr std::array<std::string_view, 1> all_rows{"all"};
constexpr std::array figure_parameters{Parameter{"of"}, Parameter{"stage"}, Parameter{"indicator"}, Parameter{"group", ParameterKind::word, false, 400},
                                       Parameter{"item"}, Parameter{"year", ParameterKind::word, false, 4}, Parameter{"since", ParameterKind::word, false, 4},
                                       Parameter{"defined", ParameterKind::word, false, 4}, Parameter{"without"}, Parameter{"page", ParameterKind::word, false, 6},
                                       Parameter{"rows", ParameterKind::choice, false, 3, all_rows}};
constexpr Parameter year_parameter{"year", ParameterKind::word, false, 4};
constexpr std::array year_parameters{year_parameter};
constexpr std::array trend_parameters{year_parameter, Parameter{"stage"}, Parameter{"indicator"}};
constexpr std::array outcome_parameters{year_parameter, Parameter{"indicator"}};
constexpr std::array fund_parameters{year_parameter, Parameter{"fund"}};
constexpr std::array gap_parameters{year_parameter, Parameter{"indicator"}, Parameter{"characteristic"}};

Result<Answer> page_of(Result<Page> page) {
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

Result<Answer> see_page(Call& call, const char* noun) { return page_of(call.pages->page({noun, call.value("id"), ""})); }

// Pages of areas take seconds to make and say the same until something is imported or searched.
Result<Answer> see_kept_page(Call& call, const char* noun) {
  const auto kept = kept_page(call.home, *call.pages, {noun, call.value("id"), ""});
  if (!kept) return std::unexpected(kept.error());
  return Answer(**kept);
}

void add_ways(Page& page, const std::string& place) {
  page.blocks.push_back(Heading{phrase("describe.ways"), "described"});
  page.blocks.push_back(described_ways(place, ""));
}

struct MoneyWay {
  const char *operation, *noun, *words;
};
constexpr MoneyWay way_to_alignment{"see-alignment", "alignment", "alignment.way"}, way_to_need{"see-need-index", "need-index", "need-index.way"},
    way_to_take_up{"see-take-up", "take-up", "take-up.way"}, way_to_targetings{"see-targetings", "targetings", "targeting.way"},
    way_to_unmet_needs{"see-needs-without-activity", "needs-without-activity", "unmet-need.way"};
constexpr std::array ways_of_wales{way_to_need, way_to_alignment};
constexpr std::array ways_of_an_authority{way_to_need, way_to_unmet_needs, way_to_take_up, MoneyWay{"see-support-outcomes", "support-outcomes", "supported.way"},
                                          way_to_targetings, MoneyWay{"see-allocation", "allocation", "delegation.way"}, way_to_alignment, MoneyWay{"see-forum", "forum", "forum.way"}};

// To delegated money, for whoever may see it there.
void add_money_ways(const Call& call, Page& page, const std::string& place, std::span<const MoneyWay> ways) {
  List list;
  for (const auto& each : ways)
    if (call.may(each.operation, place).allowed) list.items.push_back({phrase(each.words), Target{each.noun, place, ""}});
  if (!list.items.empty()) page.blocks.push_back(std::move(list));
}

Result<Answer> see_area(Call& call, const char* noun, const std::string& place) {
  auto answer = see_kept_page(call, noun);
  if (!answer) return answer;
  auto& page = std::get<Page>(*answer);
  page.blocks.push_back(List{{{phrase("explorer.way"), Target{"groups", "", "", {{"scope", place}}}}}});
  if (call.may("see-searches", place).allowed)
    std::get<List>(page.blocks.back()).items.push_back({phrase("find-task.way"), Target{"searches", "", "", {{"scope", place}}}});
  add_ways(page, place);
  return answer;
}
Result<Answer> see_wales(Call& call) {
  auto answer = see_area(call, "wales", "W92000004");
  if (answer) add_money_ways(call, std::get<Page>(*answer), "W92000004", ways_of_wales);
  return answer;
}
Result<Answer> see_body(Call& call) {
  auto answer = see_area(call, "body", call.value("id"));
  if (answer) add_money_ways(call, std::get<Page>(*answer), call.value("id"), std::span(&way_to_unmet_needs, 1));
  return answer;
}

// What waits changes from day to day; it stands before what is kept, where there is any.
Result<Answer> see_authority(Call& call) {
  auto answer = see_area(call, "authority", call.value("id"));
  if (!answer) return answer;
  auto waiting = findings_without_owner(call, call.value("id"), WhereNone::is_absent);
  if (!waiting) return std::unexpected(waiting.error());
  add_money_ways(call, std::get<Page>(*answer), call.value("id"), ways_of_an_authority);
  auto& blocks = std::get<Page>(*answer).blocks;
  blocks.insert(blocks.begin(), std::make_move_iterator(waiting->begin()), std::make_move_iterator(waiting->end()));
  return answer;
}

bool opens(const Call& call, const Permission& permission, FieldGroup field) {
  const auto fields = fields_seen(call.policy, permission);
  return permission.allowed && std::ranges::find(fields, field) != fields.end();
}

// Everybody else's figures: for whoever sees more than one school (decision 0013).
bool sees_others(const Call& call, const Organisation& place) {
  return place.kind != OrganisationKind::school || call.may("see-authority", place.authority).allowed;
}

// Whoever may see how the school stands need not be one who may see its learners.
Result<Answer> see_school(Call& call) {
  const auto learners = call.may("see-learners", call.value("id"));
  const bool named = opens(call, learners, FieldGroup::attainment) && opens(call, learners, FieldGroup::characteristics);
  const auto* known = call.home.organisation(call.value("id"));
  const bool others = sees_others(call, *known);
  auto page = call.pages->school(known->id, {named, others});
  const auto stages = call.pages->standings(known->id);
  if (!page || !stages) return std::unexpected(page ? stages.error() : page.error());
  auto missed = who_is_missed(call, known->id);
  if (!missed) return std::unexpected(missed.error());
  std::ranges::move(*missed, std::back_inserter(page->blocks));
  std::ranges::move(contact_blocks(call, known->id, *stages), std::back_inserter(page->blocks));
  std::ranges::move(classes_of_school(call, known->id), std::back_inserter(page->blocks));
  add_ways(*page, known->id);
  page->blocks.push_back(List{{{phrase("core-data.link"), Target{"core-data", known->id, ""}}}});
  if (!known->authority.empty()) add_money_ways(call, *page, known->authority, std::span(&way_to_targetings, 1));
  return page_of(std::move(page));
}
Result<Answer> see_family(Call& call) { return see_kept_page(call, "family"); }
// What a search found, and a new one of the same place.
Result<Answer> see_groups(Call& call) {
  auto answer = see_page(call, "groups");
  if (!answer) return answer;
  std::ranges::move(search_now(call, *organisation_of_groups(call)), std::back_inserter(std::get<Page>(*answer).blocks));
  return answer;
}

Result<Answer> see_class(Call& call) { return page_of(class_page(call)); }

Result<Answer> see_learner(Call& call) {
  auto page = call.pages->learner(call.value("id"), fields_seen(call.policy, call.permission));
  if (page) page->blocks.push_back(List{{{phrase("progress.link"), Target{"progress", call.value("id"), ""}}}});
  return page_of(std::move(page));
}

Result<Answer> see_learners(Call& call) {
  return page_of(call.pages->learners({call.value("id"), call.value("indicator"), call.value("group")}, fields_seen(call.policy, call.permission)));
}

Result<Answer> see_figure(Call& call) { return page_of(figure_page(call)); }

Result<Answer> see_home(Call& call) { return page_of(home_page(call)); }

Result<DescriptionRequest> description_asked(const Call& call) {
  const auto year = asked_year(call.value("year"));
  if (!year) return std::unexpected(year.error());
  DescriptionRequest request{.scope = call.value("id"), .stage = call.value("stage"), .indicator = call.value("indicator"),
                             .characteristic = call.value("characteristic"), .to = *year, .invented = call.invented};
  request.fund = call.value("fund");
  request.figures_of_others = sees_others(call, *call.home.organisation(request.scope));
  return request;
}

// With its filters before it and the ways to the other descriptions of the place behind it.
Result<Page> described(Home& home, std::string_view name, const DescriptionRequest& request) {
  auto page = described_page(home, name, request);
  if (!page) return page;
  auto filters = description_filters(home, name, request);
  if (!filters) return std::unexpected(filters.error());
  page->blocks.insert(page->blocks.begin(), std::move(*filters));
  page->blocks.push_back(Heading{phrase("describe.ways"), "described"});
  page->blocks.push_back(described_ways(request.scope, name));
  return page;
}

template <const std::string_view& name>
Result<Answer> see_description(Call& call) {
  const auto request = description_asked(call);
  if (!request) return std::unexpected(request.error());
  return page_of(described(call.home, name, *request));
}

template <const std::string_view& name>
std::optional<Beside> description_beside(Call& call) {
  auto request = description_asked(call);
  if (!request) return std::nullopt;  // `run` says why
  std::string key(name);
  for (const auto& part : {request->scope, call.value("year"), request->stage, request->indicator, request->characteristic, request->fund}) key += "\n" + part;
  key += request->figures_of_others ? "\nothers" : "";
  return Beside{std::move(key), [request = std::move(*request)](Home& home, WorkWatch&) { return described(home, name, request); }};
}

// Of the newest year they were worked out before anybody could ask; of another year that takes a while.
template <const std::string_view& name>
std::optional<Beside> year_beside(Call& call) {
  return call.value("year").empty() ? std::nullopt : description_beside<name>(call);
}

// Of an outcome without a key stage too.
template <const std::string_view& name>
std::optional<Beside> unread_beside(Call& call) {
  const auto request = description_asked(call);
  return !request || is_read_ahead(call.home, *request) ? std::nullopt : description_beside<name>(call);
}

constexpr std::string_view completeness = "completeness", attendance = "attendance", exclusions = "exclusions", curriculum = "curriculum",
                           gaps = "gaps", trends = "trends", acquisition = "acquisition", eligibility = "eligibility";

// What a figure is, for everybody: nothing on it is about learners.
Result<Answer> see_definition(Call& call) {
  return page_of(definition_page(call.home, {.scope = {}, .stage = {}, .indicator = call.value("id"), .invented = call.invented}));
}

Operation description(std::string_view name, std::string_view noun, std::span<const Parameter> parameters, Result<Answer> (*run)(Call&),
                      std::optional<Beside> (*beside)(Call&)) {
  return {.name = name, .noun = noun, .parameters = parameters, .organisation = any_organisation, .run = run, .from_pages = true, .beside = beside};
}

}  // namespace page_operation

Result<std::shared_ptr<const Page>> kept_page(Home& home, Pages& pages, const Target& address) {
  return home.keep<Page>("page/" + address.noun + "/" + address.id, [&] { return pages.page(address); });
}

std::vector<Operation> page_operations() {
  using namespace page_operation;
  using enum OrganisationKind;
  return {{.name = "see-home", .noun = "home", .of_object = false, .organisation = nobody_in_particular, .run = see_home},
          {.name = "see-wales", .noun = "wales", .of_object = false, .organisation = all_of_wales, .run = see_wales, .from_pages = true},
          {.name = "see-authority", .noun = "authority", .organisation = organisation_itself<authority>, .run = see_authority, .from_pages = true},
          {.name = "see-body", .noun = "body", .organisation = organisation_itself<consortium, cluster, working_family, other>, .run = see_body, .from_pages = true},
          {.name = "see-school", .noun = "school", .organisation = organisation_itself<school>, .run = see_school, .from_pages = true},
          {.name = "see-family", .noun = "family", .organisation = all_of_wales, .run = see_family, .from_pages = true},
          {.name = "see-groups", .noun = "groups", .organisation = organisation_of_groups, .run = see_groups, .from_pages = true},
          {.name = "see-learners", .noun = "learners", .parameters = group_parameters, .organisation = organisation_itself<school>,
           .run = see_learners, .recorded = true, .from_pages = true},
          {.name = "see-figure", .noun = "figure", .parameters = figure_parameters, .organisation = organisation_of_figure, .run = see_figure,
           .from_pages = true},
          {.name = "see-class", .noun = "class", .organisation = organisation_of_class, .run = see_class, .recorded = true, .from_pages = true},
          {.name = "see-learner", .noun = "learner", .organisation = organisation_of_learner, .run = see_learner, .recorded = true, .from_pages = true},
          {.name = "see-definition", .noun = "definition", .organisation = nobody_in_particular, .run = see_definition},
          description("see-completeness", completeness, year_parameters, see_description<completeness>, year_beside<completeness>),
          description("see-attendance", attendance, year_parameters, see_description<attendance>, year_beside<attendance>),
          description("see-exclusions", exclusions, year_parameters, see_description<exclusions>, year_beside<exclusions>),
          description("see-curriculum", curriculum, year_parameters, see_description<curriculum>, unread_beside<curriculum>),
          description("see-gaps", gaps, gap_parameters, see_description<gaps>, unread_beside<gaps>),
          description("see-trends", trends, trend_parameters, see_description<trends>, unread_beside<trends>),
          description("see-acquisition", acquisition, outcome_parameters, see_description<acquisition>, unread_beside<acquisition>),
          description("see-eligibility", eligibility, fund_parameters, see_description<eligibility>, year_beside<eligibility>)};
}

}  // namespace potensial::service
