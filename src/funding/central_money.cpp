#include "funding/central_money.hpp"

#include "funding/delegation_page.hpp"
#include "model/pence.hpp"

namespace potensial::funding {
namespace central_money {

Phrase outcome_words(const CentralShown& shown) {
  const auto& activity = shown.activity;
  return phrase("central.outcome", {{"group", shown.group}, {"indicator", shown.indicator}, {"from", Quantity{activity.baseline, shown.unit}}, {"to", Quantity{activity.target, shown.unit}},
                                    {"day", activity.outcome_day}});
}

Row row_of(const CentralPart& part, const std::vector<CentralShown>& activities) {
  if (part.activity) {
    const auto& shown = activities[*part.activity];
    return {{{verbatim(shown.activity.name), {}}, money_cell(part.amount), {outcome_words(shown), {}}, {phrase("insight.day", {{"day", shown.activity.evaluation_day}}), {}},
             {verbatim(shown.activity.evaluation), {}}}};
  }
  const auto name = part.named.empty() ? phrase("alignment.unassigned") : phrase("central.rest", {{"name", part.named}});
  return {{{name, {}}, money_cell(part.amount), {phrase("central.no-outcome"), {}}, {}, {}}};
}

void add_sum(std::vector<Block>& blocks, const char* message, Pence amount) {
  if (amount.count > 0) blocks.push_back(Sentence{phrase(message, {{"amount", text(amount)}}), Weight::body});
}

}  // namespace central_money

std::vector<CentralPart> central_parts(const DelegationOption& option, const std::vector<CentralShown>& activities) {
  std::vector<CentralPart> parts;
  for (std::size_t at = 0; at < option.central.size(); ++at) {
    const int place = static_cast<int>(at) + 1;
    auto left = option.central[at].amount;
    for (std::size_t i = 0; i < activities.size(); ++i) {
      if (activities[i].activity.amount_place != place) continue;
      parts.push_back({place, option.central[at].activity, i, activities[i].activity.amount});
      left.count -= activities[i].activity.amount.count;
    }
    if (left.count != 0) parts.push_back({place, option.central[at].activity, std::nullopt, left});
  }
  return parts;
}

std::vector<Block> central_blocks(const DelegationOption& option, const std::vector<CentralShown>& activities) {
  Table table{"central", phrase("alignment.central"),
              {{phrase("alignment.activity"), Align::text}, {phrase("alignment.amount"), Align::number}, {phrase("central.column.outcome"), Align::text},
               {phrase("central.column.evaluated"), Align::text}, {phrase("central.column.evaluation"), Align::text}},
              {}, phrase("alignment.no-central")};
  Pence unnamed, without_outcome;
  for (const auto& part : central_parts(option, activities)) {
    if (!part.activity) (part.named.empty() ? unnamed : without_outcome).count += part.amount.count;
    table.rows.push_back(central_money::row_of(part, activities));
  }
  auto heading = Heading{table.title, "central-heading"};
  std::vector<Block> blocks{std::move(heading), std::move(table)};
  central_money::add_sum(blocks, "alignment.unassigned-sum", unnamed);
  central_money::add_sum(blocks, "central.without-outcome", without_outcome);
  return blocks;
}

}  // namespace potensial::funding
