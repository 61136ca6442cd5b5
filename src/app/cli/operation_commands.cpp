#include "app/cli/operation_commands.hpp"

#include <memory>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <sodium.h>

#include "app/cli/mail_flags.hpp"
#include "app/cli/opened_home.hpp"
#include "catalogue/access_policy.hpp"
#include "report/links.hpp"
#include "report/page_json.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "service/one_question.hpp"
#include "service/submission_refusal.hpp"

namespace potensial::app {
namespace operation_commands_detail {

struct Flags {
  service::Effect effect = service::Effect::reads;
  std::string operation;
  std::vector<std::string> words;
};

// What both forms of the command read.
struct Opened {
  catalogue::Catalogue catalogue;
  catalogue::Messages messages;
};

Result<Opened> opened(const Session& session) {
  auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  return Opened{std::move(*definitions), std::move(*messages)};
}

Result<void> list(Session& session, const Opened& read, service::Effect effect) {
  const auto policy = catalogue::access_policy_on(read.catalogue, Date::of(session.clock()));
  if (!policy) return std::unexpected(policy.error());
  const auto page = service::operations_page(*policy, effect);
  const report::Words words(read.messages, session.language);
  *session.out << (session.json ? report::page_json(page, words) + "\n" : report::terminal_text(page, words));
  return {};
}

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

void say_where(Session& session, const Opened& read, const Target& target) {
  const auto address = report::ServedLinks().page(target, session.language);
  if (session.json) *session.out << boost::json::serialize(boost::json::object{{"address", address}}) << '\n';
  else *session.out << read.messages.text("question.next", {{"address", address}}, session.language) << '\n';
}

void say_reply(Session& session, const Opened& read, const service::Reply& reply) {
  if (const auto* target = std::get_if<Target>(&reply)) return say_where(session, read, *target);
  const auto& text = std::get<service::Document>(reply).text;
  *session.out << text << (text.ends_with('\n') ? "" : "\n");
}

Result<void> ask(Session& session, const Opened& read, const Flags& flags) {
  if (session.actor.empty()) return refuse(Blame::input, "question.whose");
  const auto mail = mail_settings(session);
  if (!mail) return std::unexpected(mail.error());
  const auto reply = service::answer_one({.door = {.catalogue = read.catalogue, .messages = read.messages, .home = session.home, .web = session.web, .threads = session.threads,
                                                   .sign_in = {}, .random = random_bytes, .mail = *mail, .clock = session.clock},
                                          .effect = flags.effect, .mail = session.actor, .operator_name = local_operator(), .name = flags.operation, .words = flags.words,
                                          .language = session.language, .form = session.json ? service::PageForm::json : service::PageForm::text, .at = session.clock()});
  if (!reply) return std::unexpected(reply.error());
  say_reply(session, read, *reply);
  return {};
}

Result<void> run(Session& session, const Flags& flags) {
  const auto read = opened(session);
  if (!read) return std::unexpected(read.error());
  return flags.operation.empty() ? list(session, *read, flags.effect) : ask(session, *read, flags);
}

// Which of the words given, or left out, the refusal is about.
void say_parameter(Session& session, const Refusal& refusal) {
  for (const auto& [name, value] : refusal.arguments)
    if (name == "parameter" && !value.empty()) *session.err << value << ": ";
}

// Of a form that is not complete: each answer and why, on a line of its own.
void say_answers(Session& session, const Refusal& refusal) {
  const auto answers = service::refused_answers(refusal);
  const auto messages = answers.empty() ? refuse(Blame::input, "") : catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return;
  for (const auto& each : answers) *session.err << "  " << messages->text(each.refusal, session.language) << '\n';
}

void add_command(CLI::App& app, Session& session, const char* name, service::Effect effect) {
  auto flags = std::make_shared<Flags>(Flags{.effect = effect, .operation = {}, .words = {}});
  auto* command = app.add_subcommand(name);
  command->add_option("operation", flags->operation);
  command->add_option("words", flags->words);
  command->callback([&session, flags] {
    const auto done = run(session, *flags);
    if (done) return;
    say_parameter(session, done.error());
    say(session, done.error());
    say_answers(session, done.error());
  });
}

}  // namespace operation_commands_detail

void add_operation_commands(CLI::App& app, Session& session) {
  operation_commands_detail::add_command(app, session, "do", service::Effect::changes);
  operation_commands_detail::add_command(app, session, "see", service::Effect::reads);
}

}  // namespace potensial::app
