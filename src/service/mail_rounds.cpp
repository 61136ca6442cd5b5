#include "service/mail_rounds.hpp"

#include <algorithm>
#include <iterator>
#include <thread>

#include "service/mail_notices.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace potensial::service {
namespace mail_round {

using std::chrono::sys_seconds;
using store::Mail;
using store::MailState;

constexpr std::chrono::minutes pauses[] = {std::chrono::minutes(1), std::chrono::minutes(5), std::chrono::minutes(30), std::chrono::hours(2), std::chrono::hours(6)};
constexpr auto kept_for = std::chrono::days(90);       // those that ended
constexpr auto ledger_pause = std::chrono::seconds(1); // before the ledger is tried again

std::chrono::minutes pause_after(int attempts) { return pauses[std::min<std::size_t>(static_cast<std::size_t>(std::max(attempts, 1)) - 1, std::size(pauses) - 1)]; }

void end(Mail& mail, MailState state, sys_seconds at) {
  mail.state = state;
  mail.ended = at;
}

Refusal refusal(const char* code) { return {Blame::file, code, {}}; }

void note(Mail& mail, const exchange::MailAnswer& answer, sys_seconds at) {
  using enum exchange::MailFate;
  mail.refusal = answer.why;
  if (answer.fate == sent) return end(mail, MailState::sent, at);
  if (answer.fate == never) return end(mail, MailState::failed, at);
  if (answer.fate == unsure) return end(mail, MailState::unsure, at);
  mail.state = MailState::waiting;
  mail.next = at + pause_after(mail.attempts);
}

// Whether it came too late, or its person has left meanwhile.
bool is_over(Mail& mail, const std::optional<Person>& to, sys_seconds at) {
  if (!to || to->ended) end(mail, MailState::dropped, at);
  else if (mail.expires <= at) end(mail, MailState::failed, at);
  else return false;
  if (mail.state == MailState::failed && !mail.refusal) mail.refusal = refusal("mail.expired");
  return true;
}

}  // namespace mail_round

void MailRounds::take_up(std::chrono::sys_seconds at) {
  store::Transaction transaction(ledger_);
  store::forget_mails(ledger_, at - mail_round::kept_for);
  for (auto& each : store::mails_in(ledger_, store::MailState::sending)) {
    mail_round::end(each, store::MailState::unsure, at);
    each.refusal = mail_round::refusal("mail.interrupted");
    store::change_mail(ledger_, each);
  }
  transaction.commit();
}

bool MailRounds::send_next(std::chrono::sys_seconds at, const std::stop_token& ending) {
  auto begun = begin_next(at);
  if (!begun) return false;
  if (!begun->message) return true;
  mail_round::note(begun->mail, exchange::send_mail(settings_.mail.server, *begun->message, ending), at);
  write(begun->mail, ending);
  return true;
}

std::optional<MailRounds::Begun> MailRounds::begin_next(std::chrono::sys_seconds at) {
  if (!store::due_mail(ledger_, at)) return std::nullopt;  // looked at without keeping others from writing
  store::Transaction transaction(ledger_);
  auto mail = store::due_mail(ledger_, at);
  if (!mail) return std::nullopt;
  const auto to = store::person(ledger_, mail->person);
  Begun begun;
  if (!mail_round::is_over(*mail, to, at)) {
    mail->state = store::MailState::sending;
    ++mail->attempts;
    begun.message = message_of(*mail, *to, at);
  }
  store::change_mail(ledger_, *mail);
  transaction.commit();
  begun.mail = std::move(*mail);
  return begun;
}

exchange::MailMessage MailRounds::message_of(const store::Mail& mail, const Person& to, std::chrono::sys_seconds at) {
  std::string link;
  if (has_link(mail.kind)) {
    link = random_token(settings_.random);
    store::add_link(ledger_, link, {to.id, store::LinkKind::invitation, at + mail_lasts});
  }
  return mail_message(mail, to, link, settings_.mail, settings_.messages, at);
}

// Others may keep the ledger for longer than it waits: tried again, so that no mail is left in doubt for that.
void MailRounds::write(const store::Mail& mail, const std::stop_token& ending) {
  while (true) {
    try {
      store::Transaction transaction(ledger_);
      store::change_mail(ledger_, mail);
      transaction.commit();
      return;
    } catch (const std::exception&) {
      if (ending.stop_requested()) return;
      std::this_thread::sleep_for(mail_round::ledger_pause);
    }
  }
}

}  // namespace potensial::service
