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

template <class Value>
Value given(const form::Answers& answers, std::string_view question) {
  const auto* answer = answers.answered(question);
  const auto* value = answer ? std::get_if<Value>(answer) : nullptr;
  return value ? *value : Value{};
}

std::string share_text(std::int64_t share) { return std::to_string(share) + "%"; }

std::string said_in(const SubmissionDeed& deed, std::string_view ask) {
  for (const auto& [name, words] : deed.said)
    if (name == ask) return words;
  return {};
}

// The newest for this share and this amount.
const SubmissionDeed* confirmation(const OpenedSubmission& bid, const BidOwner& owner) {
  for (auto each = bid.deeds.rbegin(); each != bid.deeds.rend(); ++each)
    if (each->name == confirm_share && said_in(*each, "partner") == owner.organisation && said_in(*each, "share") == share_text(owner.share) &&
        said_in(*each, "amount") == text(owner.cost()))
      return &*each;
  return nullptr;
}

BidOwner owner_of(const OpenedSubmission& bid, std::size_t at, const funding::OwnerShare& share, Pence grant, Pence contribution) {
  BidOwner owner{.organisation = share.organisation, .share = share.share, .grant = grant, .contribution = contribution, .work = {}, .is_lead = at == 0};
  if (owner.is_lead) return owner;
  owner.work = given<std::string>(bid.answers.parts("partners")[at - 1], "partner-work");
  owner.confirmed = confirmation(bid, owner);
  return owner;
}

bool may_confirm(const Call& call, const std::string& organisation) { return call.may(confirm_share, organisation).allowed; }

std::vector<BidOwner> waiting(const Call& call, const OpenedSubmission& bid) {
  auto owners = owners_of(bid);
  if (!owners || !bid.is_open()) return {};
  std::erase_if(*owners, [&](const BidOwner& each) { return each.is_lead || each.confirmed || each.cost().count == 0 || !may_confirm(call, each.organisation); });
  return std::move(*owners);
}

bool wrote(const Call& call, const OpenedSubmission& bid) {
  const auto person = std::to_string(static_cast<std::int64_t>(call.person->id));
  return std::ranges::any_of(bid.deeds, [&](const SubmissionDeed& each) { return each.person == person && (each.name == "write" || each.name == "submit"); });
}

StepTaker taker_of(Call& call) {
  return {call.home, std::to_string(static_cast<std::int64_t>(call.person->id)), signature(*call.person), call.person->id, call.at, {}};
}

Phrase standing(const BidOwner& owner) {
  if (owner.is_lead) return phrase("joint.leads");
  if (!owner.confirmed) return phrase("joint.not-confirmed");
  return phrase("joint.confirmed", {{"by", owner.confirmed->actor}, {"day", Date::of(owner.confirmed->at)}});
}

Table owners_table(const Call& call, const std::vector<BidOwner>& owners) {
  Table table{"owners", phrase("joint.owners"),
              {text_column("submission.column.organisation"), number_column("joint.column.share"), number_column("joint.column.cost"), number_column("joint.column.grant"),
               number_column("joint.column.contribution"), text_column("joint.column.confirmed"), text_column("joint.column.work")},
              {}, phrase("joint.no-owners")};
  for (const auto& each : owners)
    table.rows.push_back({{cell(insight::name_of(call.home.names(), each.organisation)), cell(verbatim(share_text(each.share))), cell(verbatim(text(each.cost()))),
                           cell(verbatim(text(each.grant))), cell(verbatim(text(each.contribution))), cell(standing(each)), each.work.empty() ? Cell{} : cell(verbatim(each.work))}});
  return table;
}

Form confirm_form(const OpenedSubmission& bid, const std::vector<BidOwner>& mine) {
  return {"confirm-share", {confirm_share, bid.kept.id, ""},
          {{.name = "version", .kind = FieldKind::hidden, .label = {}, .value = std::to_string(bid.version)}},
          phrase("joint.confirm", {{"share", share_text(mine.front().share)}, {"amount", text(mine.front().cost())}})};
}

}  // namespace bid_owner

bool is_joint(const OpenedSubmission& bid) { return bid_owner::given<bool>(bid.answers, "joint"); }

std::vector<funding::OwnerShare> shares_of(const OpenedSubmission& bid) {
  if (!is_joint(bid)) return {{bid.kept.organisation, 100}};
  std::vector<funding::OwnerShare> shares{{bid.kept.organisation, bid_owner::given<std::int64_t>(bid.answers, "lead-share")}};
  for (const auto& each : bid.answers.parts("partners"))
    shares.push_back({bid_owner::given<std::string>(each, "partner"), bid_owner::given<std::int64_t>(each, "partner-share")});
  return shares;
}

Result<std::vector<BidOwner>> owners_of(const OpenedSubmission& bid) {
  const auto shares = shares_of(bid);
  const auto grants = funding::share_amount({bid_owner::given<std::int64_t>(bid.answers, "total-grant")}, shares);
  const auto contributions = funding::share_amount({bid_owner::given<std::int64_t>(bid.answers, "total-contribution")}, shares);
  if (!grants || !contributions) return std::unexpected(grants ? contributions.error() : grants.error());
  std::vector<BidOwner> owners;
  for (std::size_t i = 0; i < shares.size(); ++i) owners.push_back(bid_owner::owner_of(bid, i, shares[i], (*grants)[i], (*contributions)[i]));
  return owners;
}

Result<void> add_confirmation(const StepTaker& by, const OpenedSubmission& bid, std::size_t place, const BidOwner& owner) {
  using bid_owner::share_text;
  const SubmissionDeed deed{.place = static_cast<std::int64_t>(place), .name = confirm_share, .person = by.person, .actor = by.actor, .state = bid.state, .version = bid.version,
                            .said = {{"partner", owner.organisation}, {"share", share_text(owner.share)}, {"amount", text(owner.cost())}}, .at = by.at};
  if (auto added = store::add_deed(by.home.ledger(), bid.kept.id, deed); !added) return added;
  store::append_audit(by.home.ledger(), {by.at, by.actor, confirm_share, "bid/" + bid.kept.id, owner.organisation + " " + share_text(owner.share) + " " + text(owner.cost())});
  return {};
}

bool partners_confirmed(const OpenedSubmission& bid) {
  if (!is_joint(bid)) return true;
  const auto owners = owners_of(bid);
  return owners && std::ranges::all_of(*owners, [](const BidOwner& each) { return each.is_lead || each.confirmed; });
}

std::string place_seen_from(const Call& call, const OpenedSubmission& bid, std::string_view operation) {
  if (is_joint(bid))
    for (const auto& each : shares_of(bid))
      if (!each.organisation.empty() && call.may(operation, each.organisation).allowed) return each.organisation;
  return bid.kept.organisation;
}

bool is_of_partner(const Call& call, const OpenedSubmission& bid) {
  const auto owners = shares_of(bid);
  return std::any_of(owners.begin() + 1, owners.end(), [&](const auto& each) { return !each.organisation.empty() && bid_owner::may_confirm(call, each.organisation); });
}

bool share_waits(const Call& call, const OpenedSubmission& bid) { return !bid_owner::waiting(call, bid).empty(); }

Result<void> confirm_shares(Call& call, const OpenedSubmission& bid) {
  if (!bid.is_open()) return refuse(Blame::input, "joint.closed");
  if (bid_owner::wrote(call, bid)) return refuse(Blame::permission, "joint.own-work");
  if (!owners_of(bid)) return refuse(Blame::input, "joint.incomplete");
  const auto mine = bid_owner::waiting(call, bid);
  if (mine.empty()) return refuse(Blame::input, "joint.none-waits");
  for (std::size_t i = 0; i < mine.size(); ++i)
    if (auto done = add_confirmation(bid_owner::taker_of(call), bid, bid.deeds.size() + i, mine[i]); !done) return done;
  return {};
}

std::vector<Block> owners_blocks(const Call& call, const OpenedSubmission& bid) {
  if (!is_joint(bid)) return {};
  std::vector<Block> blocks{Heading{phrase("joint.owners"), "owners-heading"}};
  if (bid.is_open()) blocks.push_back(Sentence{phrase("joint.seen-by-partners"), Weight::note});
  const auto owners = owners_of(bid);
  if (!owners) {
    blocks.push_back(Sentence{phrase("joint.incomplete")});
    return blocks;
  }
  blocks.push_back(bid_owner::owners_table(call, *owners));
  if (const auto mine = bid_owner::waiting(call, bid); !mine.empty()) blocks.push_back(bid_owner::confirm_form(bid, mine));
  return blocks;
}

}  // namespace potensial::service
