#include "service/learner_records.hpp"

#include <utility>

#include "insight/page_parts.hpp"
#include "service/import_job.hpp"
#include "store/audit_log.hpp"
#include "store/home_lock.hpp"

namespace potensial::service {
namespace {

using insight::cell;
using insight::link_cell;
using insight::text_column;

Result<LearnerId> learner_named(const std::string& written) {
  if (const auto id = learner_id(written)) return *id;
  return refuse(Blame::input, "identity.unknown-learner", {{"learner", written}});
}

std::string learner_object(LearnerId learner) { return "learner/" + text(learner); }

store::AuditEntry audited(const store::Decision& decision, const char* operation, const std::string& object) {
  return {decision.at, decision.actor, operation, object, decision.reason};
}

// Decides inside one transaction of a home that nobody else may write to meanwhile.
template <class Decide>
auto decided(const std::filesystem::path& home, const store::AuditEntry& audit, Decide decide) -> decltype(decide(std::declval<store::Ledger&>())) {
  const auto lock = store::HomeLock::take(home);
  if (!lock) return std::unexpected(lock.error());
  auto ledger = store::Ledger::open(home / ledger_file);
  if (!ledger) return std::unexpected(ledger.error());
  store::Transaction transaction(*ledger);
  auto done = decide(*ledger);
  if (!done) return done;
  store::append_audit(*ledger, audit);
  transaction.commit();
  return done;
}

LearnerId fresh_id(store::Ledger& ledger, const std::function<std::uint64_t()>& random) {
  for (;;)
    if (const LearnerId id{random() >> 1}; id != LearnerId{} && !store::learner_identity(ledger, id)) return id;
}

Phrase birth_phrase(const store::LearnerIdentity& identity) {
  return identity.dob ? phrase("insight.day", {{"day", *identity.dob}}) : phrase("insight.day-unknown");
}

Cell record_cell(LearnerId learner) { return link_cell(verbatim(text(learner)), {"learner", text(learner), ""}); }

Cell upns_cell(store::Ledger& ledger, LearnerId learner) {
  std::vector<Phrase> upns;
  for (const auto& each : store::upns_of(ledger, learner)) upns.push_back(verbatim(each.upn));
  return cell({"", {{"text", std::move(upns)}}});
}

Row offered_row(store::Ledger& ledger, const store::OfferedMerge& offered) {
  const auto identity = store::learner_identity(ledger, offered.first).value_or(store::LearnerIdentity{});
  return {{cell(verbatim(identity.forename + " " + identity.surname)), cell(birth_phrase(identity)), record_cell(offered.first),
           upns_cell(ledger, offered.first), record_cell(offered.second), upns_cell(ledger, offered.second)}};
}

Table offered_table(store::Ledger& ledger) {
  Table table{"offered", phrase("records.offered"),
              {text_column("records.column.name"), text_column("records.column.born"), text_column("records.column.first"),
               text_column("records.column.upns"), text_column("records.column.second"), text_column("records.column.upns")},
              {},
              phrase("records.none-offered")};
  for (const auto& each : store::offered_merges(ledger)) table.rows.push_back(offered_row(ledger, each));
  return table;
}

Phrase day_of(const store::Decision& decision) {
  return phrase("insight.day", {{"day", Date::of(decision.at)}});
}

Row decision_row(const store::LearnerChange& change) {
  const bool merge = change.kind == store::LearnerChangeKind::merge;
  return {{cell(verbatim(std::to_string(change.id))), cell(phrase(merge ? "records.merge" : "records.split")), record_cell(change.learner),
           record_cell(change.reads_as), cell(verbatim(change.made.actor)), cell(day_of(change.made)), cell(verbatim(change.made.reason)),
           cell(phrase(change.undone ? "records.undone" : "records.in-force"))}};
}

Table decisions_table(store::Ledger& ledger) {
  Table table{"decisions", phrase("records.decisions"),
              {text_column("records.column.number"), text_column("records.column.decision"), text_column("records.column.record"),
               text_column("records.column.other"), text_column("records.column.who"), text_column("records.column.when"),
               text_column("records.column.reason"), text_column("records.column.state")},
              {},
              phrase("records.no-decisions")};
  for (const auto& each : store::learner_changes(ledger)) table.rows.push_back(decision_row(each));
  return table;
}

}  // namespace

Result<RecordDecision> merge_records(const std::filesystem::path& home, const RecordMerge& merge, const store::Decision& decision) {
  const auto absorbed = learner_named(merge.absorbed), kept = learner_named(merge.kept);
  for (const auto* each : {&absorbed, &kept})
    if (!*each) return std::unexpected(each->error());
  return decided(home, audited(decision, "merge-records", learner_object(*kept)), [&](store::Ledger& ledger) -> Result<RecordDecision> {
    const auto change = store::merge_learners(ledger, *absorbed, *kept, decision);
    if (!change) return std::unexpected(change.error());
    return RecordDecision{*change, *kept};
  });
}

Result<RecordDecision> split_record(const std::filesystem::path& home, const RecordSplit& split, const store::Decision& decision,
                                    const std::function<std::uint64_t()>& random) {
  const auto learner = learner_named(split.learner);
  if (!learner) return std::unexpected(learner.error());
  return decided(home, audited(decision, "split-record", learner_object(*learner)), [&](store::Ledger& ledger) -> Result<RecordDecision> {
    const auto fresh = fresh_id(ledger, random);
    const auto change = store::split_learner(ledger, *learner, fresh, split.upns, split.loads, decision);
    if (!change) return std::unexpected(change.error());
    return RecordDecision{*change, fresh};
  });
}

Result<void> undo_record_decision(const std::filesystem::path& home, std::int64_t change, const store::Decision& decision) {
  return decided(home, audited(decision, "undo-record", "record-decision/" + std::to_string(change)),
                 [&](store::Ledger& ledger) { return store::undo_change(ledger, change, decision); });
}

Page records_page(store::Ledger& ledger) {
  auto offered = offered_table(ledger);
  Page page;
  page.address = {"records", "", ""};
  page.title = phrase("records.title");
  page.section = "find";
  page.blocks.push_back(Sentence{phrase("records.key", {{"n", std::int64_t(offered.rows.size())}}), Weight::key});
  page.blocks.push_back(Heading{offered.title, "offered-heading"});
  page.blocks.push_back(std::move(offered));
  page.blocks.push_back(Sentence{phrase("records.how"), Weight::note});
  auto decisions = decisions_table(ledger);
  page.blocks.push_back(Heading{decisions.title, "decisions-heading"});
  page.blocks.push_back(std::move(decisions));
  return page;
}

}  // namespace potensial::service
