#include "app/cli/method_match.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli/method_command.hpp"
#include "service/method_match.hpp"

namespace potensial::app {
namespace method_match_detail {

struct Flags {
  std::filesystem::path data;
  service::MatchRequest request;
};

void add_flags(CLI::App& command, Flags& flags) {
  auto& request = flags.request;
  command.add_option("--data", flags.data)->required();
  command.add_option("--treated", request.treated)->required();
  command.add_option("--outcome", request.outcome)->required();
  command.add_option("--score", request.score)->required();
  command.add_option("--exact", request.exact)->delimiter(',');
  command.add_option("--near", request.near)->delimiter(',');
  command.add_option("--covariates", request.covariates)->delimiter(',');
  command.add_option("--id", request.id);
  command.add_option("--place", request.place);
  command.add_option("--caliper", request.rule.caliper)->capture_default_str();
  command.add_option("--each", request.rule.each)->capture_default_str();
}

Result<service::MethodAnswer> run(Flags& flags) {
  auto csv = method_file_text(flags.data);
  if (!csv) return std::unexpected(csv.error());
  flags.request.csv = std::move(*csv);
  return service::method_match(flags.request);
}

}  // namespace method_match_detail

void add_method_match(CLI::App& method, Session& session) {
  using namespace method_match_detail;
  auto* command = method.add_subcommand("match");
  auto flags = std::make_shared<Flags>();
  add_flags(*command, *flags);
  command->callback([flags, &session] {
    const auto answer = run(*flags);
    answer ? print_method_answer(session, *answer) : say(session, answer.error());
  });
}

}  // namespace potensial::app
