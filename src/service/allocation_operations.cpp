#include "service/allocation_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "insight/page_parts.hpp"
#include "service/delegation_question.hpp"
#include "service/forum_paper.hpp"
#include "service/organisations_of_objects.hpp"
#include "store/audit_log.hpp"
#include "store/delegation_store.hpp"
#include "store/forum_store.hpp"
#include "store/option_effect_store.hpp"

namespace potensial::service {
namespace allocation_operation {

using funding::DelegationPageInput;
using insight::cell;
using insight::number_column;
using insight::text_column;

constexpr Parameter total{"total", ParameterKind::word, false, 30}, learners{"learners", ParameterKind::word, false, 12}, lump{"lump", ParameterKind::word, false, 12},
    need{"need", ParameterKind::word, false, 12}, staff{"staff", ParameterKind::word, false, 12}, need_index{"index", ParameterKind::word, false, 12},
    floor{"floor", ParameterKind::word, false, 12}, cap{"cap", ParameterKind::word, false, 12}, damping{"damping", ParameterKind::word, false, 12};
constexpr std::array formula_parameters{Parameter{"year", ParameterKind::word, false, 7}, total, learners, staff, lump, need, need_index, floor, cap, damping};
constexpr std::array keep_parameters{Parameter{"year", ParameterKind::word, true, 7}, total, learners, staff, lump, need, need_index, floor, cap, damping,
                                     Parameter{"name", ParameterKind::text, true, 60}, Parameter{"reason", ParameterKind::text, true, 1000},
                                     Parameter{"on-schools", ParameterKind::text, true, 1000}, Parameter{"on-services", ParameterKind::text, true, 1000}};
constexpr std::array release_parameters{Parameter{"option", ParameterKind::word, true, 12}};

DelegationQuestion question_of(const Call& call) {
  return {call.value("id"), call.value("year"),
          {call.value("total"), call.value("learners"), call.value("lump"), call.value("need"), call.value("floor"), call.value("cap"), call.value("damping"), call.value("staff"),
           call.value("index")},
          call.invented};
}

// --- What stands below the page ---

Field hidden(const char* name, const std::string& value) { return {.name = name, .kind = FieldKind::hidden, .label = {}, .value = value}; }

Form keep_form(const DelegationPageInput& input) {
  Form form{"keep", {"keep-option", input.authority, ""},
            {{.name = "name", .label = phrase("delegation.option-name"), .hint = phrase("delegation.option-name-hint")},
             {.name = "reason", .kind = FieldKind::paragraph, .label = phrase("delegation.option-reason")},
             {.name = "on-schools", .kind = FieldKind::paragraph, .label = phrase("option.on-schools"), .hint = phrase("option.on-schools-hint")},
             {.name = "on-services", .kind = FieldKind::paragraph, .label = phrase("option.on-services"), .hint = phrase("option.on-services-hint")},
             hidden("year", input.year.text())},
            phrase("delegation.keep")};
  for (const auto& [name, value] : funding::fields_of(input.asked)) form.fields.push_back(hidden(name, value));
  return form;
}

Target formula_target(const DelegationOption& option) {
  const auto asked = funding::typed({option.delegated(), option.weights});
  Target target{"allocation", option.authority, "", {{"year", option.year.text()}}};
  for (const auto& [name, value] : funding::fields_of(asked))
    if (!value.empty()) target.query.emplace_back(name, value);
  return target;
}

Cell option_cell(const DelegationOption& option) {
  auto name = cell(option_phrase(option));
  if (option.weights.all() > 0) name.link = formula_target(option);
  return name;
}

Table options_table(const std::vector<DelegationOption>& options, FinancialYear year) {
  Table table{"options", phrase("delegation.options", {{"year", year.text()}}),
              {text_column("delegation.option"), text_column("delegation.state"), text_column("delegation.by-formula"), number_column("delegation.option-total"),
               text_column("delegation.option-reason"), text_column("delegation.kept-by")},
              {}, phrase("delegation.no-options")};
  for (const auto& each : options)
    table.rows.push_back({{option_cell(each), cell(state_phrase(each)), cell(formula_phrase(each.weights)), funding::money_cell(each.delegated()), cell(verbatim(each.reason)),
                           cell(phrase("delegation.kept", {{"who", each.actor}, {"day", Date::of(each.at)}}))}});
  return table;
}

Form release_form(const std::string& authority, const std::vector<DelegationOption>& options) {
  std::vector<Choice> choices;
  for (const auto& each : options) choices.push_back({std::to_string(each.id), verbatim(each.name)});
  return {"release", {"release-delegation", authority, ""},
          {{.name = "option", .kind = FieldKind::choice, .label = phrase("delegation.option-released"), .hint = phrase("delegation.release-hint"), .choices = std::move(choices)}},
          phrase("delegation.release")};
}

bool any_released(const std::vector<DelegationOption>& options) { return std::ranges::any_of(options, &DelegationOption::is_released); }

List forum_link(const std::string& authority) { return {{{phrase("forum.way"), Target{"forum", authority, ""}}}}; }

std::vector<Block> kept_blocks(Call& call, const DelegationPageInput& input) {
  const auto options = store::delegation_options(call.home.ledger(), {input.authority, better_schools_fund, input.year});
  auto table = options_table(options, input.year);
  std::vector<Block> blocks{Heading{table.title, "options-heading"}, std::move(table)};
  const bool said = store::has_forum_view(call.home.ledger(), input.authority, better_schools_fund, input.year);
  if (!any_released(options)) blocks.push_back(Sentence{phrase(said ? "delegation.forum-said" : "delegation.forum-silent", {{"year", input.year.text()}}), Weight::body});
  if (call.may("see-forum", input.authority).allowed) blocks.push_back(forum_link(input.authority));
  if (!options.empty() && !any_released(options) && call.may("release-delegation", input.authority).allowed) blocks.push_back(release_form(input.authority, options));
  return blocks;
}

Result<Answer> see_allocation(Call& call) {
  const auto input = answered(call.home, question_of(call));
  if (!input) return std::unexpected(input.error());
  auto page = funding::delegation_page(*input);
  if (input->found && call.may("keep-option", input->authority).allowed) {
    page.blocks.push_back(Heading{phrase("delegation.keep-heading"), "keep-heading"});
    page.blocks.push_back(keep_form(*input));
  }
  append(page.blocks, kept_blocks(call, *input));
  return Answer(std::move(page));
}

// --- Keeping and releasing ---

Target page_of(const DelegationOption& option) { return {"allocation", option.authority, "", {{"year", option.year.text()}}}; }

DelegationOption option_of(const Call& call, const DelegationPageInput& input) {
  DelegationOption option{.authority = input.authority, .fund = better_schools_fund, .year = input.year, .name = call.value("name"), .reason = call.value("reason"),
                          .actor = signature(*call.person), .person = call.person->id, .at = call.at, .weights = input.found->read.weights, .schools = {}, .central = {}, .released_by = {}};
  for (std::size_t i = 0; i < input.schools.size(); ++i) option.schools.push_back({input.schools[i], input.found->allocation.receivers[i].amount});
  return option;
}

// The fields of the formula are hidden: what is wrong with one is said of the whole form.
std::unexpected<Refusal> of_whole_form(Refusal refusal) {
  refusal.arguments.emplace_back("parameter", "");
  return std::unexpected(std::move(refusal));
}

// The amounts are worked out anew: nothing that was sent is believed but the formula.
Result<Answer> keep_option(Call& call) {
  const auto input = answered(call.home, question_of(call));
  if (!input) return of_whole_form(input.error());
  if (input->fault) return of_whole_form(input->fault->refusal);
  if (!input->found) return refuse(Blame::input, "delegation.no-total", {{"parameter", ""}});
  const auto option = option_of(call, *input);
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto id = store::keep_option(ledger, option);
  store::state_effect(ledger, id, {call.value("on-schools"), call.value("on-services")});
  store::append_audit(ledger, {call.at, option.actor, "keep-option", "delegation-option/" + std::to_string(id), option.reason});
  transaction.commit();
  return Answer(page_of(option));
}

// Of this authority and no other.
std::optional<DelegationOption> option_asked(Call& call) {
  const auto text = call.value("option");
  std::int64_t id = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  auto found = store::delegation_option(call.home.ledger(), id);
  return found && found->authority == call.value("id") ? found : std::nullopt;
}

Result<void> check_release(Call& call, const DelegationOption& option) {
  if (option.person == call.person->id) return refuse(Blame::input, "delegation.same-person", {{"parameter", ""}});
  if (!store::effect_of(call.home.ledger(), option.id)) return refuse(Blame::input, "delegation.no-effect", {{"parameter", ""}});
  if (!store::has_forum_view(call.home.ledger(), option.authority, option.fund, option.year))
    return refuse(Blame::input, "delegation.forum-first", {{"parameter", ""}, {"year", option.year.text()}});
  return {};
}

Result<Answer> release(Call& call) {
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto option = option_asked(call);
  if (!option) return refuse(Blame::input, "delegation.no-option", {{"parameter", "option"}});
  if (auto may = check_release(call, *option); !may) return std::unexpected(may.error());
  const auto actor = signature(*call.person);
  if (auto released = store::release_option(ledger, option->id, actor, call.at); !released) return std::unexpected(released.error());
  store::append_audit(ledger, {call.at, actor, "release-delegation", "delegation-option/" + std::to_string(option->id), option->name});
  transaction.commit();
  return Answer(page_of(*option));
}

}  // namespace allocation_operation

std::vector<Operation> allocation_operations() {
  using namespace allocation_operation;
  constexpr auto of_authority = organisation_itself<OrganisationKind::authority>;
  return {{.name = "see-allocation", .noun = "allocation", .parameters = formula_parameters, .organisation = of_authority, .run = see_allocation},
          {.name = "keep-option", .noun = "keep-option", .effect = Effect::changes, .parameters = keep_parameters, .organisation = of_authority, .run = keep_option},
          {.name = "release-delegation", .noun = "release-delegation", .effect = Effect::changes, .parameters = release_parameters, .organisation = of_authority, .run = release}};
}

}  // namespace potensial::service
