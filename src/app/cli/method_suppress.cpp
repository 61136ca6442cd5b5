#include "app/cli/method_suppress.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli/method_command.hpp"
#include "base/file.hpp"
#include "catalogue/disclosure_policies.hpp"
#include "service/method_suppress.hpp"

namespace potensial::app {
namespace method_suppress_detail {

struct Flags {
  std::filesystem::path table, release;
  std::string policy;
  service::SuppressRequest request;
};

void add_flags(CLI::App& command, Flags& flags) {
  auto& columns = flags.request.columns;
  command.add_option("--table", flags.table)->required();
  command.add_option("--policy", flags.policy)->required();
  command.add_option("--count", columns.count)->capture_default_str();
  command.add_option("--identifying", columns.identifying)->delimiter(',');
  command.add_option("--sensitive", columns.sensitive)->delimiter(',');
  command.add_option("--insider", columns.insider);
  command.add_option("--headline", columns.headline);
  command.add_option("--percentages-of", columns.percentages_of);
  command.add_option("--total", columns.total)->capture_default_str();
  command.add_option("--universe", columns.universe)->capture_default_str();
  command.add_option("--release", flags.release);
}

Result<void> write_files(const Flags& flags, const std::vector<report::ReleasedFile>& files) {
  for (const auto& file : files)
    if (auto written = write_file(flags.release / file.name, file.content); !written) return written;
  return {};
}

Result<service::MethodAnswer> run(Flags& flags, const Session& session) {
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return std::unexpected(messages.error());
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return std::unexpected(definitions.error());
  const auto policy = catalogue::disclosure_policy(*definitions, flags.policy);
  if (!policy) return std::unexpected(policy.error());
  auto csv = method_file_text(flags.table);
  if (!csv) return std::unexpected(csv.error());
  flags.request.policy = *policy;
  flags.request.csv = std::move(*csv);
  flags.request.columns.id = flags.table.stem().string();
  flags.request.columns.total_name = {messages->text("release.total", {}, Language::en), messages->text("release.total", {}, Language::cy)};
  auto answer = service::method_suppress(flags.request, *messages);
  if (!answer) return std::unexpected(answer.error());
  if (!flags.release.empty())
    if (auto written = write_files(flags, answer->files); !written) return std::unexpected(written.error());
  return std::move(answer->said);
}

}  // namespace method_suppress_detail

void add_method_suppress(CLI::App& method, Session& session) {
  using namespace method_suppress_detail;
  auto* command = method.add_subcommand("suppress");
  auto flags = std::make_shared<Flags>();
  add_flags(*command, *flags);
  command->callback([flags, &session] {
    const auto answer = run(*flags, session);
    answer ? print_method_answer(session, *answer) : say(session, answer.error());
  });
}

}  // namespace potensial::app
