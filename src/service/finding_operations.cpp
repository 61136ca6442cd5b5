#include "service/finding_operations.hpp"

#include <array>

#include "insight/page_parts.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/unmet_need_operations.hpp"
#include "store/audit_log.hpp"
#include "store/decision_store.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace finding_operation {

using insight::cell;
using insight::text_column;

constexpr std::array<std::string_view, 3> verdicts{"act", "watch", "not-real"};
constexpr std::array decision_parameters{Parameter{"verdict", ParameterKind::choice, true, 10, verdicts},
                                         Parameter{"reason", ParameterKind::text, true, 1000},
                                         Parameter{"owner", ParameterKind::text, false, 120},
                                         Parameter{"due", ParameterKind::day, false, 10},
                                         Parameter{"version", ParameterKind::word, true, 6}};

Phrase verdict_phrase(store::FindingVerdict verdict) { return phrase("decision.verdict." + std::string(store::word(verdict))); }

Cell day_cell(const std::optional<Date>& day) { return day ? cell(phrase("insight.day", {{"day", *day}})) : Cell{}; }

Table decisions_table(const std::vector<store::FindingDecision>& decisions) {
  Table table{"decisions", phrase("decision.table"),
              {text_column("decision.column.when"), text_column("decision.verdict"), text_column("decision.reason"),
               text_column("decision.owner"), text_column("decision.due"), text_column("decision.actor")},
              {}, phrase("decision.none")};
  for (const auto& each : decisions)
    table.rows.push_back({{day_cell(Date::of(each.at)), cell(verdict_phrase(each.verdict)), cell(verbatim(each.reason)),
                           each.owner.empty() ? Cell{} : cell(verbatim(each.owner)), day_cell(each.due), cell(verbatim(each.actor))}});
  return table;
}

std::vector<Choice> verdict_choices() {
  std::vector<Choice> choices;
  for (const auto each : verdicts) choices.push_back({std::string(each), phrase("decision.verdict." + std::string(each))});
  return choices;
}

// Filled with what stands now, so that a second decision starts from the first.
Form decision_form(const std::string& finding, const std::vector<store::FindingDecision>& decisions) {
  const auto now = decisions.empty() ? store::FindingDecision{} : decisions.back();
  const bool any = !decisions.empty();
  return {"decide", {"decide-finding", finding, ""},
          {{.name = "verdict", .kind = FieldKind::choice, .label = phrase("decision.verdict"), .value = any ? std::string(store::word(now.verdict)) : "",
            .choices = verdict_choices()},
           {.name = "reason", .kind = FieldKind::paragraph, .label = phrase("decision.reason"), .value = now.reason},
           {.name = "owner", .kind = FieldKind::text, .label = phrase("decision.owner"), .value = now.owner, .optional = true},
           {.name = "due", .kind = FieldKind::date, .label = phrase("decision.due"), .value = now.due ? now.due->iso() : "", .optional = true},
           {.name = "version", .kind = FieldKind::hidden, .label = {}, .value = std::to_string(decisions.size())}},
          phrase("decision.submit")};
}

Result<Answer> see_finding(Call& call) {
  auto page = call.pages->page({"finding", call.value("id"), ""});
  if (!page) return std::unexpected(page.error());
  const auto decisions = store::decisions_about(call.home.ledger(), call.value("id"));
  page->blocks.push_back(Heading{phrase("decision.heading"), "decision"});
  page->blocks.push_back(decisions_table(decisions));
  const auto scope = organisation_of_finding(call);
  if (scope && call.may("decide-finding", *scope).allowed) page->blocks.push_back(decision_form(call.value("id"), decisions));
  if (const auto finding = store::finding(call.home.ledger(), call.value("id"))) {
    auto blocks = need_blocks(call, *finding);
    if (!blocks) return std::unexpected(blocks.error());
    append(page->blocks, std::move(*blocks));
  }
  return Answer(std::move(*page));
}

Result<store::FindingDecision> decision_of(const Call& call) {
  store::FindingDecision decision{.verdict = store::finding_verdict(call.value("verdict")).value_or(store::FindingVerdict::watch),
                                  .reason = call.value("reason"), .owner = call.value("owner"), .due = Date::parse(call.value("due")),
                                  .actor = signature(*call.person), .at = call.at};
  const bool acts = decision.verdict == store::FindingVerdict::act;
  if (acts && decision.owner.empty()) return refuse(Blame::input, "decision.owner-missing", {{"parameter", "owner"}});
  if (acts && !decision.due) return refuse(Blame::input, "decision.due-missing", {{"parameter", "due"}});
  return decision;
}

Result<Answer> decide(Call& call) {
  const auto decision = decision_of(call);
  if (!decision) return std::unexpected(decision.error());
  const auto id = call.value("id"), seen = call.value("version");
  store::Transaction transaction(call.home.ledger());
  const auto count = store::decisions_about(call.home.ledger(), id).size();
  const auto added = store::add_decision(call.home.ledger(), id, *decision, seen == std::to_string(count) ? count : count + 1);
  if (!added) return std::unexpected(added.error());
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), "decide-finding", "finding/" + id, decision->reason});
  transaction.commit();
  return Answer(Target{"finding", id, ""});
}

}  // namespace finding_operation

std::vector<Operation> finding_operations() {
  using namespace finding_operation;
  return {{.name = "see-finding", .noun = "finding", .organisation = organisation_of_finding, .run = see_finding, .from_pages = true},
          {.name = "decide-finding", .noun = "decide-finding", .effect = Effect::changes, .parameters = decision_parameters,
           .organisation = organisation_of_finding, .run = decide}};
}

}  // namespace potensial::service
