#include "insight/findings_table.hpp"

#include <algorithm>

#include "insight/figure.hpp"

namespace potensial::insight {

Phrase chance_phrase(double q) { return phrase("insight.finding.chance", {{"q", Quantity{q, Unit::probability}}}); }

namespace {

namespace findings_part {

bool same_indicator(std::span<const FindingRecord> findings) {
  return std::ranges::all_of(findings, [&](const FindingRecord& each) { return each.indicator == findings.front().indicator; });
}

bool no_combination(std::span<const FindingRecord> findings, OwnFigure own) {
  return own == OwnFigure::of_combinations &&
         std::ranges::all_of(findings, [](const FindingRecord& each) { return each.conditions.size() < 2; });
}

void drop_column(Table& table, std::size_t column) {
  const auto at = static_cast<std::ptrdiff_t>(column);
  table.columns.erase(table.columns.begin() + at);
  for (auto& row : table.rows) row.cells.erase(row.cells.begin() + at);
}

constexpr std::size_t own_column = 3, indicator_column = 8;

// Where the outcome of a finding first stands: outcomes keep their order, for their gaps have different units.
std::ptrdiff_t first_of(std::span<const FindingRecord> findings, const FindingRecord& finding) {
  return std::ranges::find(findings, finding.indicator, &FindingRecord::indicator) - findings.begin();
}

const char* lasting_message(const FindingRecord& finding) {
  if (finding.by_year.size() < 2) return "insight.finding.one-year-only";
  return finding.lasting ? "insight.finding.lasting" : "insight.finding.not-lasting";
}

}  // namespace findings_part
}  // namespace

Table findings_table(std::string id, Phrase title, std::span<const FindingRecord> findings, OwnFigure own,
                     OutcomeNamed outcome) {
  Table table{std::move(id), std::move(title),
              {text_column("insight.column.group"), number_column("insight.column.gap"),
               number_column("insight.column.interval"), number_column("insight.column.beyond-parts"),
               number_column("insight.column.q"), number_column("insight.column.learners"),
               number_column("insight.column.schools"), text_column("insight.column.lasting"),
               text_column("insight.column.indicator")},
              {},
              phrase("insight.empty.findings")};
  std::vector<const FindingRecord*> sorted;
  for (const auto& each : findings) sorted.push_back(&each);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const FindingRecord* a, const FindingRecord* b) {
    return a->indicator == b->indicator ? a->gap < b->gap
                                        : findings_part::first_of(findings, *a) < findings_part::first_of(findings, *b);
  });
  for (const FindingRecord* each : sorted) {
    Cell name = cell(group_phrase(each->conditions));
    if (!each->id.empty()) name.link = Target{"finding", each->id, ""};
    const bool with_own = own == OwnFigure::of_all || each->conditions.size() > 1;
    table.rows.push_back({{std::move(name), difference_cell(each->gap, each->scale),
                           interval_cell(each->low, each->high, each->scale),
                           difference_cell(with_own ? each->own : no_figure, each->scale),
                           {Quantity{each->q, Unit::probability}, {}},
                           opened(count_cell(each->learners), in_years(figure_link(each->scope, each->indicator, each->conditions), each->years)),
                           count_cell(each->schools),
                           cell(phrase(findings_part::lasting_message(*each))),
                           cell(verbatim(each->indicator_name))}});
  }
  if (outcome == OutcomeNamed::by_the_page && findings_part::same_indicator(findings))
    findings_part::drop_column(table, findings_part::indicator_column);
  if (findings_part::no_combination(findings, own)) findings_part::drop_column(table, findings_part::own_column);
  return table;
}

}  // namespace potensial::insight
