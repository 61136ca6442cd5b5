#include "insight/core_data_page.hpp"

#include <algorithm>
#include <charconv>

#include "insight/core_data.hpp"
#include "insight/page_parts.hpp"

namespace potensial::insight {
namespace core_data_block {

constexpr std::size_t place_axis = 0, reached_axis = 1, share_column = 1;

const ClassLevel* level_of(const ReleasedTable& table, std::size_t axis, std::string_view code) {
  const auto& levels = table.variables()[axis].levels;
  const auto at = std::ranges::find(levels, code, &ClassLevel::code);
  return at == levels.end() ? nullptr : &*at;
}

const ReleasedCell* released(const ReleasedTable& table, std::string_view place, std::string_view reached) {
  const auto number = [&](std::size_t axis, std::string_view code) {
    const auto* level = level_of(table, axis, code);
    return level ? static_cast<std::size_t>(level - table.variables()[axis].levels.data()) : table.variables()[axis].levels.size();
  };
  const std::vector<std::size_t> levels{number(place_axis, place), number(reached_axis, reached)};
  const auto at = std::ranges::find(table.cells(), levels, &ReleasedCell::levels);
  return at == table.cells().end() ? nullptr : &*at;
}

// As it was printed: a share that stands with a decimal keeps it.
std::optional<Quantity> share_of(const ReleasedCell* cell) {
  if (!cell || cell->percentage.empty()) return std::nullopt;
  double value = 0;
  const auto& text = cell->percentage;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return Quantity{value, text.find('.') == std::string::npos ? Unit::whole_percent : Unit::percent};
}

Cell count_or_mark(const ReleasedCell* found) {
  if (!found || found->impossible) return {};
  return found->count ? Cell{Quantity{static_cast<double>(*found->count), Unit::count}, {}} : Cell{Mark::suppressed, {}};
}

Cell share_or_mark(const ReleasedCell* found) {
  const auto share = share_of(found);
  return share ? Cell{*share, {}} : Cell{Mark::suppressed, {}};
}

const char* word_message(Verdict verdict) {
  switch (verdict) {
    case Verdict::low: return "core-data.word.lower";
    case Verdict::not_low: return "core-data.word.not-lower";
    case Verdict::cannot_be_judged: break;
  }
  return "core-data.word.none";
}

Cell word_cell(const CoreDataStage& stage, const std::string& place) {
  const auto at = std::ranges::find(stage.words, place, &ReleasedWord::school);
  return at == stage.words.end() ? Cell{} : cell(phrase(word_message(at->verdict)));
}

Row row_of(const CoreDataStage& stage, const std::string& place) {
  const auto* level = level_of(*stage.table, place_axis, place);
  const auto* reached = released(*stage.table, place, reached_code);
  return {{link_cell(verbatim(level->name), Target{"core-data", place, ""}), share_or_mark(reached), word_cell(stage, place), count_or_mark(reached),
           count_or_mark(released(*stage.table, place, counted_code))}};
}

Table table_of(const CoreDataStage& stage, AcademicYear year) {
  Table table{"core-" + stage.indicator_id,
              phrase("core-data.table", {{"indicator", stage.indicator}, {"year", year}}),
              {text_column("core-data.column.place"), number_column("core-data.column.share"), text_column("core-data.column.word"),
               number_column("core-data.column.reached"), number_column("core-data.column.learners")},
              {},
              phrase("core-data.empty")};
  for (const auto& place : stage.places)
    if (level_of(*stage.table, place_axis, place)) table.rows.push_back(row_of(stage, place));
  return table;
}

Sentence key_of(const CoreDataStage& stage, const CoreDataPageInput& input) {
  const auto own = share_of(released(*stage.table, input.place, reached_code)), all = share_of(released(*stage.table, input.whole, reached_code));
  const std::vector<std::pair<std::string, Argument>> arguments{
      {"stage", stage.stage}, {"name", input.name}, {"indicator", stage.indicator}, {"share", own.value_or(Quantity{})},
      {"whole", level_of(*stage.table, place_axis, input.whole)->name}, {"all", all.value_or(Quantity{})}};
  if (input.place == input.whole && all) return {phrase("core-data.key.whole", arguments), Weight::key};
  if (own && all) return {phrase("core-data.key.share", arguments), Weight::key};
  return {phrase(all ? "core-data.key.hidden" : "core-data.key.all-hidden", arguments), Weight::key};
}

bool draws(const Table& table) {
  const auto drawn = std::ranges::count_if(table.rows, [](const Row& row) { return std::holds_alternative<Quantity>(row.cells[share_column].value); });
  return drawn > 1;
}

Chart chart_of(const Table& table) {
  Chart chart;
  chart.kind = ChartKind::bar;
  chart.table = table.id;
  chart.finding = table.title;
  chart.description = phrase("core-data.chart");
  chart.note = phrase("core-data.chart-note");
  chart.values = {share_column};
  chart.from_zero = true;
  return chart;
}

void add_stage(std::vector<Block>& blocks, const CoreDataStage& stage, const CoreDataPageInput& input) {
  blocks.push_back(Heading{verbatim(stage.stage), "stage-" + stage.indicator_id});
  blocks.push_back(key_of(stage, input));
  auto table = table_of(stage, input.year);
  const bool drawn = draws(table);
  auto chart = chart_of(table);
  blocks.push_back(std::move(table));
  if (drawn) blocks.push_back(std::move(chart));
  blocks.push_back(List{{{phrase("core-data.definition", {{"indicator", stage.indicator}}), Target{"definition", stage.indicator_id, ""}}}});
}

std::vector<Block> other_years(const CoreDataPageInput& input) {
  List list;
  for (const auto year : input.years)
    if (year != input.year)
      list.items.push_back({phrase("core-data.year", {{"year", year}}),
                            Target{"core-data", input.place, "", {{"year", std::to_string(year.summer)}}}});
  if (list.items.empty()) return {};
  return {Heading{phrase("core-data.years"), "years"}, std::move(list)};
}

Page frame(const CoreDataPageInput& input) {
  Page page;
  page.address = {"core-data", input.place, ""};
  page.title = verbatim(input.name);
  page.caption = phrase("core-data.caption", {{"year", input.year}, {"day", input.from}});
  page.section = "find";
  page.trail = input.trail;
  page.invented = input.invented;
  page.not_for_publication = false;
  return page;
}

}  // namespace core_data_block

Page core_data_page(const CoreDataPageInput& input) {
  Page page = core_data_block::frame(input);
  if (input.stages.empty()) page.blocks.push_back(Sentence{phrase("core-data.none-here"), Weight::key});
  for (const auto& stage : input.stages) core_data_block::add_stage(page.blocks, stage, input);
  if (!input.stages.empty()) {
    page.blocks.push_back(Sentence{verbatim(input.stages.front().table->policy().sentence), Weight::note});
    page.blocks.push_back(Sentence{phrase("core-data.mark", {{"mark", input.stages.front().table->policy().mark}}), Weight::note});
    page.blocks.push_back(Sentence{phrase("core-data.words"), Weight::note});
  }
  for (auto& each : core_data_block::other_years(input)) page.blocks.push_back(std::move(each));
  return page;
}

}  // namespace potensial::insight
