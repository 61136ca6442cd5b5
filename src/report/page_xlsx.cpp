#include "report/page_xlsx.hpp"

#include "report/flat_table.hpp"
#include "report/readers_order.hpp"

namespace potensial::report {
namespace xlsx_detail {

const char* number_format(Unit unit) {
  switch (unit) {
    case Unit::count:
    case Unit::months: return "#,##0";
    case Unit::percent: return "0.0\"%\"";
    case Unit::whole_percent: return "0\"%\"";
    case Unit::standard: return "0.00";
    case Unit::probability:
    case Unit::index: return "0.000";
    case Unit::pence: return "\"£\"#,##0.00";
    default: return "#,##0.0";
  }
}

exchange::SheetCell cell_of(const FlatCell& cell) {
  if (const auto* quantity = std::get_if<Quantity>(&cell))
    return exchange::SheetNumber{quantity->value, number_format(quantity->unit)};
  return std::get<std::string>(cell);
}

exchange::Sheet sheet_of(const FlatTable& table) {
  exchange::Sheet sheet{table.title, {table.title}, table.titles, {}, table.notes};
  for (const auto& row : table.rows) {
    auto& cells = sheet.rows.emplace_back();
    for (const auto& cell : row) cells.push_back(cell_of(cell));
  }
  return sheet;
}

void add_sentences(std::vector<std::string>& lines, const std::vector<Block>& blocks, const Words& words) {
  for (const auto& block : blocks) {
    if (const auto* sentence = std::get_if<Sentence>(&block)) lines.push_back(words.say(sentence->text));
    if (const auto* details = std::get_if<Details>(&block)) add_sentences(lines, details->blocks, words);
    if (const auto* summary = std::get_if<Summary>(&block))
      for (const auto& fact : summary->facts) lines.push_back(words.say(fact.term) + ": " + words.say(fact.description));
  }
}

}  // namespace xlsx_detail

exchange::Workbook page_workbook(const Page& page, const Words& words, Date dated) {
  exchange::Workbook workbook{words.say(page.title), dated, {}};
  exchange::Sheet first{words.say("export.page"), head_lines(page, words), {}, {}, {}};
  xlsx_detail::add_sentences(first.after, page.blocks, words);
  workbook.sheets.push_back(std::move(first));
  const auto sorted = in_readers_order(page, words);
  for (const auto* table : tables_of(sorted.blocks)) workbook.sheets.push_back(xlsx_detail::sheet_of(flat_table(*table, words)));
  return workbook;
}

}  // namespace potensial::report
