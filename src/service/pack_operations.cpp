#include "service/pack_operations.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "catalogue/guidances.hpp"
#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/bid_owners.hpp"
#include "service/filled_forms.hpp"
#include "service/fund_allocation.hpp"
#include "service/submission_steps.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace award_pack {

using insight::cell;
using insight::link_cell;
using insight::text_column;

constexpr std::string_view marked_by = "bid.";
constexpr std::string_view proposal = "propose-award", outright = "award", conditional = "award-conditionally";
constexpr std::array<std::string_view, 2> amounts{"asked", "formula"};
constexpr std::array propose_parameters{Parameter{"amount", ParameterKind::choice, true, 10, amounts}, Parameter{"reason", ParameterKind::text, true, 1500}};
constexpr std::array confirm_parameters{Parameter{"conditions", ParameterKind::text, false, 1500}};

// A bid that was marked, with what became of it.
struct Outcome {
  std::string bid;
  Phrase organisation, said;
  bool is_done = false;
};

using Taken = Result<Phrase>;
using TakeOne = std::function<Taken(Call&, const OpenedSubmission&)>;

Result<Guidance> guidance_asked(const Call& call) { return catalogue::guidance_named(call.home.catalogue(), call.value("id")); }

Result<std::string> organisation_of_pack(Call& call) {
  if (guidance_asked(call)) return std::string("W92000004");
  return refuse(Blame::input, "page.unknown", {{"noun", "decisions"}, {"id", call.value("id")}});
}

std::set<std::string> marked(const Call& call) {
  std::set<std::string> ids;
  for (const auto& [name, value] : call.values)
    if (name.starts_with(marked_by) && value == "yes") ids.insert(name.substr(marked_by.size()));
  return ids;
}

bool is_offered(const Call& call, const OpenedSubmission& bid, std::string_view step) {
  return std::ranges::any_of(steps_offered(call, bid), [&](const form::Transition* each) { return each->id == step; });
}

Taken one_bid(Call& call, const Guidance& guidance, const std::string& id, const TakeOne& take) {
  store::Transaction transaction(call.home.ledger());
  const auto bid = opened_submission(call.home, id);
  if (!bid || bid->stages.id != guidance.stages || bid->kept.about != guidance.id) return refuse(Blame::input, "pack.not-here", {{"id", id}});
  auto taken = take(call, *bid);
  if (taken) transaction.commit();
  return taken;
}

Phrase organisation_of(Call& call, const std::string& id) {
  const auto kept = store::submission(call.home.ledger(), id);
  return kept ? insight::name_of(call.home.names(), kept->organisation) : verbatim(id);
}

Table outcomes_table(const std::vector<Outcome>& outcomes) {
  Table table{"outcomes", phrase("pack.outcomes"),
              {text_column("submission.column.organisation"), text_column("pack.column.outcome"), text_column("submission.column.id"), text_column("pack.column.said")}, {}, phrase("decisions.none")};
  for (const auto& each : outcomes)
    table.rows.push_back({{cell(each.organisation), cell(phrase(each.is_done ? "pack.done" : "pack.refused")), link_cell(verbatim(each.bid), Target{"bid", each.bid, ""}), cell(each.said)}});
  return table;
}

Page outcomes_page(const Call& call, const Guidance& guidance, const std::vector<Outcome>& outcomes) {
  Page page;
  page.address = {"decisions", guidance.id, ""};
  page.title = phrase("pack.title", {{"guidance", guidance.name}});
  page.section = "target";
  page.invented = call.invented;
  const auto done = std::ranges::count_if(outcomes, &Outcome::is_done);
  page.blocks = {Sentence{phrase("pack.key", {{"n", std::int64_t(done)}, {"of", static_cast<std::int64_t>(outcomes.size())}}), Weight::key}, outcomes_table(outcomes),
                 List{{{phrase("pack.back"), Target{"decisions", guidance.id, ""}}}}};
  return page;
}

// A fault of ours ends it; what was done before stands, each in its own transaction.
Result<Answer> for_each_marked(Call& call, const Guidance& guidance, const TakeOne& take) {
  const auto ids = marked(call);
  if (ids.empty()) return refuse(Blame::input, "pack.none-marked");
  std::vector<Outcome> outcomes;
  for (const auto& id : ids) {
    const auto taken = one_bid(call, guidance, id, take);
    if (!taken && taken.error().blame == Blame::fault) return std::unexpected(taken.error());
    outcomes.push_back({id, organisation_of(call, id), taken ? *taken : phrase_of(taken.error()), taken.has_value()});
  }
  return Answer(outcomes_page(call, guidance, outcomes));
}

using FormulaAmounts = std::map<std::string, Pence>;

Result<FormulaAmounts> formula_amounts(Call& call, const Guidance& guidance) {
  const auto all = fund_allocation(call.home, guidance);
  if (!all) return std::unexpected(all.error());
  FormulaAmounts found;
  for (std::size_t i = 0; i < all->authorities.size(); ++i) found.emplace(all->authorities[i], all->found.receivers[i].amount);
  return found;
}

// What the formula gives its owners together, and never more than is asked for.
Result<Pence> by_formula(const OpenedSubmission& bid, const FormulaAmounts& found) {
  Pence amount;
  for (const auto& owner : shares_of(bid))
    if (const auto known = found.find(owner.organisation); known != found.end()) amount.count += known->second.count;
  if (amount.count == 0) return refuse(Blame::input, "pack.no-formula-amount");
  return std::min(amount, asked_by(bid));
}

Result<Answer> propose(Call& call) {
  const auto guidance = guidance_asked(call);
  const bool formula = call.value("amount") == "formula";
  const auto found = formula ? formula_amounts(call, *guidance) : FormulaAmounts{};
  if (!found) return std::unexpected(found.error());
  return for_each_marked(call, *guidance, [&](Call& mine, const OpenedSubmission& bid) -> Taken {
    const auto amount = formula ? by_formula(bid, *found) : asked_by(bid);
    if (!amount) return std::unexpected(amount.error());
    Said said{{"reason", mine.value("reason")}};
    if (*amount != asked_by(bid)) said.emplace("amount", text(*amount));
    if (auto taken = take_step(mine, bid, std::string(proposal), said); !taken) return std::unexpected(taken.error());
    return phrase("pack.proposed", {{"amount", text(*amount)}});
  });
}

// On conditions where an improvement is required, else outright.
Result<Answer> confirm(Call& call) {
  const auto guidance = guidance_asked(call);
  return for_each_marked(call, *guidance, [](Call& mine, const OpenedSubmission& bid) -> Taken {
    const bool waits = requires_improvement(mine.home, bid);
    const auto said = waits ? Said{{"conditions", mine.value("conditions")}} : Said{};
    if (auto taken = take_step(mine, bid, std::string(waits ? conditional : outright), said); !taken) return std::unexpected(taken.error());
    return phrase(waits ? "pack.awarded-conditionally" : "pack.awarded", {{"amount", text(amount_proposed(bid))}});
  });
}

Field mark_of(const Call& call, const OpenedSubmission& bid, Pence amount) {
  return {.name = std::string(marked_by) + bid.kept.id, .kind = FieldKind::choice,
          .label = phrase("pack.bid", {{"organisation", one(insight::name_of(call.home.names(), bid.kept.organisation))}, {"id", bid.kept.id}, {"amount", text(amount)}}), .value = "no",
          .choices = {{"yes", phrase("submission.yes")}, {"no", phrase("submission.no")}}};
}

std::vector<Field> marks(const Call& call, const std::vector<const OpenedSubmission*>& bids, std::string_view step, Pence (*amount)(const OpenedSubmission&)) {
  std::vector<Field> fields;
  for (const auto* each : bids)
    if (is_offered(call, *each, step)) fields.push_back(mark_of(call, *each, amount(*each)));
  return fields;
}

std::vector<Block> propose_block(const Call& call, const Guidance& guidance, const std::vector<const OpenedSubmission*>& bids) {
  Form form{"propose-awards", {"propose-awards", guidance.id, ""}, marks(call, bids, proposal, asked_by), phrase("pack.propose")};
  if (form.fields.empty()) return {};
  form.fields.push_back({.name = "amount", .kind = FieldKind::choice, .label = phrase("pack.amount"), .value = "asked",
                         .choices = {{"asked", phrase("pack.amount.asked")}, {"formula", phrase("pack.amount.formula")}}});
  form.fields.push_back({.name = "reason", .kind = FieldKind::paragraph, .label = phrase("pack.reason")});
  return {Details{phrase("pack.propose"), {std::move(form)}}};
}

std::vector<Block> confirm_block(const Call& call, const Guidance& guidance, const std::vector<const OpenedSubmission*>& bids) {
  Form form{"confirm-awards", {"confirm-awards", guidance.id, ""}, marks(call, bids, outright, amount_proposed), phrase("pack.confirm")};
  if (form.fields.empty()) return {};
  form.fields.push_back({.name = "conditions", .kind = FieldKind::paragraph, .label = phrase("pack.conditions"), .hint = phrase("pack.conditions-hint"), .optional = true});
  return {Details{phrase("pack.confirm"), {std::move(form)}}};
}

}  // namespace award_pack

std::vector<Block> pack_blocks(const Call& call, const Guidance& guidance, const std::vector<const OpenedSubmission*>& bids) {
  if (!call.may("propose-awards", "W92000004").allowed) return {};
  auto blocks = award_pack::propose_block(call, guidance, bids);
  append(blocks, award_pack::confirm_block(call, guidance, bids));
  if (blocks.empty()) return {};
  blocks.insert(blocks.begin(), Block(Heading{phrase("pack.heading"), "several"}));
  return blocks;
}

std::vector<Operation> pack_operations() {
  using namespace award_pack;
  constexpr auto changes = Effect::changes;
  return {{.name = "propose-awards", .noun = "propose-awards", .effect = changes, .parameters = propose_parameters, .organisation = organisation_of_pack, .run = propose,
           .named_values = marked_by},
          {.name = "confirm-awards", .noun = "confirm-awards", .effect = changes, .parameters = confirm_parameters, .organisation = organisation_of_pack, .run = confirm,
           .named_values = marked_by}};
}

}  // namespace potensial::service
