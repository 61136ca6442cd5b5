#include "app/cli/awards_command.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "app/cli/opened_home.hpp"
#include "exchange/threesixty_giving.hpp"
#include "service/awarded_grants.hpp"

namespace potensial::app {
namespace awards_command_detail {

struct Flags {
  std::string year;
  GrantPublisher funder;
};

Result<void> write(Session& session, OpenedHome& opened, const Flags& flags) {
  const auto year = FinancialYear::parse(flags.year);
  if (!year) return refuse(Blame::input, "awards.no-year", {{"year", flags.year}});
  const auto json = exchange::grants_json(service::awarded_grants(opened.home, *year, flags.funder), flags.funder, Date::of(opened.now));
  if (!json) return std::unexpected(json.error());
  *session.out << *json << '\n';
  return {};
}

}  // namespace awards_command_detail

void add_awards_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<awards_command_detail::Flags>();
  auto* command = app.add_subcommand("awards");
  command->add_option("year", flags->year)->required();
  command->add_option("--funder-id", flags->funder.id)->required();
  command->add_option("--funder", flags->funder.name)->required();
  command->callback([&session, flags] {
    with_home(session, [&](OpenedHome& opened) { return awards_command_detail::write(session, opened, *flags); });
  });
}

}  // namespace potensial::app
