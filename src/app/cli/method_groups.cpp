#include "app/cli/method_groups.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli/method_command.hpp"
#include "service/method_groups.hpp"

namespace potensial::app {
namespace method_groups_detail {

struct Flags {
  std::filesystem::path data;
  service::GroupsRequest request;
  double delta = 0;
};

void add_columns(CLI::App& command, Flags& flags) {
  auto& request = flags.request;
  command.add_option("--data", flags.data)->required();
  command.add_option("--outcome", request.outcome)->required();
  command.add_option("--characteristics", request.characteristics)
      ->required()
      ->delimiter(',');
  command.add_option("--cluster", request.cluster)->required();
  command.add_option("--given", request.given)->delimiter(',');
  command.add_option("--id", request.id);
}

void add_limits(CLI::App& command, Flags& flags) {
  auto& options = flags.request.options;
  command.add_option("--depth", options.depth)->capture_default_str();
  command.add_option("--min-size", options.min_size)->capture_default_str();
  command.add_option("--min-clusters", options.min_clusters)
      ->capture_default_str();
  command.add_option("--draws", options.draws.draws)->capture_default_str()->check(CLI::Range(1, 1000000));
  command.add_option("--seed", options.draws.seed)->capture_default_str();
  command.add_option("--delta", flags.delta);
  command.add_flag("--every", options.keep_every);
}

Result<service::MethodAnswer> run(Flags& flags) {
  auto csv = method_file_text(flags.data);
  if (!csv) return std::unexpected(csv.error());
  flags.request.csv = std::move(*csv);
  return service::method_groups(flags.request);
}

}  // namespace method_groups_detail

void add_method_groups(CLI::App& method, Session& session) {
  using namespace method_groups_detail;
  auto* command = method.add_subcommand("groups");
  auto flags = std::make_shared<Flags>();
  flags->request.options.threads = 0;
  add_columns(*command, *flags);
  add_limits(*command, *flags);
  const auto* delta = command->get_option("--delta");
  auto* threads = command->add_option("--threads", flags->request.options.threads);
  command->callback([flags, delta, threads, &session] {
    if (delta->count() > 0) flags->request.delta = flags->delta;
    if (threads->count() == 0) flags->request.options.threads = session.threads;
    const auto answer = run(*flags);
    answer ? print_method_answer(session, *answer) : say(session, answer.error());
  });
}

}  // namespace potensial::app
