#include "service/spend_forms.hpp"

#include <algorithm>
#include <set>

#include "insight/page_parts.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spend_form {

const Choice nothing{"", phrase("spend.form.nothing")};

std::vector<Choice> kinds_of_posting() {
  std::vector<Choice> kinds;
  for (const auto kind : {PostingKind::actual, PostingKind::commitment, PostingKind::forecast})
    kinds.push_back({std::string(store::word(kind)), phrase("posting.kind." + std::string(store::word(kind)))});
  return kinds;
}

std::vector<Choice> kinds_of_spend(const Award& award, bool excluded_alone) {
  std::vector<Choice> kinds;
  for (const auto& each : award.spend)
    if (each.eligible && !excluded_alone) kinds.push_back({each.code, verbatim(each.name)});
  for (const auto& each : award.spend)
    if (!each.eligible) kinds.push_back({each.code, phrase("spend.form.excluded", {{"kind", each.name}})});
  return kinds;
}

// Lines of the same payer in the same year, from which the rest of a cost can be paid.
std::vector<Choice> other_lines(Call& call, const Award& award, LineId own) {
  std::vector<Choice> lines{nothing};
  const auto& owner = owner_of(award, *award.line(own.line));
  for (const auto& other : awards_seen(call, owner, award.year))
    for (const auto& line : other.lines)
      if (const LineId id{other.id, line.number}; id != own && owner_of(other, line) == owner)
        lines.push_back({text(id), phrase("spend.form.line", {{"fund", other.name}, {"title", line.title}})});
  return lines;
}

Form cost_form(Call& call, const Award& award, LineId line) {
  return {"post-cost", {"post-cost", text(line), ""},
          {{.name = "kind", .kind = FieldKind::choice, .label = phrase("posting.column.kind"), .value = "actual", .choices = kinds_of_posting()},
           {.name = "amount", .label = phrase("spend.form.amount"), .hint = phrase("spend.form.amount-hint")},
           {.name = "day", .kind = FieldKind::date, .label = phrase("posting.column.day")},
           {.name = "spend", .kind = FieldKind::select, .label = phrase("posting.column.spend"), .choices = kinds_of_spend(award, false)},
           {.name = "document", .label = phrase("posting.column.document"), .hint = phrase("spend.form.document-hint"), .optional = true},
           {.name = "words", .label = phrase("posting.column.words"), .optional = true},
           {.name = "settles", .kind = FieldKind::choice, .label = phrase("spend.form.settles"), .choices = {{"yes", phrase("spend.form.yes")}, {"no", phrase("spend.form.no")}}, .optional = true},
           {.name = "share", .label = phrase("spend.form.share"), .hint = phrase("spend.form.share-hint"), .optional = true},
           {.name = "other", .kind = FieldKind::select, .label = phrase("spend.form.other"), .choices = other_lines(call, award, line), .optional = true},
           {.name = "elsewhere", .label = phrase("spend.form.elsewhere"), .hint = phrase("spend.form.elsewhere-hint"), .optional = true}},
          phrase("spend.form.post")};
}

// Batches of the line that can be taken back.
std::vector<Choice> reversible(Call& call, LineId line) {
  const auto all = store::postings_of(call.home.ledger(), line);
  std::set<std::int64_t> undone, told;
  for (const auto& each : all) undone.insert(each.reverses);
  std::vector<Choice> choices;
  for (const auto& each : all) {
    const bool can = each.kind != PostingKind::plan && each.reverses == 0 && !undone.contains(each.id);
    if (can && told.insert(each.batch).second)
      choices.push_back({std::to_string(each.batch), phrase("spend.form.posting", {{"day", each.day}, {"amount", potensial::text(each.amount)}, {"document", each.document}})});
  }
  return choices;
}

Form reverse_form(LineId line, std::vector<Choice> choices) {
  return {"reverse-posting", {"reverse-posting", text(line), ""},
          {{.name = "posting", .kind = FieldKind::select, .label = phrase("spend.form.which"), .choices = std::move(choices)},
           {.name = "reason", .label = phrase("spend.column.reason")}},
          phrase("spend.form.reverse")};
}

Form release_form(const Award& award, LineId line) {
  return {"release-cost", {"release-cost", text(line), ""},
          {{.name = "spend", .kind = FieldKind::select, .label = phrase("posting.column.spend"), .choices = kinds_of_spend(award, true)},
           {.name = "document", .label = phrase("posting.column.document"), .hint = phrase("spend.form.release-hint")},
           {.name = "amount", .label = phrase("spend.column.most"), .hint = phrase("spend.form.amount-hint")},
           {.name = "reason", .kind = FieldKind::paragraph, .label = phrase("spend.column.reason")}},
          phrase("spend.form.release")};
}

bool has_excluded(const Award& award) {
  return std::ranges::any_of(award.spend, [](const KindOfSpend& kind) { return !kind.eligible; });
}

std::vector<Choice> choices_of(const std::vector<SpendLine>& lines) {
  std::vector<Choice> choices;
  for (const auto& each : lines)
    choices.push_back({text(each.id()), phrase("spend.form.line-left", {{"line", text(each.id())}, {"title", each.line->title}, {"left", potensial::text(each.money.left())}})});
  return choices;
}

// Lines of others that the reader may give to: of the funds and years that stand here.
void add_lines_of_others(Call& call, const std::vector<SpendLine>& here, std::vector<Choice>& choices) {
  std::set<std::pair<std::string, FinancialYear>> funds;
  std::set<std::int64_t> known;
  for (const auto& each : here) funds.emplace(each.award->fund, each.award->year), known.insert(each.award->id);
  for (const auto& [fund, year] : funds)
    for (const auto& award : store::awards_from(call.home.ledger(), fund, year)) {
      if (known.contains(award.id) || !call.may("move-money", award.organisation).allowed) continue;
      const auto& names = call.home.names();
      const auto name = names.find(award.organisation);
      for (const auto& line : award.lines)
        choices.push_back({text(LineId{award.id, line.number}), phrase("spend.form.line-there", {{"place", name == names.end() ? Text{award.organisation, award.organisation} : name->second},
                                                                                                {"title", line.title}})});
    }
}

}  // namespace spend_form

const std::string& owner_of(const Award& award, const AwardLine& line) { return line.school.empty() ? award.organisation : line.school; }

std::vector<Block> line_forms(Call& call, const Award& award, LineId line) {
  using namespace spend_form;
  const auto& owner = owner_of(award, *award.line(line.line));
  std::vector<Block> blocks;
  if (call.may("post-cost", owner).allowed) {
    blocks.push_back(Heading{phrase("spend.form.post-heading"), "post"});
    blocks.push_back(cost_form(call, award, line));
  }
  auto choices = reversible(call, line);
  if (!choices.empty() && call.may("reverse-posting", owner).allowed) {
    blocks.push_back(Heading{phrase("spend.form.reverse-heading"), "reverse"});
    blocks.push_back(reverse_form(line, std::move(choices)));
  }
  if (has_excluded(award) && call.may("release-cost", owner).allowed) {
    blocks.push_back(Heading{phrase("spend.form.release-heading"), "release"});
    blocks.push_back(release_form(award, line));
  }
  return blocks;
}

std::vector<Block> move_forms(Call& call, const std::string& organisation, const std::vector<SpendLine>& lines) {
  using namespace spend_form;
  if (lines.empty() || !call.may("move-money", organisation).allowed) return {};
  const auto from = choices_of(lines);
  auto to = from;
  add_lines_of_others(call, lines, to);
  if (to.size() < 2) return {};
  return {Heading{phrase("spend.form.move-heading"), "move"},
          Form{"move-money", {"move-money", organisation, ""},
               {{.name = "from", .kind = FieldKind::select, .label = phrase("spend.form.from"), .choices = from},
                {.name = "to", .kind = FieldKind::select, .label = phrase("spend.form.to"), .choices = std::move(to)},
                {.name = "amount", .label = phrase("spend.form.amount"), .hint = phrase("spend.form.amount-hint")},
                {.name = "reason", .label = phrase("spend.column.reason")}},
               phrase("spend.form.move")}};
}

}  // namespace potensial::service
