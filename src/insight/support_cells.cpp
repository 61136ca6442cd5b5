#include "insight/support_cells.hpp"

namespace potensial::insight {
namespace support_cell_parts {

Cell day_cell(const std::optional<Date>& day, const char* without) { return cell(day ? phrase("insight.day", {{"day", *day}}) : phrase(without)); }

Cell sessions_cell(const SupportGiven& given) { return given.sessions ? count_cell(static_cast<std::size_t>(*given.sessions)) : Cell{}; }

}  // namespace support_cell_parts

Phrase support_phrase(const SupportGiven& given, const Names& funds) {
  if (given.fund.empty()) return verbatim(given.activity);
  return phrase("support.given", {{"activity", given.activity}, {"fund", one(name_of(funds, given.fund))}});
}

Cell support_cell(std::span<const SupportGiven> support, const Names& funds) {
  if (support.empty()) return cell(phrase("support.nothing"));
  std::vector<Phrase> items;
  for (const auto& given : support) items.push_back(support_phrase(given, funds));
  return cell(phrase("people.list", {{"items", std::move(items)}}));
}

std::vector<Column> given_columns() {
  return {text_column("support.column.activity"), number_column("support.column.sessions"), text_column("support.column.mode"), text_column("insight.column.from"),
          text_column("insight.column.to"),       text_column("support.column.fund"),       text_column("insight.column.school")};
}

std::vector<Cell> given_cells(const SupportGiven& given, const Names& funds, const Names& organisations) {
  using namespace support_cell_parts;
  return {cell(verbatim(given.activity)), sessions_cell(given), given.mode.en.empty() ? Cell{} : cell(verbatim(given.mode)), day_cell(given.from, "insight.day-unknown"),
          day_cell(given.to, "insight.day-open"), given.fund.empty() ? Cell{} : cell(name_of(funds, given.fund)), cell(name_of(organisations, given.school))};
}

}  // namespace potensial::insight
