#include "app/cli/import_command.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

#include "app/cli/opened_home.hpp"
#include "app/cli/session.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/messages.hpp"
#include "service/import_job.hpp"
#include "service/import_reader.hpp"

namespace potensial::app {
namespace import_command {

constexpr std::size_t places_shown = 5;  // rows named per rule; --json names all

struct Flags {
  std::vector<std::filesystem::path> files;
  std::string profile, organisation, reason;
  bool check = false;
  std::int64_t accept = 0, cancel = 0;
};

std::string number_text(std::uint64_t number) { return fmt::format("{}", number); }

// Says what an import came to, for people or for programs.
class ImportTeller {
 public:
  ImportTeller(Session& session, const catalogue::Messages& messages, bool check)
      : session_(session), messages_(messages), check_(check) {}

  void tell(const service::ImportReport& report) {
    if (session_.json) *session_.out << boost::json::serialize(json(report)) << "\n";
    else tell_people(report);
    for (const auto& file : report.files)
      if (file.refusal) *session_.err << messages_.text(*file.refusal, session_.language) << "\n";
    session_.status = report.sound() ? 0 : 1;
  }

 private:
  std::string sentence(std::string_view id, const Arguments& arguments) const {
    return messages_.text(id, arguments, session_.language);
  }

  // Arguments of a rule's sentence: the problem's own, and where it stands.
  static Arguments arguments_of(const RowProblem& problem) {
    auto arguments = problem.arguments;
    for (const auto& [name, value] : Arguments{{"row", number_text(problem.row)}, {"column", problem.column}, {"value", problem.value}})
      if (std::ranges::find(arguments, name, &Arguments::value_type::first) == arguments.end())
        arguments.emplace_back(name, value);
    return arguments;
  }

  boost::json::object json(const service::ImportReport& report) const {
    const auto counts = report.counts();
    boost::json::array problems, loads, skipped(report.skipped.begin(), report.skipped.end());
    for (const auto& file : report.files) {
      loads.push_back(json(file));
      for (const auto& problem : file.problems)
        problems.push_back(boost::json::object{{"row", problem.row}, {"column", problem.column}, {"rule", problem.rule},
                                               {"message", sentence(problem.rule, arguments_of(problem))},
                                               {"rejected", problem.rejects}, {"file", file.file}});
    }
    return {{"counts", json(counts)}, {"held", report.held()}, {"problems", std::move(problems)}, {"check", check_},
            {"loads", std::move(loads)}, {"skipped", std::move(skipped)}};
  }

  boost::json::object json(const service::ImportCounts& counts) const {
    return {{"read", counts.read}, {"loaded", counts.loaded}, {"unchanged", counts.unchanged}, {"rejected", counts.rejected}};
  }

  boost::json::object json(const service::ImportedFile& file) const {
    boost::json::object told{{"load", file.load}, {"file", file.file}, {"collection", file.collection},
                             {"organisation", file.organisation}, {"year", file.year.summer},
                             {"state", store::word(file.state)}, {"counts", json(file.counts)},
                             {"changes", {{"added", file.changes.added}, {"changed", file.changes.changed},
                                          {"removed", file.changes.removed}}}};
    if (file.refusal)
      told["refusal"] = {{"code", file.refusal->code}, {"message", messages_.text(*file.refusal, session_.language)}};
    return told;
  }

  void say_line(std::string_view id, const Arguments& arguments, std::string_view before = "") {
    *session_.out << before << sentence(id, arguments) << "\n";
  }

  void tell_people(const service::ImportReport& report) {
    const auto counts = report.counts();
    say_line("import.counts", {{"files", number_text(report.files.size())}, {"read", number_text(counts.read)},
                               {"loaded", number_text(counts.loaded)}, {"unchanged", number_text(counts.unchanged)},
                               {"rejected", number_text(counts.rejected)}});
    tell_changes(report);
    tell_problems(report);
    if (!report.skipped.empty()) say_line("import.skipped", {{"n", number_text(report.skipped.size())}});
    if (check_) say_line("import.checked", {});
    tell_what_next(report);
  }

  void tell_changes(const service::ImportReport& report) {
    service::ImportChanges sum;
    for (const auto& file : report.files) {
      sum.added += file.changes.added;
      sum.changed += file.changes.changed;
      sum.removed += file.changes.removed;
      if (file.state == store::LoadState::unchanged)
        say_line(file.counts.rejected ? "import.rest-unchanged" : "import.all-unchanged",
                 {{"file", file.file}, {"n", number_text(file.counts.unchanged)}, {"rejected", number_text(file.counts.rejected)}});
    }
    say_line("import.changes", {{"added", number_text(sum.added)}, {"changed", number_text(sum.changed)},
                                {"removed", number_text(sum.removed)}});
  }

  struct Place {
    const service::ImportedFile* file;
    const RowProblem* problem;
  };

  void tell_problems(const service::ImportReport& report) {
    std::map<std::string, std::vector<Place>> by_rule;
    for (const auto& file : report.files)
      for (const auto& problem : file.problems) by_rule[problem.rule].push_back({&file, &problem});
    for (const auto& [rule, places] : by_rule) tell_rule(rule, places);
  }

  void tell_rule(const std::string& rule, const std::vector<Place>& places) {
    say_line("import.problems-of-rule",
             {{"n", number_text(places.size())}, {"sentence", sentence(rule, arguments_of(*places.front().problem))}});
    for (std::size_t i = 0; i < std::min(places.size(), places_shown); ++i)
      say_line("import.problem-place", {{"file", places[i].file->file}, {"row", number_text(places[i].problem->row)},
                                        {"column", places[i].problem->column}}, "  ");
    if (places.size() > places_shown)
      say_line("import.more-places", {{"n", number_text(places.size() - places_shown)}}, "  ");
  }

  void tell_what_next(const service::ImportReport& report) {
    bool rejected = false;
    for (const auto& file : report.files) {
      if (file.state != store::LoadState::held) rejected |= file.counts.rejected > 0;
      else if (!check_) say_line("import.what-next-held", {{"load", fmt::format("{}", file.load)}});
    }
    if (rejected) say_line("import.what-next-rejected", {});
  }

  Session& session_;
  const catalogue::Messages& messages_;
  bool check_;
};

service::ImportRequest request_of(const Session& session, const Flags& flags) {
  return {.home = session.home, .files = flags.files, .organisation = flags.organisation, .check = flags.check,
          .actor = actor_of(session), .at = session.clock(),
          .random = session.random, .threads = session.threads};
}

Result<service::ImportReport> run_import(const Flags& flags, const service::ImportRequest& request,
                                         const catalogue::Catalogue& definitions) {
  const auto day = Date::of(request.at);
  const auto known = service::import_definitions(definitions, day);
  if (!known) return std::unexpected(known.error());
  if (flags.accept != 0) {
    const auto reader_of = [&](const store::Load& load) { return service::reader_of_load(definitions, load, day).value(); };
    return service::accept_load(request, *known, reader_of, flags.accept, flags.reason);
  }
  const auto reader = service::catalogue_reader(definitions, {flags.profile, flags.organisation, day});
  if (!reader) return std::unexpected(reader.error());
  return service::import_files(request, *known, **reader);
}

void cancel(Session& session, const Flags& flags, const service::ImportRequest& request, const catalogue::Messages& messages) {
  const auto cancelled = service::cancel_load(request, flags.cancel, flags.reason);
  if (!cancelled) return say(session, cancelled.error());
  if (session.json)
    *session.out << boost::json::serialize(boost::json::object{{"load", cancelled->id}, {"state", store::word(cancelled->state)}}) << "\n";
  else
    *session.out << messages.text("import.cancelled", {{"load", fmt::format("{}", cancelled->id)}, {"file", cancelled->file}}, session.language)
                 << "\n";
}

void run(Session& session, const Flags& flags) {
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return say(session, messages.error());
  const auto definitions = catalogue::Catalogue::load(session.catalogue);
  if (!definitions) return say(session, definitions.error());
  auto request = request_of(session, flags);
  const auto share = service::largest_rejected_share(*definitions, Date::of(request.at));
  if (!share) return say(session, share.error());
  request.largest_rejected_share = *share;
  if (flags.cancel != 0) return cancel(session, flags, request, *messages);
  const auto report = run_import(flags, request, *definitions);
  if (!report) return say(session, report.error());
  ImportTeller(session, *messages, flags.check).tell(*report);
}

}  // namespace import_command

void add_import_command(CLI::App& app, Session& session) {
  auto flags = std::make_shared<import_command::Flags>();
  auto* command = app.add_subcommand("import");
  auto* files = command->add_option("files", flags->files);
  command->add_option("--profile", flags->profile);
  command->add_option("--for", flags->organisation);
  command->add_flag("--check", flags->check);
  auto* accept = command->add_option("--accept", flags->accept)->check(CLI::PositiveNumber);
  auto* cancel = command->add_option("--cancel", flags->cancel)->check(CLI::PositiveNumber);
  command->add_option("--reason", flags->reason);
  accept->excludes(files)->excludes(cancel);
  cancel->excludes(files);
  command->callback([command, flags, &session] {
    if (flags->files.empty() && flags->accept == 0 && flags->cancel == 0)
      throw CLI::RequiredError(command->get_name() + ": FILE, --accept or --cancel");
    import_command::run(session, *flags);
  });
}

}  // namespace potensial::app
