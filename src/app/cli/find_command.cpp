#include "app/cli/find_command.hpp"

#include <chrono>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "app/cli/opened_home.hpp"
#include "catalogue/messages.hpp"
#include "service/find.hpp"
#include "service/find_page.hpp"

namespace potensial::app {
namespace find_command {

struct Flags {
  service::FindRequest request;
  std::string year, years;
  bool forget = false;
};

std::optional<AcademicYear> summer(const std::string& text) {
  const int year = std::atoi(text.c_str());
  return year > 0 ? std::optional(AcademicYear{static_cast<std::int16_t>(year)}) : std::nullopt;
}

void set_years(Flags& flags) {
  if (!flags.year.empty()) flags.request.from = flags.request.to = summer(flags.year);
  if (flags.years.empty()) return;
  flags.request.from = summer(flags.years.substr(0, 4));
  flags.request.to = summer(flags.years.substr(5));
}

void run(Session& session, Flags& flags) {
  set_years(flags);
  flags.request.threads = session.threads;
  flags.request.keep = !flags.forget;
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    flags.request.actor = opened.actor;
    flags.request.at = opened.now;
    auto answer = service::find(opened.home, flags.request);
    if (!answer) return std::unexpected(answer.error());
    if (session.json) *session.out << service::find_json(*answer) << '\n';
    else print(session, opened, service::find_page(*answer, opened.names, opened.invented));
    return {};
  });
}

}  // namespace find_command

void add_find_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<find_command::Flags>();
  auto* command = app.add_subcommand("find");
  command->add_option("--indicator", flags->request.indicator);
  command->add_option("--scope", flags->request.scope);
  auto* year = command->add_option("--year", flags->year)->check(CLI::Range(1990, 2100));
  command->add_option("--years", flags->years)->excludes(year)->check([](const std::string& text) {
    const bool right = text.size() == 9 && text[4] == '-' && text.substr(0, 4) <= text.substr(5);
    return right ? std::string() : std::string("usage.years");
  });
  command->add_flag("--forget", flags->forget);
  command->callback([&session, flags] { find_command::run(session, *flags); });
}

}  // namespace potensial::app
