#include "report/flat_table.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "report/links.hpp"

namespace potensial::report {
namespace flat_detail {

const char* unit_message(Unit unit) {
  switch (unit) {
    case Unit::percent:
    case Unit::whole_percent: return "unit.name.percent";
    case Unit::points: return "unit.name.points";
    case Unit::standard: return "unit.name.standard";
    case Unit::score: return "unit.name.score";
    case Unit::probability: return "unit.name.probability";
    case Unit::per_thousand: return "unit.name.per-thousand";
    case Unit::months: return "unit.name.months";
    case Unit::pence: return "unit.name.pounds";
    case Unit::index: return "unit.name.index";
    case Unit::count: break;
  }
  return "unit.name.count";
}

const Value& value_at(const Table& table, std::size_t row, std::size_t column) {
  static const Value absent = Mark::not_applicable;
  const auto& cells = table.rows[row].cells;
  return column < cells.size() ? cells[column].value : absent;
}

// The unit of a value that is a number or an interval of numbers.
std::optional<Unit> unit_of_value(const Value& value) {
  if (const auto* quantity = std::get_if<Quantity>(&value)) return quantity->unit;
  if (const auto* interval = std::get_if<Interval>(&value)) return interval->unit;
  return std::nullopt;
}

struct Shape {
  std::set<Unit> units;
  bool intervals = false;
};

Shape shape_of_column(const Table& table, std::size_t column) {
  Shape shape;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const Value& value = value_at(table, row, column);
    if (const auto unit = unit_of_value(value)) shape.units.insert(*unit);
    shape.intervals = shape.intervals || std::holds_alternative<Interval>(value);
  }
  return shape;
}

FlatCell number(double value, Unit unit, const Words& words) {
  if (!std::isfinite(value)) return words.say(Mark::not_applicable);
  return Quantity{unit == Unit::pence ? value / 100 : value, unit};  // a file holds pounds
}

FlatCell plain(const Value& value, const Words& words) {
  if (const auto* quantity = std::get_if<Quantity>(&value)) return number(quantity->value, quantity->unit, words);
  return words.say(value);
}

FlatCell end_of(const Value& value, double Interval::*end, const Words& words) {
  if (const auto* interval = std::get_if<Interval>(&value)) return number(interval->*end, interval->unit, words);
  return plain(value, words);
}

void add_titles(FlatTable& flat, const std::string& title, const Shape& shape, const Words& words) {
  std::string named = title;
  if (shape.units.size() == 1 && *shape.units.begin() != Unit::count)
    named = words.say("export.with-unit", {{"title", title}, {"unit", unit_name(*shape.units.begin(), words)}});
  if (shape.intervals) {
    flat.titles.push_back(words.say("export.from", {{"title", named}}));
    flat.titles.push_back(words.say("export.to", {{"title", named}}));
  } else {
    flat.titles.push_back(named);
  }
  if (shape.units.size() > 1) flat.titles.push_back(words.say("export.unit", {{"title", title}}));
}

void add_cells(std::vector<FlatCell>& cells, const Value& value, const Shape& shape, const Words& words) {
  if (shape.intervals) {
    cells.push_back(end_of(value, &Interval::low, words));
    cells.push_back(end_of(value, &Interval::high, words));
  } else {
    cells.push_back(plain(value, words));
  }
  if (shape.units.size() > 1) {
    const auto unit = unit_of_value(value);
    cells.emplace_back(unit ? unit_name(*unit, words) : words.say(Mark::not_applicable));
  }
}

void add_notes(FlatTable& flat, const Table& table, const Words& words) {
  for (auto& meaning : meanings_of_marks(table, words)) flat.notes.push_back(std::move(meaning));
  if (table.rows.empty()) flat.notes.push_back(words.say(table.when_empty));
}

bool leads_to_a_figure(const Cell& cell) { return cell.link && cell.link->noun == "figure"; }

// The addresses of what stands behind the numbers of a row, each once.
std::string behind(const Row& row, Language language) {
  std::vector<std::string> addresses;
  for (const auto& cell : row.cells) {
    if (!leads_to_a_figure(cell)) continue;
    auto address = ServedLinks().page(*cell.link, language);
    if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(std::move(address));
  }
  std::string text;
  for (const auto& address : addresses) text += (text.empty() ? "" : " ") + address;
  return text;
}

// A last column for whoever has the file and not the page.
void add_behind(FlatTable& flat, const Table& table, const Words& words) {
  const auto any = [](const Row& row) { return std::ranges::any_of(row.cells, leads_to_a_figure); };
  if (std::ranges::none_of(table.rows, any)) return;
  flat.titles.push_back(words.say("export.behind"));
  for (std::size_t row = 0; row < table.rows.size(); ++row) flat.rows[row].emplace_back(behind(table.rows[row], words.language()));
}

}  // namespace flat_detail

std::string unit_name(Unit unit, const Words& words) { return words.say(flat_detail::unit_message(unit)); }

FlatTable flat_table(const Table& table, const Words& words) {
  FlatTable flat{table.id, words.say(table.title), {}, {}, {}};
  flat.rows.resize(table.rows.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const auto shape = flat_detail::shape_of_column(table, column);
    flat_detail::add_titles(flat, words.say(table.columns[column].title), shape, words);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      flat_detail::add_cells(flat.rows[row], flat_detail::value_at(table, row, column), shape, words);
  }
  flat_detail::add_behind(flat, table, words);
  flat_detail::add_notes(flat, table, words);
  return flat;
}

std::vector<const Table*> tables_of(const std::vector<Block>& blocks) {
  std::vector<const Table*> tables;
  for (const auto& block : blocks) {
    if (const auto* table = std::get_if<Table>(&block)) tables.push_back(table);
    if (const auto* details = std::get_if<Details>(&block))
      for (const auto* table : tables_of(details->blocks)) tables.push_back(table);
  }
  return tables;
}

std::vector<std::string> head_lines(const Page& page, const Words& words) {
  std::vector<std::string> lines{words.say(page.title)};
  if (auto caption = words.say(page.caption); !caption.empty()) lines.push_back(std::move(caption));
  if (page.invented) lines.push_back(words.say("page.mark-invented"));
  if (page.not_for_publication) lines.push_back(words.say("page.mark-not-for-publication"));
  lines.push_back(words.say("page.language-is"));
  return lines;
}

}  // namespace potensial::report
