#include "service/bid_owners.hpp"

#include <algorithm>

#include "insight/page_parts.hpp"
#include "store/audit_log.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace bid_owner {

using insight::cell;
using insight::number_column;
using insight::text_column;

struct WaitingShare {
  JointWork work;
  WorkOwner owner;
};

bool is_plan(const OpenedSubmission& opened) { return opened.stages.noun == "plan"; }
std::string share_text(std::int64_t share) { return std::to_string(share) + "%"; }

// What a bid and a plan say in words of their own.
std::string sentence(const OpenedSubmission& opened, const std::string& id) { return (is_plan(opened) ? "joint.plan." : "joint.") + id; }

bool is_of_writers(const HeldRole& role, const OpenedSubmission& opened) { return std::ranges::find(opened.stages.writers, role.role) != opened.stages.writers.end(); }

void add_waiting(std::vector<WaitingShare>& waiting, const Call& call, const OpenedSubmission& opened, const JointWork& work) {
  const auto owners = owners_of(opened, work);
  if (!owners) return;
  for (const auto& each : *owners)
    if (each.waits() && each.cost().count > 0 && confirms_for(call, opened, each.organisation)) waiting.push_back({work, each});
}

std::vector<WaitingShare> waiting(const Call& call, const OpenedSubmission& opened) {
  std::vector<WaitingShare> found;
  if (!opened.is_open()) return found;
  for (const auto& work : joint_works(opened)) add_waiting(found, call, opened, work);
  return found;
}

bool wrote(const Call& call, const OpenedSubmission& opened) {
  const auto person = std::to_string(static_cast<std::int64_t>(call.person->id));
  return std::ranges::any_of(opened.deeds, [&](const SubmissionDeed& each) { return each.person == person && (each.name == "write" || each.name == "submit"); });
}

StepTaker taker_of(Call& call) {
  return {call.home, std::to_string(static_cast<std::int64_t>(call.person->id)), signature(*call.person), call.person->id, call.at, {}};
}

bool adds_up(const OpenedSubmission& opened, const std::string& activity) {
  return std::ranges::all_of(joint_works(opened), [&](const JointWork& each) { return (!activity.empty() && each.title != activity) || owners_of(opened, each); });
}

Phrase standing(const OpenedSubmission& opened, const WorkOwner& owner) {
  if (owner.is_lead) return phrase(sentence(opened, "leads"));
  if (!owner.confirmed) return phrase("joint.not-confirmed");
  return phrase("joint.confirmed", {{"by", owner.confirmed->actor}, {"day", Date::of(owner.confirmed->at)}});
}

Phrase title_of(const JointWork& work) { return work.title.empty() ? phrase("joint.owners") : phrase("joint.plan.owners", {{"activity", work.title}}); }

// Every table and form of a page has an id of its own.
std::string id_of(const char* id, const JointWork& work) { return work.title.empty() ? id : std::string(id) + "-" + std::to_string(work.place + 1); }

Row owner_row(const Call& call, const OpenedSubmission& opened, const WorkOwner& each) {
  Row row{{cell(insight::name_of(call.home.names(), each.organisation)), cell(verbatim(share_text(each.share))), cell(verbatim(text(each.cost())))}};
  if (!is_plan(opened)) row.cells.insert(row.cells.end(), {cell(verbatim(text(each.grant))), cell(verbatim(text(each.contribution)))});
  row.cells.push_back(cell(standing(opened, each)));
  row.cells.push_back(each.task.empty() ? Cell{} : cell(verbatim(each.task)));
  return row;
}

Table owners_table(const Call& call, const OpenedSubmission& opened, const JointWork& work, const std::vector<WorkOwner>& owners) {
  Table table{id_of("owners", work), title_of(work),
              {text_column("submission.column.organisation"), number_column("joint.column.share"), number_column("joint.column.cost")}, {}, phrase("joint.no-owners")};
  if (!is_plan(opened)) table.columns.insert(table.columns.end(), {number_column("joint.column.grant"), number_column("joint.column.contribution")});
  table.columns.insert(table.columns.end(), {text_column("joint.column.confirmed"), text_column("joint.column.work")});
  for (const auto& each : owners) table.rows.push_back(owner_row(call, opened, each));
  return table;
}

Field hidden_field(const char* name, std::string value) { return {.name = name, .kind = FieldKind::hidden, .label = {}, .value = std::move(value)}; }

Form confirm_form(const OpenedSubmission& opened, const WaitingShare& mine) {
  Form form{id_of("confirm-share", mine.work), {confirm_share, opened.kept.id, ""}, {hidden_field("version", std::to_string(opened.version))},
            phrase("joint.confirm", {{"share", share_text(mine.owner.share)}, {"amount", text(mine.owner.cost())}})};
  if (!mine.work.title.empty()) form.fields.push_back(hidden_field("activity", mine.work.title));
  return form;
}

std::optional<WaitingShare> waiting_of(const Call& call, const OpenedSubmission& opened, const JointWork& work) {
  for (auto& each : waiting(call, opened))
    if (each.work.place == work.place) return std::move(each);
  return std::nullopt;
}

}  // namespace bid_owner

bool is_joint(const OpenedSubmission& bid) { return bid.stages.noun == "bid" && !joint_works(bid).empty(); }

std::vector<funding::OwnerShare> shares_of(const OpenedSubmission& bid) {
  if (!is_joint(bid)) return {{bid.kept.organisation, 100}};
  return joint_works(bid).front().shares;
}

Result<void> all_confirmed(const Home& home, const OpenedSubmission& opened) {
  const auto missing = unconfirmed_partners(opened);
  if (missing.empty()) return {};
  Text names;
  for (const auto& each : missing) {
    const auto* known = home.organisation(each);
    const auto name = known ? known->name : Text{each, each};
    names = names.en.empty() ? name : Text{names.en + ", " + name.en, names.cy + ", " + name.cy};
  }
  return refuse(Blame::input, bid_owner::sentence(opened, "unconfirmed"), {{"names.en", names.en}, {"names.cy", names.cy}});
}

Result<void> add_confirmation(const StepTaker& by, const OpenedSubmission& opened, std::size_t place, const JointWork& work, const WorkOwner& owner) {
  using bid_owner::share_text;
  SubmissionDeed deed{.place = static_cast<std::int64_t>(place), .name = confirm_share, .person = by.person, .actor = by.actor, .state = opened.state, .version = opened.version,
                      .said = {{"partner", owner.organisation}, {"share", share_text(owner.share)}, {"amount", text(owner.cost())}}, .at = by.at};
  if (!work.title.empty()) deed.said.emplace_back("activity", work.title);
  if (auto added = store::add_deed(by.home.ledger(), opened.kept.id, deed); !added) return added;
  store::append_audit(by.home.ledger(), {by.at, by.actor, confirm_share, opened.stages.noun + "/" + opened.kept.id,
                                         owner.organisation + " " + share_text(owner.share) + " " + text(owner.cost())});
  return {};
}

std::string place_seen_from(const Call& call, const OpenedSubmission& opened, std::string_view operation) {
  if (call.may(operation, opened.kept.organisation).allowed) return opened.kept.organisation;
  for (const auto& each : partners_of(opened))
    if (call.may(operation, each).allowed) return each;
  return opened.kept.organisation;
}

// A school's share is confirmed by whoever writes its plans, not by the authority that will agree to them.
bool confirms_for(const Call& call, const OpenedSubmission& opened, const std::string& organisation) {
  const auto granted = organisation.empty() ? Permission{} : call.may(confirm_share, organisation);
  if (!bid_owner::is_plan(opened)) return granted.allowed;
  return std::ranges::any_of(granted.by, [&](const HeldRole& each) { return bid_owner::is_of_writers(each, opened); });
}

bool is_of_partner(const Call& call, const OpenedSubmission& opened) {
  return std::ranges::any_of(partners_of(opened), [&](const std::string& each) { return confirms_for(call, opened, each); });
}

bool share_waits(const Call& call, const OpenedSubmission& opened) { return !bid_owner::waiting(call, opened).empty(); }

Result<std::vector<WorkOwner>> confirm_shares(Call& call, const OpenedSubmission& opened, const std::string& activity) {
  const auto refused = [&](Blame blame, const char* id) { return refuse(blame, bid_owner::sentence(opened, id)); };
  if (!opened.is_open()) return refused(Blame::input, "closed");
  if (bid_owner::wrote(call, opened)) return refused(Blame::permission, "own-work");
  if (!bid_owner::adds_up(opened, activity)) return refused(Blame::input, "incomplete");
  auto mine = bid_owner::waiting(call, opened);
  if (!activity.empty()) std::erase_if(mine, [&](const auto& each) { return each.work.title != activity; });
  if (mine.empty()) return refused(Blame::input, "none-waits");
  std::vector<WorkOwner> confirmed;
  for (const auto& each : mine) {
    if (auto done = add_confirmation(bid_owner::taker_of(call), opened, opened.deeds.size() + confirmed.size(), each.work, each.owner); !done) return std::unexpected(done.error());
    confirmed.push_back(each.owner);
  }
  return confirmed;
}

std::vector<Block> owners_blocks(const Call& call, const OpenedSubmission& opened, const JointWork& work) {
  const auto owners = owners_of(opened, work);
  if (!owners) return {Sentence{phrase(bid_owner::sentence(opened, "incomplete"))}};
  std::vector<Block> blocks{bid_owner::owners_table(call, opened, work, *owners)};
  if (const auto mine = bid_owner::waiting_of(call, opened, work)) blocks.push_back(bid_owner::confirm_form(opened, *mine));
  return blocks;
}

std::vector<Block> owners_blocks(const Call& call, const OpenedSubmission& opened) {
  const auto works = joint_works(opened);
  if (works.empty()) return {};
  std::vector<Block> blocks{Heading{phrase("joint.owners"), "owners-heading"}};
  if (opened.is_open()) blocks.push_back(Sentence{phrase(bid_owner::sentence(opened, "seen-by-partners")), Weight::note});
  for (const auto& each : works) append(blocks, owners_blocks(call, opened, each));
  return blocks;
}

}  // namespace potensial::service
