#include "app/cli/synthesise_command.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/messages.hpp"
#include "demonstration/synthesise.hpp"

namespace potensial::app {
namespace synthesise_command {

struct Flags {
  demonstration::Request request;
  std::vector<std::string> without;   // what is not planted
};

// Without a word: nothing is planted. `main` is the complete null: no groups and no single characteristics either.
void leave_out(demonstration::Request& request, const std::string& what) {
  request.groups = request.groups && what == "strategies";
  request.strategies = request.strategies && (what == "groups" || what == "main");
  request.schools = request.schools && (what == "groups" || what == "strategies");
  if (what == "main") request.main_effects = false;
}

void print_json(std::ostream& out, const demonstration::Made& made) {
  out << boost::json::serialize(boost::json::object{
             {"files", made.files}, {"rows", made.rows}, {"learners", made.learners}, {"schools", made.schools},
             {"authorities", made.authorities}, {"manifest_sha256", made.manifest_sha256},
             {"out", made.out.string()}, {"truth", made.truth.string()}})
      << "\n";
}

void print_words(Session& session, const demonstration::Made& made) {
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return say(session, messages.error());
  *session.out << messages->text("demonstration.made",
                                 {{"authorities", std::to_string(made.authorities)}, {"schools", std::to_string(made.schools)},
                                  {"learners", std::to_string(made.learners)}, {"files", std::to_string(made.files)},
                                  {"rows", std::to_string(made.rows)}, {"out", made.out.string()},
                                  {"truth", made.truth.string()}, {"manifest", made.manifest_sha256}},
                                 session.language)
               << "\n";
}

void run(Session& session, Flags& flags, bool without_given) {
  if (without_given && flags.without.empty()) leave_out(flags.request, "");
  for (const auto& what : flags.without) leave_out(flags.request, what);
  flags.request.threads = session.threads;
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return say(session, definitions.error());
  const auto made = demonstration::synthesise(*definitions, flags.request);
  if (!made) return say(session, made.error());
  if (session.json) print_json(*session.out, *made);
  else print_words(session, *made);
}

}  // namespace synthesise_command

void add_synthesise_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<synthesise_command::Flags>();
  auto* command = app.add_subcommand("synthesise");
  command->add_option("--authorities", flags->request.authorities)->capture_default_str();
  command->add_option("--learners", flags->request.learners)->capture_default_str();
  command->add_option("--years", flags->request.years)->capture_default_str();
  command->add_option("--seed", flags->request.seed)->capture_default_str();
  command->add_option("--out", flags->request.out)->required();
  command->add_option("--truth", flags->request.truth);
  auto* without = command->add_option("--without-planted", flags->without)
                      ->expected(0, 1)->check(CLI::IsMember({"", "groups", "strategies", "main"}));
  command->add_flag("!--without-faults", flags->request.faults);
  command->callback([&session, flags, without] {
    synthesise_command::run(session, *flags, without->count() > 0);
  });
}

}  // namespace potensial::app
