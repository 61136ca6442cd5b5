#include "service/spend_lines.hpp"

#include <algorithm>
#include <charconv>

#include "insight/figure.hpp"
#include "insight/page_parts.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spend_line {

using insight::cell;

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t read = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), read);
  const bool plain = fault == std::errc() && end == text.data() + text.size() && read > 0 && std::to_string(read) == text;
  return plain ? std::optional(read) : std::nullopt;
}

SpendLine standing(store::Ledger& ledger, const Award& award, const AwardLine& line, const funding::SpendRule& rule, Date today) {
  SpendLine made{&award, &line, store::money_of(ledger, LineId{award.id, line.number}), {}, false};
  made.expected = funding::forecast(made.money, award.year, today, rule);
  made.followed_up = funding::needs_follow_up(made.money, made.expected, rule);
  return made;
}

// All learners of the school at the outcome: how many reached a level, where it counts that, else where its figure stands.
std::optional<Cell> figure_of(Call& call, const AwardLine& line) {
  if (!call.pages) return std::nullopt;
  const auto stages = call.pages->standings(line.school);
  if (!stages) return std::nullopt;
  for (const auto& stage : *stages) {
    const auto* row = stage.standing.all(line.indicator);
    const auto there = insight::in_years(insight::figure_link(line.school, line.indicator), stage.standing.year, stage.standing.year);
    if (row && row->counted > 0) {
      const Quantity share{100 * double(row->attained) / double(row->counted), Unit::percent};
      return insight::link_cell(phrase("spend.outcome-now", {{"share", share}, {"year", stage.standing.year}}), there);
    }
    if (row && row->with_result > 0) return insight::link_cell(phrase("spend.outcome-there"), there);
  }
  return std::nullopt;
}

// A page of its figure; of an outcome that no page shows, where it is followed.
Cell link_of(Call& call, const std::string& place, const std::string& indicator) {
  if (!call.pages || call.pages->stage_of(indicator)) return insight::link_cell(phrase("spend.outcome-there"), insight::figure_link(place, indicator));
  return insight::link_cell(phrase("spend.outcome-followed"), {"outcomes", place, ""});
}

}  // namespace spend_line

std::string text(LineId line) { return std::to_string(line.award) + "-" + std::to_string(line.line); }

std::optional<LineId> line_id(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto award = spend_line::number(text.substr(0, dash)), line = spend_line::number(text.substr(dash + 1));
  if (!award || !line || *line > 100'000) return std::nullopt;
  return LineId{*award, static_cast<int>(*line)};
}

Cell money_cell(Pence amount) { return insight::cell(verbatim(potensial::text(amount))); }

std::vector<Award> awards_seen(Call& call, const std::string& organisation, FinancialYear year) {
  auto awards = store::awards_of(call.home.ledger(), organisation, year);
  for (auto& each : store::awards_with_lines_of(call.home.ledger(), organisation))
    if (each.year == year && each.organisation != organisation) awards.push_back(std::move(each));
  return awards;
}

std::vector<SpendLine> spend_lines(store::Ledger& ledger, const std::vector<Award>& awards, const std::string& school, const funding::SpendRule& rule, Date today) {
  std::vector<SpendLine> lines;
  for (const auto& award : awards)
    for (const auto& line : award.lines)
      if (school.empty() || line.school == school || award.organisation == school) lines.push_back(spend_line::standing(ledger, award, line, rule, today));
  return lines;
}

Cell outcome_now(Call& call, const AwardLine& line, const std::string& organisation) {
  using insight::cell;
  const auto& place = line.school.empty() ? organisation : line.school;
  if (line.indicator.empty()) return cell(phrase("spend.outcome-in-words"));
  if (!call.may("see-figure", place).allowed) return insight::link_cell(phrase("spend.outcome-published"), {"core-data", place, ""});
  if (line.school.empty()) return spend_line::link_of(call, place, line.indicator);
  auto figure = spend_line::figure_of(call, line);
  return figure ? *figure : cell(phrase("spend.outcome-unknown"));
}

Phrase outcome_expected(const AwardLine& line) { return verbatim(line.outcome); }

Phrase forecast_words(funding::ForecastBy by) {
  return phrase(by == funding::ForecastBy::person ? "spend.by-person" : by == funding::ForecastBy::even_spend ? "spend.by-even-spend" : "spend.by-nothing-yet");
}

Result<SpendSum> sum_of(const std::vector<SpendLine>& lines) {
  std::vector<Pence> plan, committed, actual, left;
  for (const auto& each : lines) {
    plan.push_back(each.money.plan);
    committed.push_back(each.money.committed);
    actual.push_back(each.money.actual);
    left.push_back(each.expected.left);
  }
  const auto a = sum(plan), b = sum(committed), c = sum(actual), d = sum(left);
  for (const auto* each : {&a, &b, &c, &d})
    if (!*each) return std::unexpected(each->error());
  return SpendSum{*a, *b, *c, *d};
}

}  // namespace potensial::service
