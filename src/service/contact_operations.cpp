#include "service/contact_operations.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "insight/better_schools.hpp"
#include "insight/learners_page.hpp"
#include "insight/page_parts.hpp"
#include "service/mail_notices.hpp"
#include "service/organisations_of_objects.hpp"
#include "store/audit_log.hpp"
#include "store/contact_store.hpp"

namespace potensial::service {
namespace contact_operation {

using insight::cell;
using insight::text_column;

constexpr std::array<std::string_view, 2> answers{"yes", "no"};
constexpr std::array ask_parameters{Parameter{"to", ParameterKind::word, true, 7}, Parameter{"words", ParameterKind::text, true, 1000}};
constexpr std::array answer_parameters{Parameter{"answer", ParameterKind::choice, true, 3, answers}, Parameter{"words", ParameterKind::text, true, 1000}};

std::unexpected<Refusal> unknown(const Call& call) {
  return refuse(Blame::input, "page.unknown", {{"noun", "contact"}, {"id", call.value("id")}});
}

std::optional<store::ContactRequest> asked_contact(Call& call) {
  const auto text = call.value("id");
  std::int64_t id = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
  return fault == std::errc() && end == text.data() + text.size() ? store::contact(call.home.ledger(), id) : std::nullopt;
}

Result<std::string> school_asked(Call& call) {
  const auto found = asked_contact(call);
  return found ? Result<std::string>(found->to) : unknown(call);
}

// Of the two schools the one that lets the reader see it.
Result<std::string> school_of_contact(Call& call) {
  const auto found = asked_contact(call);
  if (!found) return unknown(call);
  return call.may("see-contact", found->from).allowed ? found->from : found->to;
}

// Those that may be asked; they point into the stages.
std::vector<insight::BetterSchool> better_schools(const std::vector<SchoolAtStage>& stages) {
  std::vector<const insight::Standing*> standings;
  for (const auto& stage : stages) standings.push_back(&stage.standing);
  auto schools = insight::better_schools(standings);
  if (schools.size() > insight::most_better_named) schools.resize(insight::most_better_named);
  return schools;
}

// In what the other school does better, in words; of a group or outcome that is not on the page any more, nothing.
Phrase subject_of(Call& call, const store::ContactRequest& request) {
  if (!call.pages) return phrase("contact.subject-unknown");
  const auto stages = call.pages->standings(request.from);
  if (!stages) return phrase("contact.subject-unknown");
  for (const auto& stage : *stages)
    for (const auto& row : stage.standing.rows)
      if (row.indicator == request.indicator && insight::group_words(row.conditions) == request.learners)
        return phrase("insight.subject", {{"indicator", one(insight::indicator_phrase(stage.indicators, row.indicator))},
                                          {"group", one(insight::group_phrase(row.conditions))}});
  return phrase("contact.subject-unknown");
}

Phrase name_of(Call& call, const std::string& school) { return insight::name_of(call.home.names(), school); }

Cell day_cell(std::chrono::sys_seconds at) { return cell(phrase("insight.day", {{"day", Date::of(at)}})); }

Phrase state_of(const store::ContactRequest& request) {
  return phrase(request.answer.empty() ? "contact.state.open" : request.answer == "yes" ? "contact.state.yes" : "contact.state.no");
}

Table contacts_table(Call& call, const std::vector<store::ContactRequest>& requests) {
  Table table{"contacts", phrase("contact.table"),
              {text_column("contact.column.when"), text_column("contact.column.state"), text_column("contact.column.from"), text_column("contact.column.to")},
              {}, phrase("contact.none")};
  for (const auto& each : requests) {
    auto day = day_cell(each.at);
    day.link = Target{"contact", std::to_string(each.id), ""};
    table.rows.push_back({{std::move(day), cell(state_of(each)), cell(name_of(call, each.from)), cell(name_of(call, each.to))}});
  }
  return table;
}

Form ask_form(Call& call, const std::string& school, const std::vector<insight::BetterSchool>& better) {
  std::vector<Choice> choices;
  for (const auto& each : better) choices.push_back({each.school, name_of(call, each.school)});
  return {"ask", {"ask-contact", school, ""},
          {{.name = "to", .kind = FieldKind::choice, .label = phrase("contact.to"), .choices = std::move(choices)},
           {.name = "words", .kind = FieldKind::paragraph, .label = phrase("contact.words"), .hint = phrase("contact.words-hint")}},
          phrase("contact.ask")};
}

void tell(Call& call, const Happening& happening) {
  if (call.mails) tell_those_who_may(call.home.ledger(), call.policy, call.tree, happening, call.at);
}

Result<Answer> ask(Call& call) {
  if (!call.pages) return refuse(Blame::fault, "page.preparing");
  const auto stages = call.pages->standings(call.value("id"));
  if (!stages) return std::unexpected(stages.error());
  const auto better = better_schools(*stages);
  const auto to = std::ranges::find(better, call.value("to"), &insight::BetterSchool::school);
  if (to == better.end()) return refuse(Blame::input, "contact.not-named", {{"parameter", "to"}});
  store::ContactRequest request{.from = call.value("id"), .to = to->school, .indicator = to->first->indicator,
                                .learners = insight::group_words(to->first->conditions), .words = call.value("words"),
                                .actor = signature(*call.person), .at = call.at};
  store::Transaction transaction(call.home.ledger());
  const auto id = std::to_string(store::add_contact(call.home.ledger(), request));
  store::append_audit(call.home.ledger(), {call.at, request.actor, "ask-contact", "contact/" + id, request.from + " " + request.to});
  tell(call, {store::MailKind::contact_asked, "answer-contact", request.to, {"contact", id, ""}, call.person->id});
  transaction.commit();
  return Answer(Target{"contact", id, ""});
}

std::vector<Fact> facts_of(Call& call, const store::ContactRequest& request) {
  std::vector<Fact> facts{{phrase("contact.column.from"), name_of(call, request.from)}, {phrase("contact.column.to"), name_of(call, request.to)},
                          {phrase("contact.subject"), subject_of(call, request)}, {phrase("contact.words"), verbatim(request.words)},
                          {phrase("contact.column.state"), state_of(request)}};
  if (!request.answer.empty()) facts.push_back({phrase("contact.answer-words"), verbatim(request.answer_words)});
  return facts;
}

Form answer_form(const std::string& id) {
  std::vector<Choice> choices;
  for (const auto each : answers) choices.push_back({std::string(each), phrase("contact.answer." + std::string(each))});
  return {"answer", {"answer-contact", id, ""},
          {{.name = "answer", .kind = FieldKind::choice, .label = phrase("contact.answer"), .choices = std::move(choices)},
           {.name = "words", .kind = FieldKind::paragraph, .label = phrase("contact.answer-words"), .hint = phrase("contact.words-hint")}},
          phrase("contact.send-answer")};
}

Result<Answer> see_contact(Call& call) {
  const auto request = asked_contact(call);
  if (!request) return unknown(call);
  Page page;
  page.address = {"contact", call.value("id"), ""};
  page.title = phrase("contact.title", {{"from", one(name_of(call, request->from))}, {"to", one(name_of(call, request->to))}});
  page.section = "home";
  page.invented = call.invented;
  page.not_for_publication = false;
  page.blocks.push_back(Summary{facts_of(call, *request)});
  if (request->answer.empty() && call.may("answer-contact", request->to).allowed) page.blocks.push_back(answer_form(call.value("id")));
  return Answer(std::move(page));
}

Result<Answer> answer(Call& call) {
  auto request = asked_contact(call);
  if (!request) return unknown(call);
  request->answer = call.value("answer");
  request->answer_words = call.value("words");
  request->answered_by = signature(*call.person);
  request->answered_at = call.at;
  store::Transaction transaction(call.home.ledger());
  if (auto done = store::answer_contact(call.home.ledger(), *request); !done) return std::unexpected(done.error());
  store::append_audit(call.home.ledger(), {call.at, request->answered_by, "answer-contact", "contact/" + call.value("id"), request->answer});
  tell(call, {store::MailKind::contact_answered, "ask-contact", request->from, {"contact", call.value("id"), ""}, call.person->id});
  transaction.commit();
  return Answer(Target{"contact", call.value("id"), ""});
}

}  // namespace contact_operation

std::vector<Block> contact_blocks(Call& call, const std::string& school, const std::vector<SchoolAtStage>& stages) {
  using namespace contact_operation;
  if (!call.may("see-contact", school).allowed) return {};
  const auto better = better_schools(stages);
  const auto requests = store::contacts_of(call.home.ledger(), school);
  if (better.empty() && requests.empty()) return {};
  std::vector<Block> blocks{Heading{phrase("contact.heading"), "contacts-heading"}, contacts_table(call, requests)};
  if (!better.empty() && call.may("ask-contact", school).allowed) blocks.push_back(ask_form(call, school, better));
  return blocks;
}

std::vector<Block> contacts_waiting(Call& call, const std::string& school) {
  using namespace contact_operation;
  if (!call.may("answer-contact", school).allowed) return {};
  auto waiting = store::contacts_of(call.home.ledger(), school);
  std::erase_if(waiting, [&](const auto& each) { return each.to != school || !each.answer.empty(); });
  if (waiting.empty()) return {};
  std::ranges::reverse(waiting);
  return {Sentence{phrase("contact.waiting", {{"n", std::int64_t(waiting.size())}}), Weight::key}, contacts_table(call, waiting)};
}

std::vector<Operation> contact_operations() {
  using namespace contact_operation;
  return {{.name = "see-contact", .noun = "contact", .organisation = school_of_contact, .run = see_contact},
          {.name = "ask-contact", .noun = "ask-contact", .effect = Effect::changes, .parameters = ask_parameters,
           .organisation = organisation_itself<OrganisationKind::school>, .run = ask},
          {.name = "answer-contact", .noun = "answer-contact", .effect = Effect::changes, .parameters = answer_parameters,
           .organisation = school_asked, .run = answer}};
}

}  // namespace potensial::service
