#include "app/cli/records_command.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "app/cli/opened_home.hpp"
#include "service/audit.hpp"
#include "service/learner_records.hpp"

namespace potensial::app {
namespace records_command {

struct Flags {
  service::RecordMerge merge;
  service::RecordSplit split;
  std::int64_t change = 0;
  std::string reason;
};

store::Decision decision_of(const Session& session, const Flags& flags) {
  return {actor_of(session), flags.reason, session.clock()};
}

void show(Session& session) {
  with_home(session, [&](OpenedHome& opened) -> Result<void> {
    service::record_seen(opened.home.ledger(), {opened.now, opened.actor, "see-records", "records", {}});
    auto page = service::records_page(opened.home.ledger());
    page.invented = opened.invented;
    print(session, opened, page);
    return {};
  });
}

void tell(Session& session, const char* message, std::int64_t change, const std::string& learner) {
  if (session.json) {
    *session.out << boost::json::serialize(boost::json::object{{"change", change}, {"learner", learner}}) << '\n';
    return;
  }
  const auto messages = catalogue::Messages::load(session.catalogue / "messages");
  if (!messages) return say(session, messages.error());
  *session.out << messages->text(message, {{"change", std::to_string(change)}, {"learner", learner}}, session.language) << '\n';
}

void merge(Session& session, const Flags& flags) {
  const auto done = service::merge_records(session.home, flags.merge, decision_of(session, flags));
  if (!done) return say(session, done.error());
  tell(session, "records.told-merged", done->change, text(done->learner));
}

void split(Session& session, const Flags& flags) {
  const auto done = service::split_record(session.home, flags.split, decision_of(session, flags), session.random);
  if (!done) return say(session, done.error());
  tell(session, "records.told-split", done->change, text(done->learner));
}

void undo(Session& session, const Flags& flags) {
  const auto done = service::undo_record_decision(session.home, flags.change, decision_of(session, flags));
  if (!done) return say(session, done.error());
  tell(session, "records.told-undone", flags.change, "");
}

CLI::App* add_decision(CLI::App& records, const std::shared_ptr<Flags>& flags, const char* name) {
  auto* command = records.add_subcommand(name);
  command->add_option("--reason", flags->reason)->required();
  return command;
}

}  // namespace records_command

void add_records_command(CLI::App& app, Session& session) {
  using namespace records_command;
  auto flags = std::make_shared<Flags>();
  auto* records = app.add_subcommand("records");
  records->require_subcommand(0, 1);
  auto* merging = add_decision(*records, flags, "merge");
  merging->add_option("record", flags->merge.absorbed)->required();
  merging->add_option("into", flags->merge.kept)->required();
  merging->callback([&session, flags] { merge(session, *flags); });
  auto* splitting = add_decision(*records, flags, "split");
  splitting->add_option("record", flags->split.learner)->required();
  splitting->add_option("--upn", flags->split.upns);
  splitting->add_option("--load", flags->split.loads);
  splitting->callback([&session, flags] { split(session, *flags); });
  auto* undoing = add_decision(*records, flags, "undo");
  undoing->add_option("change", flags->change)->required();
  undoing->callback([&session, flags] { undo(session, *flags); });
  records->callback([records, &session] {
    if (records->get_subcommands().empty()) show(session);
  });
}

}  // namespace potensial::app
