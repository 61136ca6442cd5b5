#include "app/cli/release_command.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "app/cli/opened_home.hpp"
#include "report/words.hpp"
#include "service/core_data.hpp"

namespace potensial::app {
namespace release_command {

struct Flags {
  int year = 0;
  std::string from;
};

void say_in_json(Session& session, const service::ReleaseAnswer& answer) {
  boost::json::array tables;
  for (const auto& each : answer.tables)
    tables.push_back(boost::json::object{{"stage", each.stage}, {"indicator", each.indicator}, {"figures", each.figures}, {"hidden", each.hidden}});
  *session.out << boost::json::serialize(boost::json::object{{"year", answer.year.summer}, {"from", answer.from.iso()}, {"tables", std::move(tables)}}) << '\n';
}

void say_in_words(Session& session, const OpenedHome& opened, const service::ReleaseAnswer& answer) {
  std::int64_t figures = 0, hidden = 0;
  for (const auto& each : answer.tables) {
    figures += static_cast<std::int64_t>(each.figures);
    hidden += static_cast<std::int64_t>(each.hidden);
  }
  const report::Words words(opened.messages, session.language);
  *session.out << words.say(phrase("core-data.released", {{"n", std::int64_t(answer.tables.size())}, {"year", answer.year}, {"day", answer.from},
                                                          {"hidden", hidden}, {"figures", figures}}))
               << '\n';
}

service::ReleaseRequest request_of(const Flags& flags, const OpenedHome& opened) {
  service::ReleaseRequest request{.year = {}, .from = Date::parse(flags.from), .actor = opened.actor, .at = opened.now};
  if (flags.year > 0) request.year = AcademicYear{static_cast<std::int16_t>(flags.year)};
  return request;
}

void run(Session& session, const Flags& flags) {
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    const auto answer = service::release_core_data(opened.home, opened.messages, request_of(flags, opened));
    if (!answer) return std::unexpected(answer.error());
    if (session.json) say_in_json(session, *answer);
    else say_in_words(session, opened, *answer);
    return {};
  });
}

}  // namespace release_command

void add_release_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<release_command::Flags>();
  auto* command = app.add_subcommand("release");
  command->add_option("--year", flags->year)->check(CLI::Range(1990, 2100));
  command->add_option("--from", flags->from)
      ->check([](const std::string& text) { return Date::parse(text) ? std::string() : std::string("usage.day"); });
  command->callback([&session, flags] { release_command::run(session, *flags); });
}

}  // namespace potensial::app
