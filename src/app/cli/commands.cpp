#include "app/cli/commands.hpp"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <thread>

#include <CLI/CLI.hpp>
#include <sodium.h>

#include "app/cli/allocation_command.hpp"
#include "app/cli/audit_command.hpp"
#include "app/cli/awards_command.hpp"
#include "app/cli/backup_commands.hpp"
#include "app/cli/import_command.hpp"
#include "app/cli/find_command.hpp"
#include "app/cli/form_command.hpp"
#include "app/cli/grants_command.hpp"
#include "app/cli/guidance_command.hpp"
#include "app/cli/mail_flags.hpp"
#include "app/cli/method_command.hpp"
#include "app/cli/money_command.hpp"
#include "app/cli/need_command.hpp"
#include "app/cli/operation_commands.hpp"
#include "app/cli/operator_commands.hpp"
#include "app/cli/page_commands.hpp"
#include "app/cli/records_command.hpp"
#include "app/cli/release_command.hpp"
#include "app/cli/serve_command.hpp"
#include "app/cli/session.hpp"
#include "app/cli/synthesise_command.hpp"
#include "app/cli/usage.hpp"
#include "catalogue/messages.hpp"

namespace potensial::app {
namespace {

constexpr AddCommand commands[] = {add_synthesise_command, add_import_command, add_money_command, add_find_command, add_release_command, add_page_commands, add_allocation_command, add_need_command,
                                    add_records_command, add_audit_command, add_backup_commands, add_operator_commands, add_serve_command, add_method_command, add_form_command,
                                    add_guidance_command, add_grants_command, add_awards_command, add_operation_commands};

void add_common_flags(CLI::App& app, Session& session) {
  app.add_option("--home", session.home);
  app.add_option("--catalogue", session.catalogue);
  app.add_option("--as", session.actor);
  app.add_option_function<std::string>("--lang", [&session](const std::string& word) {
       session.language = word == "cy" ? Language::cy : Language::en;
     })->check(CLI::IsMember({"cy", "en"}));
  app.add_flag("--json", session.json);
  app.add_option("--threads", session.threads)->check(CLI::Range(1, 256));
}

Session session_on(std::ostream& out, std::ostream& err) {
  Session session;
  session.catalogue = POTENSIAL_CATALOGUE;
  session.web = POTENSIAL_WEB;
  session.threads = std::max(1u, std::thread::hardware_concurrency());
  session.clock = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  session.random = [] {
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    return bits;
  };
  session.out = &out;
  session.err = &err;
  return session;
}

}  // namespace

void say(Session& session, const Refusal& refusal) {
  session.status = 1;
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (messages) *session.err << messages->text(refusal, session.language) << '\n';
  else *session.err << refusal.code << '\n';
}

int run_command_line(std::vector<std::string> arguments, std::ostream& out, std::ostream& err) {
  auto session = session_on(out, err);
  CLI::App app{"", "potensial"};
  app.set_version_flag("--version", POTENSIAL_VERSION);
  app.fallthrough();
  add_common_flags(app, session);
  add_mail_flags(app, session);
  app.require_subcommand(1);
  for (const auto add : commands) add(app, session);
  const auto asked = arguments;
  std::ranges::reverse(arguments);
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& wrong) {
    return say_usage(app, session, asked, wrong);
  }
  return session.status;
}

}  // namespace potensial::app
