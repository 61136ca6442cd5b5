#include "service/targeting_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "catalogue/need_indices.hpp"
#include "funding/targeting_choice.hpp"
#include "service/need_study.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/targeting_page.hpp"
#include "store/audit_log.hpp"
#include "store/targeting_store.hpp"

namespace potensial::service {
namespace targeting_operation {

constexpr std::array<std::string_view, 2> changes{"added", "taken-out"};
constexpr std::array publish_parameters{Parameter{"name", ParameterKind::text, true, 100}, Parameter{"reason", ParameterKind::text, true, 1000}, Parameter{"most", ParameterKind::word, false, 6},
                                        Parameter{"least", ParameterKind::word, false, 3}, Parameter{"day", ParameterKind::day, true, 10}};
constexpr std::array change_parameters{Parameter{"school", ParameterKind::word, true, 20}, Parameter{"change", ParameterKind::choice, true, 20, changes},
                                       Parameter{"reason", ParameterKind::text, true, 1000}};
constexpr std::int64_t highest_index = 100, most_schools = 100'000;

std::unexpected<Refusal> unknown(const Call& call) { return refuse(Blame::input, "page.unknown", {{"noun", "targeting"}, {"id", call.value("id")}}); }

std::optional<std::int64_t> whole(const std::string& text) {
  std::int64_t number = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && stopped == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

Result<Targeting> targeting_of(Call& call) {
  const auto id = whole(call.value("id"));
  auto found = id ? store::targeting(call.home.ledger(), *id) : std::nullopt;
  if (!found) return unknown(call);
  return std::move(*found);
}

Result<std::string> organisation_of_targeting(Call& call) {
  const auto found = targeting_of(call);
  if (!found) return std::unexpected(found.error());
  return found->authority;
}

Target page_of(std::int64_t id) { return {"targeting", std::to_string(id), ""}; }

// --- Reading ---

Form publish_form(const std::string& authority) {
  return {"publish", {"publish-targeting", authority, ""},
          {{.name = "name", .label = phrase("targeting.name"), .hint = phrase("targeting.name-hint")},
           {.name = "reason", .kind = FieldKind::paragraph, .label = phrase("targeting.reason")},
           {.name = "most", .label = phrase("targeting.field.most"), .hint = phrase("targeting.field.one-of-both"), .optional = true},
           {.name = "least", .label = phrase("targeting.field.least"), .optional = true},
           {.name = "day", .kind = FieldKind::date, .label = phrase("targeting.field.day"), .hint = phrase("targeting.field.day-hint")}},
          phrase("targeting.publish")};
}

Result<Answer> see_targetings(Call& call) {
  const auto* place = call.home.organisation(call.value("id"));
  auto page = targetings_page(place->id, place->name, store::targetings(call.home.ledger(), place->id));
  page.invented = call.invented;
  if (call.may("see-need-index", place->id).allowed) page.blocks.push_back(List{{{phrase("need-index.way"), Target{"need-index", place->id, ""}}}});
  if (!call.may("publish-targeting", place->id).allowed) return Answer(std::move(page));
  page.blocks.push_back(Heading{phrase("targeting.publish-heading"), "publish-heading"});
  page.blocks.push_back(publish_form(place->id));
  return Answer(std::move(page));
}

bool holds_role_at(const Call& call, const std::string& organisation) {
  if (!call.person) return false;
  return std::ranges::any_of(call.person->roles, [&](const HeldRole& held) { return held.organisation == organisation && held.holds_on(call.today()); });
}

TargetingPageInput input_of(Call& call, Targeting targeting) {
  TargetingPageInput input{std::move(targeting), {}, {}, {}};
  if (const auto* place = call.home.organisation(input.targeting.authority)) input.authority = place->name;
  for (const auto& each : input.targeting.schools)
    if (const auto* school = call.home.organisation(each.school)) input.names[each.school] = school->name;
  const bool all = call.may("see-need-index", input.targeting.authority).allowed;
  input.is_seen = [&call, all](const std::string& school) { return all || holds_role_at(call, school); };
  return input;
}

Form apply_form(const Targeting& targeting) { return {"apply", {"apply-targeting", std::to_string(targeting.id), ""}, {}, phrase("targeting.apply")}; }

Form change_form(const TargetingPageInput& input) {
  Field school{.name = "school", .kind = FieldKind::select, .label = phrase("targeting.school")};
  for (const auto& each : input.targeting.schools) {
    const auto known = input.names.find(each.school);
    school.choices.push_back({each.school, known == input.names.end() ? verbatim(each.school) : verbatim(known->second)});
  }
  Field change{.name = "change", .kind = FieldKind::choice, .label = phrase("targeting.change")};
  for (const auto each : changes) change.choices.push_back({std::string(each), phrase("targeting." + std::string(each))});
  return {"change", {"change-targeting", std::to_string(input.targeting.id), ""},
          {std::move(school), std::move(change), {.name = "reason", .kind = FieldKind::paragraph, .label = phrase("targeting.change-reason")}}, phrase("targeting.change-now")};
}

Result<Answer> see_targeting(Call& call) {
  auto targeting = targeting_of(call);
  if (!targeting) return std::unexpected(targeting.error());
  const auto input = input_of(call, std::move(*targeting));
  auto page = targeting_page(input);
  page.invented = call.invented;
  if (!input.targeting.is_applied() && call.may("apply-targeting", input.targeting.authority).allowed) page.blocks.push_back(apply_form(input.targeting));
  if (input.targeting.is_applied() && call.may("change-targeting", input.targeting.authority).allowed) {
    page.blocks.push_back(Heading{phrase("targeting.change-heading"), "change-heading"});
    page.blocks.push_back(change_form(input));
  }
  return Answer(std::move(page));
}

// --- Publishing ---

Result<std::optional<std::int64_t>> number_from(const Call& call, const char* parameter, std::int64_t least, std::int64_t most) {
  const auto text = call.value(parameter);
  if (text.empty()) return std::nullopt;
  const auto number = whole(text);
  if (!number || *number < least || *number > most)
    return refuse(Blame::input, "targeting.number", {{"text", text}, {"least", std::to_string(least)}, {"most", std::to_string(most)}, {"parameter", parameter}});
  return number;
}

Result<TargetingCriterion> criterion_of(Call& call) {
  const auto most = number_from(call, "most", 1, most_schools), least = number_from(call, "least", 0, highest_index);
  if (!most || !least) return std::unexpected(most ? least.error() : most.error());
  if (most->has_value() == least->has_value()) return refuse(Blame::input, "targeting.one-of-both", {{"parameter", "most"}});
  const auto years = call.home.census_years("");
  if (years.empty()) return refuse(Blame::input, "describe.nothing-loaded", {{"parameter", ""}});
  const auto index = catalogue::need_index_on(call.home.catalogue(), years.back().census_day());
  if (!index) return std::unexpected(index.error());
  TargetingCriterion criterion{index->id, index->version, years.back(), *most, *least};
  if (criterion.least) *criterion.least *= whole_of_need / highest_index;
  return criterion;
}

Result<Answer> publish(Call& call) {
  const auto criterion = criterion_of(call);
  if (!criterion) return std::unexpected(criterion.error());
  const auto day = Date::parse(call.value("day")).value_or(Date());
  if (day < call.today()) return refuse(Blame::input, "targeting.day-past", {{"parameter", "day"}});
  const Targeting made{.authority = call.value("id"), .name = call.value("name"), .reason = call.value("reason"), .criterion = *criterion, .in_force = day,
                       .actor = signature(*call.person), .person = call.person->id, .at = call.at, .applied_by = {}, .hash = {}, .schools = {}, .changes = {}};
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto id = store::publish_targeting(ledger, made);
  store::append_audit(ledger, {call.at, made.actor, "publish-targeting", "targeting/" + std::to_string(id), made.reason});
  transaction.commit();
  return Answer(page_of(id));
}

// --- Applying ---

Result<Targeting> worked_out(Call& call, Targeting targeting) {
  const auto study = need_study(call.home, targeting.criterion.year);
  if (!study) return std::unexpected(study.error());
  const auto& index = (*study)->index;
  if (index.id != targeting.criterion.index || index.version != targeting.criterion.version) return refuse(Blame::input, "targeting.index-changed", {{"parameter", ""}});
  const auto need = need_of_units(call.home, **study, *call.home.organisation(targeting.authority));
  targeting.schools = funding::targeted_schools(targeting.criterion, need.units, published_weights(index));
  targeting.hash = funding::frozen_hash(targeting.criterion, targeting.schools);
  targeting.applied_by = signature(*call.person);
  targeting.applied_at = call.at;
  return targeting;
}

Result<Answer> apply(Call& call) {
  auto targeting = targeting_of(call);
  if (!targeting) return std::unexpected(targeting.error());
  if (call.today() < targeting->in_force) return refuse(Blame::input, "targeting.not-in-force", {{"day", targeting->in_force.iso()}, {"parameter", ""}});
  const auto applied = worked_out(call, std::move(*targeting));
  if (!applied) return std::unexpected(applied.error());
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  if (auto done = store::apply_targeting(ledger, *applied); !done) {
    done.error().arguments.emplace_back("parameter", "");
    return std::unexpected(std::move(done.error()));
  }
  store::append_audit(ledger, {call.at, applied->applied_by, "apply-targeting", "targeting/" + std::to_string(applied->id), applied->hash});
  transaction.commit();
  return Answer(page_of(applied->id));
}

// --- Changes by hand ---

Result<void> may_change(const Targeting& targeting, const std::string& school, bool added) {
  if (!targeting.is_applied()) return refuse(Blame::input, "targeting.not-applied", {{"parameter", ""}});
  const auto known = std::ranges::find(targeting.schools, school, &TargetedSchool::school);
  if (known == targeting.schools.end()) return refuse(Blame::input, "targeting.no-school", {{"school", school}, {"parameter", "school"}});
  if (targeting.holds(*known) == added) return refuse(Blame::input, added ? "targeting.already-in" : "targeting.already-out", {{"school", school}, {"parameter", "change"}});
  return {};
}

Result<Answer> change(Call& call) {
  const TargetingChange made{call.value("school"), call.value("change") == changes.front(), call.value("reason"), signature(*call.person), call.at};
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto targeting = targeting_of(call);
  if (!targeting) return std::unexpected(targeting.error());
  if (auto allowed = may_change(*targeting, made.school, made.added); !allowed) return std::unexpected(allowed.error());
  store::change_targeting(ledger, targeting->id, made);
  store::append_audit(ledger, {call.at, made.actor, "change-targeting", "targeting/" + std::to_string(targeting->id), made.school + ": " + made.reason});
  transaction.commit();
  return Answer(page_of(targeting->id));
}

}  // namespace targeting_operation

std::vector<Operation> targeting_operations() {
  using namespace targeting_operation;
  constexpr auto of_authority = organisation_itself<OrganisationKind::authority>;
  return {{.name = "see-targetings", .noun = "targetings", .organisation = of_authority, .run = see_targetings},
          {.name = "see-targeting", .noun = "targeting", .organisation = organisation_of_targeting, .run = see_targeting},
          {.name = "publish-targeting", .noun = "publish-targeting", .effect = Effect::changes, .parameters = publish_parameters, .organisation = of_authority, .run = publish},
          {.name = "apply-targeting", .noun = "apply-targeting", .effect = Effect::changes, .organisation = organisation_of_targeting, .run = apply},
          {.name = "change-targeting", .noun = "change-targeting", .effect = Effect::changes, .parameters = change_parameters, .organisation = organisation_of_targeting, .run = change}};
}

}  // namespace potensial::service
