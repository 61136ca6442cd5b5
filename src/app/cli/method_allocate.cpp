#include "app/cli/method_allocate.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "app/cli/method_command.hpp"
#include "service/method_allocate.hpp"

namespace potensial::app {
namespace method_allocate_detail {

struct Flags {
  std::filesystem::path file;
  service::AllocateRequest request;
};

void add_flags(CLI::App& command, Flags& flags) {
  auto& request = flags.request;
  command.add_option("file", flags.file)->required();
  command.add_option("--total", request.total)->required();
  command.add_option("--weights", request.weights)->delimiter(',');
  command.add_option("--floor", request.floor);
  command.add_option("--cap", request.cap);
  command.add_option("--damping", request.damping);
}

Result<service::MethodAnswer> run(Flags& flags) {
  auto csv = method_file_text(flags.file);
  if (!csv) return std::unexpected(csv.error());
  flags.request.csv = std::move(*csv);
  return service::method_allocate(flags.request);
}

}  // namespace method_allocate_detail

void add_method_allocate(CLI::App& method, Session& session) {
  using namespace method_allocate_detail;
  auto* command = method.add_subcommand("allocate");
  auto flags = std::make_shared<Flags>();
  add_flags(*command, *flags);
  command->callback([flags, &session] {
    const auto answer = run(*flags);
    answer ? print_method_answer(session, *answer) : say(session, answer.error());
  });
}

}  // namespace potensial::app
