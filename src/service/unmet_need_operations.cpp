#include "service/unmet_need_operations.hpp"

#include <algorithm>
#include <array>

#include "form/words.hpp"
#include "insight/finding_page.hpp"
#include "insight/page_parts.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/unmet_needs.hpp"
#include "store/audit_log.hpp"
#include "store/finding_store.hpp"
#include "store/inaction_store.hpp"

namespace potensial::service {
namespace unmet_need_operation {

using insight::cell;
using insight::link_cell;
using insight::text_column;

constexpr std::size_t least_words = 5;
constexpr std::string_view see = "see-needs-without-activity", decide = "decide-not-to-act", reopen = "reopen-need";
constexpr std::array decide_parameters{Parameter{"reason", ParameterKind::text, true, 1000}, Parameter{"review", ParameterKind::day, true, 10},
                                       Parameter{"version", ParameterKind::word, true, 6}, Parameter{"finding", ParameterKind::word, false, 40}};
constexpr std::array reopen_parameters{Parameter{"reason", ParameterKind::text, true, 1000}, Parameter{"version", ParameterKind::word, true, 6}, Parameter{"finding", ParameterKind::word, false, 40}};

Cell day_cell(Date day) { return cell(phrase("insight.day", {{"day", day}})); }

// --- Forms ---

std::string form_id(std::string_view operation, const Need& need) { return std::string(operation) + "-" + need.finding.id; }

Field version_field(const Need& need) { return {.name = "version", .kind = FieldKind::hidden, .label = {}, .value = std::to_string(need.inactions.size())}; }

// Tells one form from the others of the page.
Field finding_field(const Need& need) { return {.name = "finding", .kind = FieldKind::hidden, .label = {}, .value = need.finding.id}; }

Form decide_form(const Need& need) {
  return {form_id(decide, need), {std::string(decide), need.finding.id, ""},
          {{.name = "reason", .kind = FieldKind::paragraph, .label = phrase("unmet-need.reason"), .hint = phrase("unmet-need.reason-hint", {{"least", std::int64_t(least_words)}})},
           {.name = "review", .kind = FieldKind::date, .label = phrase("unmet-need.review"), .hint = phrase("unmet-need.review-hint")},
           version_field(need), finding_field(need)},
          phrase("unmet-need.decide")};
}

Form reopen_form(const Need& need) {
  return {form_id(reopen, need), {std::string(reopen), need.finding.id, ""},
          {{.name = "reason", .kind = FieldKind::paragraph, .label = phrase("unmet-need.reopen-reason")}, version_field(need), finding_field(need)}, phrase("unmet-need.reopen")};
}

std::optional<Form> form_of(const Call& call, const Need& need) {
  const bool left = need.is_left(call.today());
  if (!call.may(left ? reopen : decide, need.finding.scope).allowed) return std::nullopt;
  if (left) return reopen_form(need);
  return need.is_unmet(call.today()) ? std::optional(decide_form(need)) : std::nullopt;
}

// --- Tables ---

Phrase place_phrase(const Call& call, const std::string& id) {
  const auto* known = call.home.organisation(id);
  return known ? verbatim(known->name) : verbatim(id);
}

Cell finding_cell(const Need& need) { return link_cell(insight::finding_title(need.finding), {"finding", need.finding.id, ""}); }

Row unmet_row(const Call& call, const Need& need) {
  return {{finding_cell(need), insight::count_cell(need.finding.learners), cell(place_phrase(call, need.finding.scope)),
           need.inactions.empty() ? Cell{} : cell(phrase(need.inactions.back().taken_back ? "unmet-need.was-reopened" : "unmet-need.review-over"))}};
}

Table unmet_table(const Call& call, const std::vector<Need>& needs) {
  Table table{"unmet", phrase("unmet-need.unmet"),
              {text_column("home.column.finding"), insight::number_column("insight.column.learners"), text_column("unmet-need.place"), text_column("unmet-need.before")}, {}, phrase("unmet-need.none-unmet")};
  for (const auto& each : needs)
    if (each.is_unmet(call.today())) table.rows.push_back(unmet_row(call, each));
  return table;
}

Table left_table(const Call& call, const std::vector<Need>& needs) {
  Table table{"left", phrase("unmet-need.left"),
              {text_column("home.column.finding"), text_column("unmet-need.reason"), text_column("unmet-need.review"), text_column("decision.actor")}, {}, phrase("unmet-need.none-left")};
  for (const auto& each : needs)
    if (each.is_left(call.today())) {
      const auto& last = each.inactions.back();
      table.rows.push_back({{finding_cell(each), cell(verbatim(last.reason)), day_cell(*last.review), cell(verbatim(last.actor))}});
    }
  return table;
}

Table history_table(const Need& need) {
  Table table{"not-acted-on", phrase("unmet-need.history"),
              {text_column("decision.column.when"), text_column("unmet-need.deed"), text_column("unmet-need.reason"), text_column("unmet-need.review"), text_column("decision.actor")}, {}, phrase("unmet-need.none-left")};
  for (const auto& each : need.inactions)
    table.rows.push_back({{day_cell(Date::of(each.at)), cell(phrase(each.taken_back ? "unmet-need.taken-back" : "unmet-need.decided-word")), cell(verbatim(each.reason)),
                           each.review ? day_cell(*each.review) : Cell{}, cell(verbatim(each.actor))}});
  return table;
}

// --- The page ---

std::int64_t count_of(const std::vector<Need>& needs, bool (Need::*is)(Date) const, Date today) {
  return std::ranges::count_if(needs, [&](const Need& each) { return (each.*is)(today); });
}

Sentence key(const std::vector<Need>& needs, Date today) {
  const auto unmet = count_of(needs, &Need::is_unmet, today), left = count_of(needs, &Need::is_left, today), all = std::int64_t(needs.size());
  return {phrase("unmet-need.key", {{"n", unmet}, {"all", all}, {"left", left}, {"with", all - unmet - left}}), Weight::key};
}

void add_forms(const Call& call, const std::vector<Need>& needs, std::vector<Block>& blocks) {
  for (const auto& each : needs)
    if (auto form = form_of(call, each))
      blocks.push_back(Details{phrase(each.is_left(call.today()) ? "unmet-need.reopen-of" : "unmet-need.decide-of", {{"finding", one(insight::finding_title(each.finding))}}), {std::move(*form)}});
}

Result<Answer> see_needs(Call& call) {
  const auto& place = *call.home.organisation(call.value("id"));
  const auto needs = needs_of(call.home, place, call.today());
  if (!needs) return std::unexpected(needs.error());
  Page page;
  page.address = {"needs-without-activity", place.id, ""};
  page.title = phrase("unmet-need.title");
  page.caption = verbatim(place.name);
  page.section = "target";
  page.trail = {{verbatim(place.name), Target{place.kind == OrganisationKind::authority ? "authority" : "body", place.id, ""}}};
  page.invented = call.invented;
  auto unmet = unmet_table(call, *needs), left = left_table(call, *needs);
  page.blocks = {key(*needs, call.today()), Heading{unmet.title, "unmet-heading"}, std::move(unmet), Heading{left.title, "left-heading"}, std::move(left)};
  add_forms(call, *needs, page.blocks);
  page.blocks.push_back(Sentence{phrase("unmet-need.rule"), Weight::note});
  page.blocks.push_back(Sentence{phrase("unmet-need.does-not-show"), Weight::note});
  return Answer(std::move(page));
}

// --- Deeds ---

Result<void> check_reason(const std::string& reason) {
  if (form::word_count(reason) >= least_words) return {};
  return refuse(Blame::input, "unmet-need.reason-short", {{"parameter", "reason"}, {"least", std::to_string(least_words)}});
}

Result<Inaction> decision_of(const Call& call) {
  Inaction decision{.taken_back = false, .reason = call.value("reason"), .review = Date::parse(call.value("review")), .actor = signature(*call.person), .person = call.person->id, .at = call.at};
  if (auto sound = check_reason(decision.reason); !sound) return std::unexpected(sound.error());
  if (!decision.review || *decision.review <= call.today()) return refuse(Blame::input, "unmet-need.review-past", {{"parameter", "review"}});
  return decision;
}

Result<Inaction> taking_back_of(const Call& call) {
  Inaction deed{.taken_back = true, .reason = call.value("reason"), .review = {}, .actor = signature(*call.person), .person = call.person->id, .at = call.at};
  if (auto sound = check_reason(deed.reason); !sound) return std::unexpected(sound.error());
  return deed;
}

// Whether the deed is still to be done, as the need stands inside the transaction.
Result<void> check_need(const Need& need, const Inaction& deed, Date today) {
  if (deed.taken_back) return need.is_left(today) ? Result<void>{} : refuse(Blame::input, "unmet-need.not-decided", {{"parameter", ""}});
  if (need.is_left(today)) return refuse(Blame::input, "unmet-need.decided", {{"parameter", ""}, {"actor", need.inactions.back().actor}, {"yours", deed.reason}});
  if (!need.activities.empty()) return refuse(Blame::input, "unmet-need.has-activity", {{"parameter", ""}, {"activity", need.activities.front().noun + "/" + need.activities.front().id}, {"yours", deed.reason}});
  return {};
}

Result<Answer> record(Call& call, const Result<Inaction>& deed, std::string_view operation) {
  if (!deed) return std::unexpected(deed.error());
  const auto id = call.value("id");
  store::Transaction transaction(call.home.ledger());
  const auto finding = store::finding(call.home.ledger(), id);
  if (!finding) return refuse(Blame::input, "page.unknown", {{"noun", "finding"}, {"id", id}});
  const auto need = need_of(call.home, *finding, call.today());
  if (!need) return std::unexpected(need.error());
  if (auto open = check_need(*need, *deed, call.today()); !open) return std::unexpected(open.error());
  const auto count = need->inactions.size();
  auto added = store::add_inaction(call.home.ledger(), id, *deed, call.value("version") == std::to_string(count) ? count : count + 1);
  if (!added) return std::unexpected(added.error());
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), std::string(operation), "finding/" + id, deed->reason});
  transaction.commit();
  return Answer(Target{"needs-without-activity", finding->scope, ""});
}

Result<Answer> decide_not_to_act(Call& call) { return record(call, decision_of(call), decide); }
Result<Answer> reopen_need(Call& call) { return record(call, taking_back_of(call), reopen); }

}  // namespace unmet_need_operation

std::vector<Operation> unmet_need_operations() {
  using namespace unmet_need_operation;
  using enum OrganisationKind;
  return {{.name = see, .noun = "needs-without-activity", .organisation = organisation_itself<authority, consortium, cluster, working_family, other>, .run = see_needs},
          {.name = decide, .noun = decide, .effect = Effect::changes, .parameters = decide_parameters, .organisation = organisation_of_finding, .run = decide_not_to_act},
          {.name = reopen, .noun = reopen, .effect = Effect::changes, .parameters = reopen_parameters, .organisation = organisation_of_finding, .run = reopen_need}};
}

Result<std::vector<Block>> need_blocks(Call& call, const FindingRecord& finding) {
  using namespace unmet_need_operation;
  const auto need = need_of(call.home, finding, call.today());
  if (!need) return std::unexpected(need.error());
  std::vector<Block> blocks{Heading{phrase("unmet-need.of-finding"), "activities"}};
  if (need->activities.empty()) blocks.push_back(Sentence{phrase("unmet-need.no-activity")});
  List list;
  for (const auto& each : need->activities) list.items.push_back({phrase("unmet-need.activity." + each.noun, {{"id", each.id}}), each});
  if (!list.items.empty()) blocks.push_back(std::move(list));
  if (!need->inactions.empty()) blocks.push_back(history_table(*need));
  if (auto form = form_of(call, *need)) blocks.push_back(std::move(*form));
  return blocks;
}

Result<std::vector<Block>> unmet_need_count(Call& call, const std::string& authority) {
  using namespace unmet_need_operation;
  const auto* known = call.home.organisation(authority);
  if (!known || !call.may(see, authority).allowed) return std::vector<Block>{};
  const auto needs = needs_of(call.home, *known, call.today());
  if (!needs) return std::unexpected(needs.error());
  const auto unmet = count_of(*needs, &Need::is_unmet, call.today());
  return std::vector<Block>{List{{{phrase("unmet-need.count", {{"n", unmet}}), Target{"needs-without-activity", authority, ""}}}}};
}

}  // namespace potensial::service
