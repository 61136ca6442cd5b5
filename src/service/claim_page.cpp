#include "service/claim_page.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "form/stages_reader.hpp"
#include "funding/claim_amount.hpp"
#include "insight/page_parts.hpp"
#include "service/spend_lines.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace claim_view {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

Cell day_cell(Date day) { return cell(phrase("insight.day", {{"day", day}})); }
Cell word_cell(const std::string& word) { return word.empty() ? Cell{} : cell(verbatim(word)); }

Phrase state_words(const form::Stages& stages, const std::string& state) {
  const auto* known = stages.state(state);
  return known ? verbatim(known->name) : verbatim(state);
}

Table claims_table(Call& call, const std::vector<Award>& awards, const form::Stages& stages) {
  Table table{"claims", phrase("claim.table"),
              {text_column("claim.column.claim"), text_column("claim.column.state"), number_column("claim.column.grant"), number_column("claim.column.contribution"),
               text_column("claim.column.made")},
              {}, phrase("claim.none")};
  for (const auto& award : awards)
    for (const auto& each : store::claims_of(call.home.ledger(), award.id))
      table.rows.push_back({{link_cell(phrase("claim.of", {{"number", std::to_string(each.id)}, {"fund", award.name}}), {"claim", std::to_string(each.id), ""}),
                             cell(state_words(stages, each.state())), money_cell(each.grant), money_cell(each.contribution), day_cell(Date::of(each.at))}});
  return table;
}

Form make_form(const Award& award) {
  return {"make-claim-" + std::to_string(award.id), {"make-claim", std::to_string(award.id), ""}, {},
          phrase("claim.make", {{"number", std::to_string(award.id)}, {"fund", award.name}})};
}

struct ClaimSeen {
  Claim claim;
  Award award;
  std::vector<Posting> costs;
  form::Stages stages;
};

std::optional<std::int64_t> number(const std::string& text) {
  std::int64_t read = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), read);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(read) : std::nullopt;
}

Result<ClaimSeen> seen(Call& call) {
  const auto unknown = refuse(Blame::input, "page.unknown", {{"noun", "claim"}, {"id", call.value("id")}});
  const auto id = number(call.value("id"));
  auto claim = id ? store::claim(call.home.ledger(), *id) : std::nullopt;
  auto award = claim ? store::award(call.home.ledger(), claim->award) : std::nullopt;
  if (!award) return unknown;
  auto stages = claim_stages(call);
  if (!stages) return std::unexpected(stages.error());
  ClaimSeen made{std::move(*claim), std::move(*award), {}, std::move(*stages)};
  for (const auto posting : made.claim.postings)
    if (auto cost = store::posting(call.home.ledger(), posting)) made.costs.push_back(std::move(*cost));
  return made;
}

Pence evidenced(const Claim& claim) {
  Pence sum;
  for (const auto& each : claim.evidence) sum.count += each.amount.count;
  return sum;
}

// What is owed, and what stands between it and its payment.
Phrase key_of(const ClaimSeen& seen) {
  const auto& claim = seen.claim;
  const auto* state = seen.stages.state(claim.state());
  const Argument grant = potensial::text(claim.grant);
  if (claim.state() == "paid") return phrase("claim.key-paid", {{"grant", grant}});
  if (state && state->is_final) return phrase("claim.key-ended", {{"state", state->name}});
  const Pence missing{claim.contribution.count - evidenced(claim).count};
  if (missing.count > 0) return phrase("claim.key-evidence", {{"grant", grant}, {"missing", potensial::text(missing)}});
  return phrase(claim.state() == "approved" ? "claim.key-to-pay" : "claim.key-to-approve", {{"grant", grant}});
}

Summary facts_of(Call& call, const ClaimSeen& seen) {
  const auto amount = [](Pence pence) { return verbatim(potensial::text(pence)); };
  const auto& claim = seen.claim;
  return {{{phrase("spend.fact.fund"), verbatim(seen.award.name)}, {phrase("spend.fact.year"), verbatim(seen.award.year.text())},
           {phrase("spend.fact.place"), insight::name_of(call.home.names(), seen.award.organisation)}, {phrase("claim.column.state"), state_words(seen.stages, claim.state())},
           {phrase("claim.column.sum"), amount({claim.grant.count + claim.contribution.count})}, {phrase("claim.column.grant"), amount(claim.grant)},
           {phrase("claim.column.contribution"), amount(claim.contribution)}, {phrase("claim.column.evidenced"), amount(evidenced(claim))},
           {phrase("claim.column.made-by"), verbatim(claim.actor)}}};
}

Cell line_cell(const Award& award, const Posting& cost) {
  const auto* line = award.line(cost.line.line);
  return link_cell(phrase("spend.line-of", {{"line", text(cost.line)}, {"title", line ? line->title : std::string()}}), {"spend-line", text(cost.line), ""});
}

Table lines_table(Call& call, const ClaimSeen& seen) {
  std::map<LineId, Pence> sums;
  for (const auto& each : seen.costs) sums[each.line].count += each.amount.count;
  Table table{"lines", phrase("claim.lines"),
              {text_column("spend.column.line"), number_column("claim.column.sum"), text_column("spend.column.outcome-expected"), text_column("spend.column.outcome-now")},
              {}, phrase("claim.no-cost")};
  for (const auto& [line, sum] : sums)
    if (const auto* known = seen.award.line(line.line))
      table.rows.push_back({{link_cell(phrase("spend.line-of", {{"line", text(line)}, {"title", known->title}}), {"spend-line", text(line), ""}), money_cell(sum),
                             cell(outcome_expected(*known)), outcome_now(call, *known, seen.award.organisation)}});
  return table;
}

Table costs_table(const ClaimSeen& seen) {
  Table table{"costs", phrase("claim.costs"),
              {text_column("posting.column.number"), number_column("posting.column.amount"), text_column("posting.column.day"), text_column("spend.column.line"),
               text_column("posting.column.document"), text_column("posting.column.words")},
              {}, phrase("claim.no-cost")};
  for (const auto& each : seen.costs)
    table.rows.push_back({{cell(verbatim(std::to_string(each.id))), money_cell(each.amount), day_cell(each.day), line_cell(seen.award, each), word_cell(each.document), word_cell(each.words)}});
  return table;
}

Table evidence_table(const ClaimSeen& seen) {
  Table table{"evidence", phrase("claim.evidence"),
              {text_column("claim.column.document"), number_column("posting.column.amount"), text_column("posting.column.who"), text_column("posting.column.when")}, {}, phrase("claim.no-evidence")};
  for (const auto& each : seen.claim.evidence)
    table.rows.push_back({{cell(verbatim(each.document)), money_cell(each.amount), cell(verbatim(each.actor)), day_cell(Date::of(each.at))}});
  return table;
}

Table steps_table(const ClaimSeen& seen) {
  Table table{"steps", phrase("claim.steps"),
              {text_column("claim.column.step"), text_column("posting.column.who"), text_column("posting.column.when"), text_column("claim.column.words")}, {}, phrase("claim.no-step")};
  for (const auto& each : seen.claim.steps) {
    const auto* taken = seen.stages.transition(each.transition);
    table.rows.push_back({{taken ? cell(verbatim(taken->name)) : word_cell(each.transition), cell(verbatim(each.actor)), day_cell(Date::of(each.at)), word_cell(each.words)}});
  }
  return table;
}

std::vector<Choice> steps_offered(const form::Stages& stages, const std::string& state, const Permission& permission) {
  std::vector<Choice> choices;
  for (const auto* each : stages.leaving(state)) {
    const auto holds = [&](const HeldRole& held) { return std::ranges::find(each->roles, held.role) != each->roles.end(); };
    if (std::ranges::any_of(permission.by, holds)) choices.push_back({each->id, verbatim(each->name)});
  }
  return choices;
}

std::vector<Block> step_form(Call& call, const ClaimSeen& seen) {
  const auto permission = call.may("step-claim", seen.award.organisation);
  auto choices = steps_offered(seen.stages, seen.claim.state(), permission);
  if (!permission.allowed || choices.empty()) return {};
  return {Heading{phrase("claim.step-heading"), "step"},
          Form{"step-claim", {"step-claim", call.value("id"), ""},
               {{.name = "step", .kind = FieldKind::choice, .label = phrase("claim.column.step"), .choices = std::move(choices)},
                {.name = "words", .kind = FieldKind::paragraph, .label = phrase("claim.column.words"), .hint = phrase("claim.words-hint"), .optional = true},
                {.name = "version", .kind = FieldKind::hidden, .label = {}, .value = std::to_string(seen.claim.steps.size())}},
               phrase("claim.take-step")}};
}

std::vector<Block> evidence_form(Call& call, const ClaimSeen& seen) {
  const auto* state = seen.stages.state(seen.claim.state());
  if ((state && state->is_final) || !call.may("prove-contribution", seen.award.organisation).allowed) return {};
  return {Heading{phrase("claim.prove-heading"), "prove"},
          Form{"prove-contribution", {"prove-contribution", call.value("id"), ""},
               {{.name = "document", .label = phrase("claim.column.document"), .hint = phrase("claim.document-hint")},
                {.name = "amount", .label = phrase("spend.form.amount"), .hint = phrase("spend.form.amount-hint")}},
               phrase("claim.prove")}};
}

}  // namespace claim_view

Result<form::Stages> claim_stages(Call& call) { return form::stages_on(call.home.catalogue(), "claim", call.today()); }

std::vector<Block> claims_blocks(Call& call, const std::vector<Award>& awards) {
  const auto stages = claim_stages(call);
  if (!stages || awards.empty()) return {};
  std::vector<Block> blocks{claim_view::claims_table(call, awards, *stages)};
  for (const auto& award : awards)
    if (!award.is_delegated() && call.may("make-claim", award.organisation).allowed && !store::unclaimed_costs(call.home.ledger(), award.id).empty()) blocks.push_back(claim_view::make_form(award));
  return blocks;
}

Result<Page> claim_page(Call& call) {
  using namespace claim_view;
  const auto found = seen(call);
  if (!found) return std::unexpected(found.error());
  Page page;
  page.address = {"claim", call.value("id"), ""};
  page.title = phrase("claim.title", {{"number", call.value("id")}});
  page.section = "target";
  page.invented = call.invented;
  page.blocks = {Sentence{key_of(*found), Weight::key}, facts_of(call, *found), lines_table(call, *found), costs_table(*found), evidence_table(*found), steps_table(*found),
                 Sentence{phrase("claim.how-split"), Weight::note}};
  append(page.blocks, evidence_form(call, *found));
  append(page.blocks, step_form(call, *found));
  page.blocks.push_back(List{{{phrase("spend.to-spend"), Target{"spend", found->award.organisation, "", {{"year", found->award.year.text()}}}}}});
  return page;
}

}  // namespace potensial::service
