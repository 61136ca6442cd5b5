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
  command.add_option("--data", flags.data, "CSV file with a header")->required();
  command.add_option("--outcome", request.outcome, "Numeric column: what is searched")->required();
  command.add_option("--characteristics", request.characteristics, "Columns whose levels make the groups")
      ->required()
      ->delimiter(',');
  command.add_option("--cluster", request.cluster, "Column of clusters, such as the school")->required();
  command.add_option("--given", request.given, "Columns held equal, such as the earlier result")->delimiter(',');
  command.add_option("--id", request.id, "Column that settles ties; otherwise the row's content does");
}

void add_limits(CLI::App& command, Flags& flags) {
  auto& options = flags.request.options;
  command.add_option("--depth", options.depth, "Conditions of a group, at most")->capture_default_str();
  command.add_option("--min-size", options.min_size, "Members a group needs")->capture_default_str();
  command.add_option("--min-clusters", options.min_clusters, "Clusters with members and peers it needs")
      ->capture_default_str();
  command.add_option("--draws", options.draws.draws, "Sign-flip draws")->capture_default_str()->check(CLI::Range(1, 1000000));
  command.add_option("--seed", options.draws.seed, "Seed of the draws")->capture_default_str();
  command.add_option("--delta", flags.delta, "Smallest shortfall that is a finding, in the outcome's unit");
  command.add_flag("--every", options.keep_every, "List every conjunction with n, sum and sum of squares");
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
  auto* command = method.add_subcommand("groups", "Search of all groups: which fall short within their clusters");
  auto flags = std::make_shared<Flags>();
  flags->request.options.threads = 0;
  add_columns(*command, *flags);
  add_limits(*command, *flags);
  const auto* delta = command->get_option("--delta");
  auto* threads = command->add_option("--threads", flags->request.options.threads, "Threads; results do not depend on them");
  command->callback([flags, delta, threads, &session] {
    if (delta->count() > 0) flags->request.delta = flags->delta;
    if (threads->count() == 0) flags->request.options.threads = session.threads;
    const auto answer = run(*flags);
    answer ? print_method_answer(session, *answer) : say(session, answer.error());
  });
}

}  // namespace potensial::app
