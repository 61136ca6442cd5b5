#include "service/forum_paper.hpp"

#include <algorithm>
#include <map>

#include "funding/central_money.hpp"
#include "funding/delegation_page.hpp"
#include "insight/page_parts.hpp"
#include "service/central_operations.hpp"
#include "store/delegation_store.hpp"
#include "store/option_effect_store.hpp"

namespace potensial::service {
namespace forum_paper_view {

using insight::cell;
using insight::number_column;
using insight::text_column;

constexpr std::size_t most_side_by_side = 6;  // more columns cannot be compared on paper

struct PutOption {
  DelegationOption option;
  store::OptionEffect effect;
};

std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

// With their effects stated, as they were kept; `without`: how many of the year are not put.
std::vector<PutOption> options_put(Home& home, const std::string& authority, FinancialYear year, std::size_t& without) {
  std::vector<PutOption> put;
  for (auto& each : store::delegation_options(home.ledger(), {authority, better_schools_fund, year})) {
    auto effect = store::effect_of(home.ledger(), each.id);
    if (effect) put.push_back({std::move(each), std::move(*effect)});
    else if (each.person != PersonId{}) ++without;
  }
  return put;
}

Sentence asked(const std::vector<PutOption>& put, FinancialYear year) {
  if (put.empty()) return {phrase("forum.paper.none", {{"year", year.text()}}), Weight::key};
  return {phrase("forum.paper.asked", {{"n", whole(put.size())}, {"year", year.text()}}), Weight::key};
}

Table options_side_by_side(const std::vector<PutOption>& put) {
  Table table{"paper-options", phrase("forum.paper.options"),
              {text_column("delegation.option"), number_column("delegation.option-total"), text_column("option.on-schools"), text_column("option.on-services"),
               text_column("delegation.by-formula"), text_column("delegation.option-reason"), text_column("delegation.state")},
              {}, phrase("forum.paper.no-options")};
  for (const auto& [option, effect] : put)
    table.rows.push_back({{cell(option_phrase(option)), funding::money_cell(option.delegated()), cell(verbatim(effect.on_schools)), cell(verbatim(effect.on_services)),
                           cell(formula_phrase(option.weights)), cell(verbatim(option.reason)), cell(state_phrase(option))}});
  return table;
}

// By school: what each option gives it; an empty cell where it was no school of the authority when the option was kept.
std::map<std::string, std::vector<Cell>> amounts_by_school(const std::vector<PutOption>& put) {
  std::map<std::string, std::vector<Cell>> schools;
  for (std::size_t i = 0; i < put.size(); ++i)
    for (const auto& each : put[i].option.schools) {
      auto& cells = schools[each.school.school];
      cells.resize(put.size());
      cells[i] = funding::money_cell(each.amount);
    }
  return schools;
}

Table schools_side_by_side(Home& home, std::vector<PutOption> put) {
  put.resize(std::min(put.size(), most_side_by_side));
  Table table{"paper-schools", phrase("forum.paper.schools"), {text_column("forum.paper.school")}, {}, phrase("forum.paper.no-options")};
  table.by_name = true;
  for (const auto& each : put) table.columns.push_back({option_phrase(each.option), Align::number});
  const auto names = home.names();
  for (auto& [school, cells] : amounts_by_school(put)) {
    Row row{{cell(insight::name_of(names, school))}};
    row.cells.insert(row.cells.end(), cells.begin(), cells.end());
    table.rows.push_back(std::move(row));
  }
  return table;
}

// Of what was released for a year: the part that schools got.
double delegated_share(const DelegationOption& option) {
  const auto schools = static_cast<double>(option.delegated().count), kept = static_cast<double>(option.kept_centrally().count);
  return schools + kept > 0 ? 100 * schools / (schools + kept) : 0;
}

Quantity percent(double share) { return {share, Unit::percent}; }

// The newest year before the one that is decided about in which the authority released something.
std::optional<DelegationOption> released_before(Home& home, const std::string& authority, FinancialYear year) {
  for (const auto each : store::years_released(home.ledger(), better_schools_fund))
    if (each < year)
      if (auto released = store::released_delegation(home.ledger(), authority, better_schools_fund, each)) return released;
  return std::nullopt;
}

std::vector<Block> share_blocks(Home& home, const DelegationOption& own) {
  std::vector<double> shares;
  for (const auto& each : store::delegation_options(home.ledger(), {"", better_schools_fund, own.year, true})) shares.push_back(delegated_share(each));
  const auto below = std::ranges::count_if(shares, [&](double each) { return each < delegated_share(own); });
  return {Sentence{phrase("forum.paper.share", {{"year", own.year.text()}, {"share", percent(delegated_share(own))}, {"n", whole(shares.size())}, {"below", std::int64_t(below)},
                                                {"least", percent(std::ranges::min(shares))}, {"most", percent(std::ranges::max(shares))}}), Weight::body},
          List{{{phrase("forum.paper.way-to-alignment", {{"year", own.year.text()}}), Target{"alignment", own.authority, "", {{"year", own.year.text()}}}}}}};
}

std::vector<Block> kept_blocks(Home& home, const DelegationOption& option) {
  std::vector<Block> blocks{Heading{phrase("forum.paper.kept", {{"year", option.year.text()}}), "paper-kept"}};
  append(blocks, funding::central_blocks(option, central_shown(home, option.authority, option.year)));
  return blocks;
}

}  // namespace forum_paper_view

Phrase option_phrase(const DelegationOption& option) { return option.person == PersonId{} ? phrase("delegation.history") : verbatim(option.name); }

Phrase formula_phrase(const DelegationWeights& weights) {
  if (weights.all() == 0) return phrase("delegation.formula-unknown");
  if (weights.index > 0)
    return phrase("delegation.formula-index", {{"learners", weights.learners}, {"staff", weights.staff}, {"lump", weights.lump}, {"need", weights.need}, {"index", weights.index}});
  return phrase("delegation.formula", {{"learners", weights.learners}, {"staff", weights.staff}, {"lump", weights.lump}, {"need", weights.need}});
}

Phrase state_phrase(const DelegationOption& option) {
  if (!option.is_released()) return phrase("delegation.not-released");
  return phrase("delegation.released", {{"who", option.released_by}, {"day", Date::of(option.released_at)}});
}

std::vector<Block> forum_paper(Home& home, const std::string& authority, FinancialYear year, bool with_outcomes) {
  using namespace forum_paper_view;
  std::size_t without = 0;
  auto put = options_put(home, authority, year, without);
  std::vector<Block> blocks{Heading{phrase("forum.paper.title", {{"year", year.text()}}), "paper"}, asked(put, year)};
  if (without > 0) blocks.push_back(Sentence{phrase("forum.paper.without-effect", {{"n", whole(without)}}), Weight::body});
  if (!put.empty()) append(blocks, {options_side_by_side(put), schools_side_by_side(home, std::move(put))});
  if (const auto before = released_before(home, authority, year)) {
    if (with_outcomes) append(blocks, kept_blocks(home, *before));
    append(blocks, share_blocks(home, *before));
  }
  return blocks;
}

}  // namespace potensial::service
