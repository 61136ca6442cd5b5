#include "app/cli/form_command.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>
#include <ostream>

#include "base/file.hpp"
#include "catalogue/messages.hpp"
#include "catalogue/yaml.hpp"
#include "report/page_json.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "service/form_page.hpp"

namespace potensial::app {
namespace form_command_detail {

namespace json = boost::json;

struct Flags {
  std::string form, on;
  std::filesystem::path check;
};

// What every form of the command reads.
struct Opened {
  catalogue::Catalogue catalogue;
  catalogue::Messages messages;
  Date day;
};

Result<Opened> opened(const Session& session, const Flags& flags) {
  auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  const auto day = flags.on.empty() ? std::optional(Date::of(session.clock())) : Date::parse(flags.on);
  if (!day) return refuse(Blame::input, "form.no-day", {{"day", flags.on}});
  return Opened{std::move(*definitions), std::move(*messages), *day};
}

void print(const Session& session, const Opened& opened, const Page& page) {
  const report::Words words(opened.messages, session.language);
  *session.out << (session.json ? report::page_json(page, words) + "\n" : report::terminal_text(page, words));
}

json::object problem_json(const Opened& opened, const form::Problem& problem) {
  const auto said = [&](Language language) {
    const auto refusal = problem.objection.in(language);
    return opened.messages.text(refusal.code, refusal.arguments, language);
  };
  return {{"path", problem.path.text()}, {"code", problem.objection.code}, {"en", said(Language::en)}, {"cy", said(Language::cy)}};
}

std::string json_of(const Opened& opened, const service::CheckedAnswers& checked) {
  json::array problems;
  for (const auto& each : checked.problems) problems.push_back(problem_json(opened, each));
  return json::serialize(json::object{{"form", checked.form.id}, {"version", checked.form.version}, {"problems", std::move(problems)}});
}

Result<void> check(Session& session, const Opened& opened, const Flags& flags) {
  const auto text = read_file(flags.check);
  if (!text) return std::unexpected(text.error());
  const auto answers = catalogue::yaml_members(*text, flags.check.filename().string());
  if (!answers) return std::unexpected(answers.error());
  const auto checked = service::check_answers(opened.catalogue, flags.form, opened.day, *answers);
  if (!checked) return std::unexpected(checked.error());
  if (session.json) *session.out << json_of(opened, *checked) << '\n';
  else print(session, opened, service::problems_page(*checked));
  if (!checked->problems.empty()) session.status = 1;
  return {};
}

Result<void> show(Session& session, const Opened& opened, const Flags& flags) {
  const auto page = flags.form.empty() ? service::forms_page(opened.catalogue, opened.day) : service::form_page(opened.catalogue, flags.form, opened.day);
  if (!page) return std::unexpected(page.error());
  print(session, opened, *page);
  return {};
}

Result<void> run(Session& session, const Flags& flags) {
  const auto read = opened(session, flags);
  if (!read) return std::unexpected(read.error());
  return flags.check.empty() ? show(session, *read, flags) : check(session, *read, flags);
}

}  // namespace form_command_detail

void add_form_command(CLI::App& app, Session& session) {
  using namespace form_command_detail;
  auto flags = std::make_shared<Flags>();
  auto* command = app.add_subcommand("form");
  auto* form = command->add_option("form", flags->form);
  command->add_option("--on", flags->on);
  command->add_option("--check", flags->check)->needs(form);
  command->callback([&session, flags] {
    if (const auto done = run(session, *flags); !done) say(session, done.error());
  });
}

}  // namespace potensial::app
