#include "service/central_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/organisations_of_objects.hpp"
#include "store/audit_log.hpp"
#include "store/central_store.hpp"
#include "store/delegation_store.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::service {
namespace central_operation {

constexpr const char* operation = "add-central-activity";
constexpr std::array add_parameters{Parameter{"year", ParameterKind::word, true, 7},        Parameter{"of", ParameterKind::word, true, 4},
                                    Parameter{"name", ParameterKind::text, true, 200},      Parameter{"amount", ParameterKind::text, true, 30},
                                    Parameter{"outcome", ParameterKind::text, true, 250},   Parameter{"target", ParameterKind::text, true, 12},
                                    Parameter{"outcome-day", ParameterKind::day, true, 10}, Parameter{"evaluation-day", ParameterKind::day, true, 10},
                                    Parameter{"evaluation", ParameterKind::text, true, 1000}};

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string key_of(const NeedFigure& figure) { return figure.group + "|" + figure.indicator; }

std::optional<NeedAnalysis> newest_analysis(Home& home, const std::string& authority) {
  auto all = store::need_analyses_of(home.ledger(), authority);
  return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::unexpected<Refusal> wrong(const char* code, const char* parameter) { return refuse(Blame::input, code, {{"parameter", parameter}}); }

// The baseline is that of the newest frozen need analysis: nobody types it.
Result<void> set_outcome(Call& call, CentralActivity& activity) {
  const auto analysis = newest_analysis(call.home, activity.authority);
  if (!analysis) return wrong("central.no-analysis", "outcome");
  const auto figure = std::ranges::find(analysis->figures, call.value("outcome"), key_of);
  if (figure == analysis->figures.end()) return wrong("central.no-figure", "outcome");
  const auto target = number(call.value("target"));
  if (!target || *target <= figure->value) return wrong("central.target", "target");
  activity.group = figure->group;
  activity.indicator = figure->indicator;
  activity.analysis = analysis->id;
  activity.baseline = figure->value;
  activity.target = *target;
  return {};
}

Result<void> set_days(const Call& call, CentralActivity& activity) {
  const auto outcome = Date::parse(call.value("outcome-day")), evaluation = Date::parse(call.value("evaluation-day"));
  if (!outcome || *outcome < activity.year.first_day()) return wrong("central.outcome-day", "outcome-day");
  if (!evaluation || *evaluation < *outcome) return wrong("central.evaluation-day", "evaluation-day");
  activity.outcome_day = *outcome;
  activity.evaluation_day = *evaluation;
  return {};
}

Result<CentralActivity> activity_of(Call& call) {
  const auto year = FinancialYear::parse(call.value("year"));
  if (!year) return refuse(Blame::input, "delegation.unknown-year", {{"year", call.value("year")}, {"parameter", "year"}});
  const auto amount = pence(call.value("amount"));
  if (!amount) return std::unexpected(amount.error());
  CentralActivity activity{.authority = call.value("id"), .fund = better_schools_fund, .year = *year, .name = call.value("name"), .amount = *amount,
                           .evaluation = call.value("evaluation"), .actor = signature(*call.person), .person = call.person->id, .at = call.at};
  const auto place = number(call.value("of"));
  activity.amount_place = place && *place >= 1 && *place < 1000 ? static_cast<int>(*place) : 0;
  if (auto set = set_outcome(call, activity); !set) return std::unexpected(set.error());
  if (auto set = set_days(call, activity); !set) return std::unexpected(set.error());
  return activity;
}

Result<Answer> add(Call& call) {
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto activity = activity_of(call);
  if (!activity) return std::unexpected(activity.error());
  const auto id = store::add_central_activity(ledger, *activity);
  if (!id) return std::unexpected(id.error());
  store::append_audit(ledger, {call.at, activity->actor, operation, "central-activity/" + std::to_string(*id), activity->authority + " " + activity->year.text() + " " + text(activity->amount)});
  transaction.commit();
  return Answer(Target{"alignment", activity->authority, "central-heading", {{"year", activity->year.text()}}});
}

// Amounts of which something is left, each with what it was named.
std::vector<Choice> amounts_left(Home& home, const DelegationOption& option) {
  std::vector<Choice> choices;
  for (const auto& part : funding::central_parts(option, central_shown(home, option.authority, option.year)))
    if (!part.activity && part.amount.count > 0)
      choices.push_back({std::to_string(part.amount_place), phrase("central.amount-left", {{"name", part.named.empty() ? one(phrase("alignment.unassigned")) : Argument(part.named)},
                                                                                            {"amount", text(part.amount)}})});
  return choices;
}

std::vector<Choice> outcomes(const NeedAnalysis& analysis) {
  std::vector<Choice> choices;
  for (const auto& each : analysis.figures)
    choices.push_back({key_of(each), phrase("central.figure", {{"group", each.group_name}, {"indicator", each.indicator_name}, {"value", Quantity{each.value, each.unit}}})});
  return choices;
}

Form add_form(const DelegationOption& option, std::vector<Choice> amounts, const NeedAnalysis& analysis) {
  const auto field = [](const char* name, FieldKind kind, std::vector<Choice> choices = {}) {
    return Field{.name = name, .kind = kind, .label = phrase(std::string("central.field.") + name), .choices = std::move(choices)};
  };
  Form form{"central-activity", {operation, option.authority, ""}, {{.name = "year", .kind = FieldKind::hidden, .label = {}, .value = option.year.text()}}, phrase("central.add")};
  form.fields.insert(form.fields.end(), {field("of", FieldKind::select, std::move(amounts)), field("name", FieldKind::text), field("amount", FieldKind::text),
                                         field("outcome", FieldKind::select, outcomes(analysis)), field("target", FieldKind::text), field("outcome-day", FieldKind::date),
                                         field("evaluation-day", FieldKind::date), field("evaluation", FieldKind::paragraph)});
  return form;
}

}  // namespace central_operation

std::vector<funding::CentralShown> central_shown(Home& home, const std::string& authority, FinancialYear year) {
  std::vector<funding::CentralShown> shown;
  for (auto& each : store::central_activities(home.ledger(), authority, better_schools_fund, year)) {
    funding::CentralShown one_of{.activity = each, .group = {each.group, each.group}, .indicator = {each.indicator, each.indicator}};
    const auto analysis = store::need_analysis(home.ledger(), each.analysis);
    if (const auto* figure = analysis ? analysis->figure(each.group, each.indicator) : nullptr) {
      one_of.group = figure->group_name;
      one_of.indicator = figure->indicator_name;
      one_of.unit = figure->unit;
    }
    shown.push_back(std::move(one_of));
  }
  return shown;
}

std::vector<Block> central_form(Call& call, const DelegationOption& option) {
  using namespace central_operation;
  if (!call.may(operation, option.authority).allowed) return {};
  auto amounts = amounts_left(call.home, option);
  if (amounts.empty()) return {};
  if (const auto analysis = newest_analysis(call.home, option.authority))
    return {Details{phrase("central.add"), {add_form(option, std::move(amounts), *analysis)}}};
  std::vector<Block> blocks{Sentence{phrase("central.no-analysis")}};
  if (call.may("freeze-need", option.authority).allowed) blocks.push_back(Form{"freeze", {"freeze-need", option.authority, ""}, {}, phrase("submission.freeze")});
  return blocks;
}

std::vector<Operation> central_operations() {
  using namespace central_operation;
  return {{.name = operation, .noun = operation, .effect = Effect::changes, .parameters = add_parameters, .organisation = organisation_itself<OrganisationKind::authority>, .run = add}};
}

}  // namespace potensial::service
