#include "app/cli/allocation_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli/opened_home.hpp"
#include "service/delegation_question.hpp"

namespace potensial::app {
namespace allocation_command {

// A page says what is wrong at its form; a command says it and stops.
Result<void> show(Session& session, OpenedHome& opened, service::DelegationQuestion question) {
  question.invented = opened.invented;
  const auto input = service::answered(opened.home, question);
  if (!input) return std::unexpected(input.error());
  if (input->fault) return std::unexpected(input->fault->refusal);
  print(session, opened, funding::delegation_page(*input));
  return {};
}

void add_formula(CLI::App& command, service::DelegationQuestion& question) {
  command.add_option("authority", question.authority)->required();
  command.add_option("--year", question.year);
  command.add_option("--total", question.asked.total);
  command.add_option("--learners", question.asked.learners);
  command.add_option("--staff", question.asked.staff);
  command.add_option("--lump", question.asked.lump);
  command.add_option("--need", question.asked.need);
  command.add_option("--index", question.asked.index);
  command.add_option("--floor", question.asked.floor);
  command.add_option("--cap", question.asked.cap);
  command.add_option("--damping", question.asked.damping);
}

}  // namespace allocation_command

void add_allocation_command(CLI::App& app, Session& session) {
  auto question = std::make_shared<service::DelegationQuestion>();
  auto* command = app.add_subcommand("allocation");
  allocation_command::add_formula(*command, *question);
  command->callback([&session, question] {
    with_home(session, [&](OpenedHome& opened) { return allocation_command::show(session, opened, *question); });
  });
}

}  // namespace potensial::app
