#include "service/spend_operations.hpp"

#include <array>
#include <charconv>

#include "service/organisations_of_objects.hpp"
#include "service/school_money_page.hpp"
#include "service/spend_forms.hpp"
#include "service/spend_lines.hpp"
#include "service/spend_page.hpp"
#include "service/spending.hpp"
#include "store/audit_log.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spend_operation {

constexpr std::array<std::string_view, 3> kinds{"actual", "commitment", "forecast"};
constexpr std::array<std::string_view, 2> yes_or_no{"yes", "no"};
constexpr std::array year_parameters{Parameter{"year", ParameterKind::word, false, 7}};
constexpr Parameter amount_parameter{"amount", ParameterKind::word, true, 40};
constexpr Parameter reason_parameter{"reason", ParameterKind::text, true, 300};
constexpr std::array cost_parameters{Parameter{"kind", ParameterKind::choice, true, 10, kinds}, amount_parameter, Parameter{"day", ParameterKind::day, true, 10},
                                     Parameter{"spend", ParameterKind::word, true, 60}, Parameter{"document", ParameterKind::text, false, 120},
                                     Parameter{"words", ParameterKind::text, false, 300}, Parameter{"settles", ParameterKind::choice, false, 3, yes_or_no},
                                     Parameter{"share", ParameterKind::word, false, 10}, Parameter{"other", ParameterKind::word, false, 40},
                                     Parameter{"elsewhere", ParameterKind::text, false, 100}};
constexpr std::array reverse_parameters{Parameter{"posting", ParameterKind::word, true, 20}, reason_parameter};
constexpr std::array release_parameters{Parameter{"spend", ParameterKind::word, true, 60}, Parameter{"document", ParameterKind::text, true, 120}, amount_parameter, reason_parameter};
constexpr std::array move_parameters{Parameter{"from", ParameterKind::word, true, 40}, Parameter{"to", ParameterKind::word, true, 40}, amount_parameter, reason_parameter};

struct LineKnown {
  Award award;
  LineId id;

  const std::string& owner() const { return owner_of(award, *award.line(id.line)); }
};

std::optional<LineKnown> line_known(Call& call, const std::string& text) {
  const auto id = line_id(text);
  auto award = id ? store::award(call.home.ledger(), id->award) : std::nullopt;
  return award && award->line(id->line) ? std::optional(LineKnown{std::move(*award), *id}) : std::nullopt;
}

std::unexpected<Refusal> unknown(const Call& call) { return refuse(Blame::input, "page.unknown", {{"noun", "spend-line"}, {"id", call.value("id")}}); }

Result<std::string> owner_of_line(Call& call) {
  const auto line = line_known(call, call.value("id"));
  return line ? Result<std::string>(line->owner()) : unknown(call);
}

std::unexpected<Refusal> no_choice(const char* parameter) { return refuse(Blame::input, "operation.not-a-choice", {{"parameter", parameter}}); }

// What is wrong with an amount stands at its field.
Result<Pence> amount_in(const Call& call, const char* parameter) {
  auto amount = pence(call.value(parameter));
  if (!amount) amount.error().arguments.emplace_back("parameter", parameter);
  return amount;
}

Doer doer_of(const Call& call) { return {signature(*call.person), call.person->id, call.at}; }

// Where the rest of the cost is paid from.
Result<std::optional<funding::CostShare>> other_share(Call& call, std::int64_t points) {
  const auto other = call.value("other"), elsewhere = call.value("elsewhere");
  if (other.empty() && elsewhere.empty()) return std::nullopt;
  if (!other.empty() && !elsewhere.empty()) return refuse(Blame::input, "cost.two-others", {{"parameter", "elsewhere"}});
  if (other.empty()) return funding::CostShare{{}, elsewhere, 10'000 - points, 0};
  const auto line = line_known(call, other);
  if (!line || !call.may("post-cost", line->owner()).allowed) return no_choice("other");
  return funding::CostShare{line->id, line->award.fund, 10'000 - points, 0};
}

// A percentage with two decimals is as many basis points as an amount with two is pence.
Result<std::vector<funding::CostShare>> shares_of(Call& call, const LineKnown& line) {
  const auto points = call.value("share").empty() ? Result<Pence>(Pence{10'000}) : amount_in(call, "share");
  if (!points) return refuse(Blame::input, "cost.share-range", {{"parameter", "share"}, {"source", line.award.fund}});
  std::vector<funding::CostShare> shares{{line.id, line.award.fund, points->count, 0}};
  const auto other = other_share(call, points->count);
  if (!other) return std::unexpected(other.error());
  if (*other) shares.push_back(**other);
  return shares;
}

Result<funding::Cost> cost_of(Call& call, const LineKnown& line) {
  const auto amount = amount_in(call, "amount");
  if (!amount) return std::unexpected(amount.error());
  const auto day = *Date::parse(call.value("day"));
  if (call.value("kind") == "actual" && day > call.today()) return refuse(Blame::input, "cost.later-day", {{"parameter", "day"}});
  auto shares = shares_of(call, line);
  if (!shares) return std::unexpected(shares.error());
  const auto doer = doer_of(call);
  return funding::Cost{.kind = *store::posting_kind(call.value("kind")), .amount = *amount, .day = day, .spend = call.value("spend"),
                       .document = call.value("document"), .words = call.value("words"), .shares = std::move(*shares), .settles = call.value("settles") == "yes",
                       .actor = doer.actor, .person = doer.person, .at = doer.at};
}

void note(Call& call, const char* operation, const std::string& object, const std::string& reason) {
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), operation, object, reason});
}

Result<Answer> post_cost(Call& call) {
  const auto line = line_known(call, call.value("id"));
  if (!line) return unknown(call);
  auto cost = cost_of(call, *line);
  if (!cost) return std::unexpected(cost.error());
  store::Transaction transaction(call.home.ledger());
  const auto batch = record_cost(call.home.ledger(), std::move(*cost));
  if (!batch) return std::unexpected(batch.error());
  note(call, "post-cost", "posting/" + std::to_string(*batch), call.value("document"));
  transaction.commit();
  return Answer(Target{"spend-line", call.value("id"), ""});
}

std::optional<std::int64_t> batch_asked(Call& call, LineId line) {
  std::int64_t batch = 0;
  const auto text = call.value("posting");
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), batch);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  for (const auto& each : store::batch_of(call.home.ledger(), batch))
    if (each.line == line) return batch;
  return std::nullopt;
}

// A cost that other lines share is taken back whole: for whoever may do so on each of them.
bool may_reverse(Call& call, std::int64_t batch) {
  for (const auto& each : store::batch_of(call.home.ledger(), batch)) {
    const auto line = each.line.award == 0 ? std::nullopt : line_known(call, text(each.line));
    if (line && !call.may("reverse-posting", line->owner()).allowed) return false;
  }
  return true;
}

Result<Answer> reverse_posting(Call& call) {
  const auto line = line_known(call, call.value("id"));
  if (!line) return unknown(call);
  store::Transaction transaction(call.home.ledger());
  const auto batch = batch_asked(call, line->id);
  if (!batch) return refuse(Blame::input, "posting.unknown", {{"parameter", "posting"}});
  if (!may_reverse(call, *batch)) return refuse(Blame::permission, "posting.shared");
  const auto doer = doer_of(call);
  const Posting by{.day = call.today(), .spend = {}, .source = {}, .document = {}, .words = call.value("reason"), .actor = doer.actor, .person = doer.person, .at = doer.at};
  const auto done = store::reverse_batch(call.home.ledger(), *batch, by);
  if (!done) return std::unexpected(done.error());
  note(call, "reverse-posting", "posting/" + std::to_string(*batch), call.value("reason"));
  transaction.commit();
  return Answer(Target{"spend-line", call.value("id"), ""});
}

Result<Answer> release_cost(Call& call) {
  const auto line = line_known(call, call.value("id"));
  if (!line) return unknown(call);
  const auto* kind = line->award.kind(call.value("spend"));
  if (!kind || kind->eligible) return no_choice("spend");
  const auto most = amount_in(call, "amount");
  if (!most) return std::unexpected(most.error());
  if (most->count <= 0) return refuse(Blame::input, "cost.no-amount", {{"parameter", "amount"}});
  const auto doer = doer_of(call);
  store::Transaction transaction(call.home.ledger());
  const auto id = store::add_exception(call.home.ledger(), {.line = line->id, .spend = kind->code, .document = call.value("document"), .most = *most, .reason = call.value("reason"),
                                                            .actor = doer.actor, .person = doer.person, .at = doer.at});
  note(call, "release-cost", "exception/" + std::to_string(id), call.value("reason"));
  transaction.commit();
  return Answer(Target{"spend-line", call.value("id"), ""});
}

// Of both awards: what one gives up another gets.
Result<LineId> line_to_move(Call& call, const char* parameter) {
  const auto line = line_known(call, call.value(parameter));
  if (!line || !call.may("move-money", line->award.organisation).allowed) return no_choice(parameter);
  return line->id;
}

Result<Answer> move(Call& call) {
  const auto amount = amount_in(call, "amount");
  const auto from = line_to_move(call, "from"), to = line_to_move(call, "to");
  if (!amount) return std::unexpected(amount.error());
  if (!from || !to) return std::unexpected(from ? to.error() : from.error());
  const auto doer = doer_of(call);
  store::Transaction transaction(call.home.ledger());
  const auto moved = move_money(call.home.ledger(), {*from, *to, *amount, call.today(), call.value("reason"), doer.actor, doer.person, doer.at});
  if (!moved) return std::unexpected(moved.error());
  note(call, "move-money", "posting/" + std::to_string(*moved), call.value("reason"));
  transaction.commit();
  return Answer(Target{"spend", call.value("id"), ""});
}

Result<Answer> answer_of(Result<Page> page) {
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

Result<Answer> see_spend(Call& call) { return answer_of(spend_page(call)); }
Result<Answer> see_spend_line(Call& call) { return answer_of(spend_line_page(call)); }
Result<Answer> see_money(Call& call) { return answer_of(school_money_page(call)); }

}  // namespace spend_operation

std::vector<Operation> spend_operations() {
  using namespace spend_operation;
  using enum OrganisationKind;
  constexpr auto place = organisation_itself<nation, authority, school, consortium, cluster>;
  return {{.name = "see-spend", .noun = "spend", .parameters = year_parameters, .organisation = place, .run = see_spend},
          {.name = "see-spend-line", .noun = "spend-line", .organisation = owner_of_line, .run = see_spend_line},
          {.name = "see-money", .noun = "money", .organisation = organisation_itself<school>, .run = see_money},
          {.name = "post-cost", .noun = "post-cost", .effect = Effect::changes, .parameters = cost_parameters, .organisation = owner_of_line, .run = post_cost},
          {.name = "reverse-posting", .noun = "reverse-posting", .effect = Effect::changes, .parameters = reverse_parameters, .organisation = owner_of_line, .run = reverse_posting},
          {.name = "release-cost", .noun = "release-cost", .effect = Effect::changes, .parameters = release_parameters, .organisation = owner_of_line, .run = release_cost},
          {.name = "move-money", .noun = "move-money", .effect = Effect::changes, .parameters = move_parameters, .organisation = place, .run = move}};
}

}  // namespace potensial::service
