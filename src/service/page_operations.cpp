#include "service/page_operations.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "service/contact_operations.hpp"
#include "service/descriptions.hpp"
#include "service/figure_pages.hpp"
#include "service/home_page.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/unowned_findings.hpp"

namespace potensial::service {
namespace page_operation {

constexpr std::array group_parameters{Parameter{"indicator", ParameterKind::word, true}, Parameter{"group", ParameterKind::word, false, 400}};
constexpr std::array<std::string_view, 1> all_rows{"all"};
constexpr std::array figure_parameters{Parameter{"indicator", ParameterKind::word, true}, Parameter{"group", ParameterKind::word, false, 400},
                                       Parameter{"year", ParameterKind::word, false, 4}, Parameter{"since", ParameterKind::word, false, 4},
                                       Parameter{"without"}, Parameter{"page", ParameterKind::word, false, 6},
                                       Parameter{"rows", ParameterKind::choice, false, 3, all_rows}};
constexpr std::array description_parameters{Parameter{"indicator"}, Parameter{"stage"}, Parameter{"characteristic"}};

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
Result<Answer> see_wales(Call& call) { return see_kept_page(call, "wales"); }

// What waits changes from day to day; it stands before what is kept.
Result<Answer> see_authority(Call& call) {
  const auto kept = kept_page(call.home, *call.pages, {"authority", call.value("id"), ""});
  if (!kept) return std::unexpected(kept.error());
  Page page = **kept;
  auto waiting = findings_without_owner(call, call.value("id"));
  if (!waiting) return std::unexpected(waiting.error());
  page.blocks.insert(page.blocks.begin(), std::make_move_iterator(waiting->begin()), std::make_move_iterator(waiting->end()));
  return Answer(std::move(page));
}
Result<Answer> see_body(Call& call) { return see_kept_page(call, "body"); }

bool opens(const Call& call, const Permission& permission, FieldGroup field) {
  const auto fields = fields_seen(call.policy, permission);
  return permission.allowed && std::ranges::find(fields, field) != fields.end();
}

// Whoever may see how the school stands need not be one who may see its learners.
Result<Answer> see_school(Call& call) {
  const auto learners = call.may("see-learners", call.value("id"));
  const bool named = opens(call, learners, FieldGroup::attainment) && opens(call, learners, FieldGroup::characteristics);
  const auto* known = call.home.organisation(call.value("id"));
  const bool others = call.may("see-authority", known->authority).allowed;
  auto page = call.pages->school(known->id, {named, others});
  const auto stages = call.pages->standings(known->id);
  if (!page || !stages) return std::unexpected(page ? stages.error() : page.error());
  std::ranges::move(contact_blocks(call, known->id, *stages), std::back_inserter(page->blocks));
  page->blocks.push_back(List{{{phrase("core-data.link"), Target{"core-data", known->id, ""}}}});
  return page_of(std::move(page));
}
Result<Answer> see_family(Call& call) { return see_kept_page(call, "family"); }
Result<Answer> see_groups(Call& call) { return see_page(call, "groups"); }

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

Result<Answer> described(Call& call, std::string_view name) {
  DescriptionRequest request{.scope = call.value("id"), .stage = call.value("stage"), .indicator = call.value("indicator"),
                             .characteristic = call.value("characteristic")};
  request.invented = call.invented;
  return page_of(described_page(call.home, name, request));
}

Result<Answer> see_completeness(Call& call) { return described(call, "completeness"); }
Result<Answer> see_attendance(Call& call) { return described(call, "attendance"); }
Result<Answer> see_exclusions(Call& call) { return described(call, "exclusions"); }

// What a figure is, for everybody: nothing on it is about learners.
Result<Answer> see_definition(Call& call) {
  return page_of(definition_page(call.home, {.scope = {}, .stage = {}, .indicator = call.value("id"), .invented = call.invented}));
}

Operation description(std::string_view name, std::string_view noun, Result<Answer> (*run)(Call&)) {
  return {.name = name, .noun = noun, .parameters = description_parameters, .organisation = any_organisation, .run = run, .from_pages = true};
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
          {.name = "see-learner", .noun = "learner", .organisation = organisation_of_learner, .run = see_learner, .recorded = true, .from_pages = true},
          {.name = "see-definition", .noun = "definition", .organisation = nobody_in_particular, .run = see_definition},
          description("see-completeness", "completeness", see_completeness),
          description("see-attendance", "attendance", see_attendance),
          description("see-exclusions", "exclusions", see_exclusions)};
}

}  // namespace potensial::service
