#include "app/cli/need_command.hpp"

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/opened_home.hpp"
#include "service/need_index_question.hpp"

namespace potensial::app {
namespace need_command {

struct Flags {
  service::NeedIndexQuestion question;
  std::vector<std::string> weights;  // "fsm=30"
};

// Without "=" the name stands for a weight of nothing, which the reader of weights refuses as a name or takes as 0.
void take_weight(funding::WeightsAsked& weights, const std::string& typed) {
  const auto at = typed.find('=');
  weights[typed.substr(0, at)] = at == std::string::npos ? "" : typed.substr(at + 1);
}

// A page says what is wrong at its form; a command says it and stops.
Result<void> show(Session& session, OpenedHome& opened, Flags flags) {
  flags.question.invented = opened.invented;
  for (const auto& each : flags.weights) take_weight(flags.question.weights, each);
  const auto input = service::answered(opened.home, flags.question);
  if (!input) return std::unexpected(input.error());
  if (auto wrong = funding::refusal_of_weights(*input)) return std::unexpected(std::move(*wrong));
  print(session, opened, funding::need_index_page(*input));
  return {};
}

}  // namespace need_command

void add_need_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<need_command::Flags>();
  auto* command = app.add_subcommand("need");
  command->add_option("place", flags->question.place)->required();
  command->add_option("--year", flags->question.year);
  command->add_option("--weight", flags->weights);
  command->callback([&session, flags] {
    with_home(session, [&](OpenedHome& opened) { return need_command::show(session, opened, *flags); });
  });
}

}  // namespace potensial::app
