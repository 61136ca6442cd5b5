#include "service/outbox_operations.hpp"

#include <algorithm>
#include <array>

#include "insight/page_parts.hpp"
#include "service/filled_forms.hpp"
#include "service/mail_notices.hpp"
#include "service/mail_text.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/people_pages.hpp"
#include "service/rows_shown.hpp"
#include "store/audit_log.hpp"
#include "store/mail_store.hpp"
#include "store/person_store.hpp"

namespace potensial::service {
namespace outbox_operation {

using insight::cell;
using insight::text_column;
using store::Mail;
using store::MailState;

constexpr std::string_view all_of_them = "all";
constexpr std::array<std::string_view, 1> all_rows{"all"};
constexpr std::array list_parameters{Parameter{"page", ParameterKind::word, false, 6}, Parameter{"rows", ParameterKind::choice, false, 3, all_rows}};
constexpr std::array again_parameters{Parameter{"mail", ParameterKind::word, true, 18}};

std::string number_of(PersonId id) { return std::to_string(static_cast<std::int64_t>(id)); }

std::unexpected<Refusal> unknown() { return refuse(Blame::input, "page.unknown", {{"noun", "outbox"}, {"id", ""}}); }

// Not sent, and tried once at least.
bool may_be_sent_again(const Mail& mail) {
  const bool waits_again = mail.state == MailState::waiting && mail.attempts > 0;
  return mail.state == MailState::failed || mail.state == MailState::unsure || waits_again;
}

Phrase state_of(const Mail& mail) {
  if (mail.state == MailState::waiting && mail.attempts > 0) return phrase("mail.state.later", {{"when", one(instant_phrase(mail.next))}});
  return phrase("mail.state." + std::string(store::word(mail.state)));
}

Row row_of(Call& call, const Mail& mail) {
  const auto to = store::person(call.home.ledger(), mail.person);
  return {{cell(instant_phrase(mail.at)), cell(state_of(mail)), insight::link_cell(verbatim(to ? to->name : std::string()), {"person", number_of(mail.person), ""}),
           cell(subject_of(mail.kind)), insight::count_cell(static_cast<std::size_t>(mail.attempts)), mail.refusal ? cell(phrase_of(*mail.refusal)) : Cell{}}};
}

Table table_of(Call& call, const std::vector<Mail>& mails, const RowsShown& shown) {
  Table table{"mails", phrase("mail.table"),
              {text_column("mail.column.at"), text_column("mail.column.state"), text_column("mail.column.to"), text_column("mail.column.what"),
               insight::number_column("mail.column.attempts"), text_column("mail.column.why")},
              {}, phrase("mail.none")};
  for (auto at = shown.first; at < shown.last; ++at) table.rows.push_back(row_of(call, mails[at]));
  return table;
}

Choice choice_of(Call& call, const Mail& mail) {
  const auto to = store::person(call.home.ledger(), mail.person);
  return {std::to_string(mail.id), phrase("mail.one", {{"when", one(instant_phrase(mail.at))}, {"name", to ? to->name : std::string()}, {"what", one(subject_of(mail.kind))}})};
}

Form again_form(Call& call, const std::vector<Mail>& mails) {
  std::vector<Choice> choices{{std::string(all_of_them), phrase("mail.all")}};
  for (const auto& each : mails) choices.push_back(choice_of(call, each));
  return {"again", {"send-mail-again", "", ""},
          {{.name = "mail", .kind = FieldKind::select, .label = phrase("mail.which"), .hint = phrase("mail.which-hint"), .choices = std::move(choices)}},
          phrase("mail.send-again")};
}

std::vector<Mail> unsent(std::vector<Mail> mails) {
  std::erase_if(mails, [](const Mail& each) { return !may_be_sent_again(each); });
  return mails;
}

Result<Answer> see_outbox(Call& call) {
  if (!call.mails) return unknown();
  auto page = page_without_figures({"outbox", "", ""}, phrase("mail.title"));
  page.trail = {{phrase("people.title"), Target{"people", "", ""}}};
  const auto mails = store::mails(call.home.ledger());
  const auto waiting = unsent(mails);
  const auto shown = RowsShown::make(mails.size(), rows_asked(call));
  page.blocks.push_back(Sentence{phrase("mail.unsent", {{"n", static_cast<std::int64_t>(waiting.size())}}), Weight::key});
  page.blocks.push_back(table_of(call, mails, shown));
  for (auto& each : ways_to_others(shown, page.address)) page.blocks.push_back(std::move(each));
  if (!waiting.empty()) page.blocks.push_back(again_form(call, waiting));
  return Answer(std::move(page));
}

void send(Call& call, Mail mail) {
  mail.state = MailState::waiting;
  mail.attempts = 0;
  mail.refusal.reset();
  mail.next = call.at;
  mail.expires = call.at + mail_lasts;
  mail.ended = {};
  store::change_mail(call.home.ledger(), mail);
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), "send-mail-again", "mail/" + std::to_string(mail.id), {}});
}

Result<Answer> send_again(Call& call) {
  if (!call.mails) return unknown();
  store::Transaction transaction(call.home.ledger());
  auto asked = unsent(store::mails(call.home.ledger()));
  if (call.value("mail") != all_of_them) std::erase_if(asked, [&](const Mail& each) { return std::to_string(each.id) != call.value("mail"); });
  if (asked.empty()) return refuse(Blame::input, "mail.not-unsent", {{"parameter", "mail"}});
  for (auto& each : asked) send(call, std::move(each));
  transaction.commit();
  return Answer(Target{"outbox", "", ""});
}

}  // namespace outbox_operation

std::vector<Operation> outbox_operations() {
  using namespace outbox_operation;
  return {{.name = "see-outbox", .noun = "outbox", .of_object = false, .parameters = list_parameters, .organisation = nobody_in_particular, .run = see_outbox},
          {.name = "send-mail-again", .noun = "send-mail-again", .effect = Effect::changes, .of_object = false, .parameters = again_parameters,
           .organisation = nobody_in_particular, .run = send_again}};
}

}  // namespace potensial::service
