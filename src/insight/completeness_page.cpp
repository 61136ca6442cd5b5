#include "insight/completeness_page.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace potensial::insight {
namespace {

namespace completeness_block {

constexpr std::size_t worst_named = 3;
constexpr std::size_t most_drawn = 6;             // characteristics in the chart of organisations
constexpr std::size_t most_rows_unfolded = 25;

const CharacteristicUse* use_of(const CompletenessPageInput& input, const std::string& id) {
  const auto found = std::ranges::find(input.characteristics, id, &CharacteristicUse::characteristic);
  return found == input.characteristics.end() ? nullptr : &*found;
}

Text name_in(const CompletenessPageInput& input, const std::string& id) {
  const auto* use = use_of(input, id);
  return use ? use->name : Text{id, id};
}

bool warned(const CompletenessPageInput& input, const Completeness& each) { return 1 - each.unrecorded_share() < input.least; }

Target figure_of(const CompletenessPageInput& input, const std::string& place, const std::string& characteristic) {
  return described_figure({.of = "completeness", .place = place, .since = input.scope.year, .year = input.scope.year, .item = characteristic});
}

// Characteristics that are missing most often in the scope.
std::vector<Completeness> worst(std::vector<Completeness> all) {
  std::erase_if(all, [](const Completeness& each) { return each.unrecorded == 0; });
  std::ranges::stable_sort(all, std::greater{}, &Completeness::unrecorded_share);
  if (all.size() > worst_named) all.resize(worst_named);
  return all;
}

// The part of the scope where a characteristic is missing most often.
const Completeness* worst_part(const CompletenessPageInput& input, const std::string& characteristic) {
  const Completeness* worst = nullptr;
  for (const auto& each : input.parts)
    if (each.characteristic == characteristic && (!worst || each.unrecorded_share() > worst->unrecorded_share())) worst = &each;
  return worst;
}

Phrase worst_phrase(const CompletenessPageInput& input, const Completeness& each) {
  std::vector<std::pair<std::string, Argument>> arguments{{"characteristic", name_in(input, each.characteristic)},
                                                          {"share", Quantity{each.unrecorded_share() * 100, Unit::percent}},
                                                          {"n", std::int64_t(each.learners)}};
  const auto* part = worst_part(input, each.characteristic);
  if (!part) return phrase("describe.completeness.worst", std::move(arguments));
  arguments.emplace_back("organisation", one(name_of(input.names, part->organisation)));
  arguments.emplace_back("most", Quantity{part->unrecorded_share() * 100, Unit::percent});
  return phrase("describe.completeness.worst-with-part", std::move(arguments));
}

// Parts where some characteristic is recorded for too few.
std::size_t parts_warned(const CompletenessPageInput& input) {
  std::set<std::string> organisations;
  for (const auto& each : input.parts)
    if (warned(input, each)) organisations.insert(each.organisation);
  return organisations.size();
}

std::vector<Block> key(const CompletenessPageInput& input) {
  std::vector<Block> blocks;
  for (const auto& each : worst(input.whole)) blocks.push_back(Sentence{worst_phrase(input, each), Weight::key});
  if (blocks.empty()) blocks.push_back(Sentence{phrase("describe.completeness.all"), Weight::key});
  const Quantity least{input.least * 100, Unit::percent};
  const auto low = std::ranges::count_if(input.whole, [&](const Completeness& each) { return warned(input, each); });
  blocks.push_back(Sentence{phrase("describe.completeness.warned", {{"n", std::int64_t(low)}, {"least", least}}), Weight::body});
  if (const auto parts = parts_warned(input); parts > 0)
    blocks.push_back(Sentence{phrase("describe.completeness.parts-warned", {{"n", std::int64_t(parts)}, {"least", least}}), Weight::body});
  return blocks;
}

std::vector<Block> by_characteristic(const CompletenessPageInput& input) {
  Table table{"completeness-characteristics", phrase("describe.completeness.by-characteristic"),
              {text_column("insight.column.characteristic"), number_column("describe.column.never-recorded"),
               text_column("describe.column.enough"), number_column("describe.column.learners-without"),
               number_column("insight.column.learners")},
              {},
              phrase("describe.empty.completeness")};
  for (const auto& each : input.whole)
    table.rows.push_back({{opened(text_cell(name_in(input, each.characteristic)), figure_of(input, input.scope.place(), each.characteristic)), percent_cell(each.unrecorded_share()),
                           cell(phrase(warned(input, each) ? "describe.completeness.too-few" : "describe.completeness.enough")),
                           count_cell(each.unrecorded), count_cell(each.learners)}});
  const bool drawn = !table.rows.empty();
  const std::string id = table.id;
  auto blocks = headed(std::move(table));
  if (drawn) {
    auto chart = described_chart(ChartKind::bar, id, phrase("describe.completeness.chart"),
                                 phrase("describe.completeness.chart-description"), {1});
    chart.from_zero = true;
    blocks.push_back(std::move(chart));
  }
  return blocks;
}

// Columns of the table in which some organisation records too few, those with the most of these first, in the order of the table.
std::vector<std::size_t> warned_columns(const CompletenessPageInput& input, const std::vector<std::string>& shown) {
  std::vector<std::pair<std::ptrdiff_t, std::size_t>> found;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto n = std::ranges::count_if(input.parts, [&](const Completeness& each) { return each.characteristic == shown[i] && warned(input, each); });
    if (n > 0) found.emplace_back(-n, i + 1);
  }
  std::ranges::stable_sort(found, {}, [](const auto& each) { return each.first; });
  if (found.size() > most_drawn) found.resize(most_drawn);
  std::vector<std::size_t> columns;
  for (const auto& each : found) columns.push_back(each.second);
  std::ranges::sort(columns);
  return columns;
}

Phrase letters_phrase(const Table& table, const std::vector<std::size_t>& columns, Quantity least) {
  std::vector<Phrase> letters;
  for (std::size_t i = 0; i < columns.size(); ++i)
    letters.push_back(phrase("describe.completeness.letter", {{"letter", std::string(1, static_cast<char>('A' + i))},
                                                              {"characteristic", one(table.columns[columns[i]].title)}}));
  return phrase("describe.completeness.heat-note", {{"least", least}, {"letters", std::move(letters)}});
}

// Where what is missing stands out; a long chart is folded.
std::vector<Block> heat(const CompletenessPageInput& input, const Table& table, const std::vector<std::string>& shown) {
  const auto columns = warned_columns(input, shown);
  if (columns.empty()) return {};
  auto chart = described_chart(ChartKind::heat, table.id, phrase("describe.completeness.heat"), phrase("describe.completeness.heat-description"), columns);
  chart.threshold = (1 - input.least) * 100;
  chart.note = letters_phrase(table, columns, {input.least * 100, Unit::percent});
  if (table.rows.size() <= most_rows_unfolded) return {std::move(chart)};
  Phrase title = chart.finding;
  return {Details{std::move(title), {std::move(chart)}, false}};
}

// One row per authority or school, one column per characteristic that somebody lacks.
std::vector<Block> by_organisation(const CompletenessPageInput& input) {
  Table table{"completeness-organisations", phrase("describe.completeness.by-organisation"),
              {text_column("describe.column.organisation")}, {}, phrase("describe.completeness.one-organisation"), true};
  std::vector<std::string> shown;
  for (const auto& each : input.whole)
    if (each.unrecorded > 0) {
      shown.push_back(each.characteristic);
      table.columns.push_back({verbatim(name_in(input, each.characteristic)), Align::number});
    }
  std::map<std::string, std::map<std::string, double>> shares;
  for (const auto& each : input.parts) shares[each.organisation][each.characteristic] = each.unrecorded_share();
  for (const auto& [organisation, of] : shares) {
    Row row{{organisation_cell(input.names, organisation)}};
    for (const auto& characteristic : shown)
      row.cells.push_back(opened(percent_cell(of.at(characteristic)), figure_of(input, organisation, characteristic)));
    table.rows.push_back(std::move(row));
  }
  if (shown.empty()) return {};
  auto chart = heat(input, table, shown);
  auto blocks = headed(std::move(table));
  append(blocks, std::move(chart));
  return blocks;
}

std::vector<Block> analyses(const CompletenessPageInput& input) {
  std::vector<Block> blocks{Heading{phrase("describe.completeness.analyses"), "completeness-analyses"}};
  List list;
  for (const auto& each : input.whole) {
    const auto* use = use_of(input, each.characteristic);
    if (!use || !warned(input, each)) continue;
    std::vector<Phrase> uses;
    for (const auto& analysis : use->analyses) uses.push_back(phrase("describe.analysis." + analysis));
    if (uses.empty()) uses.push_back(phrase("describe.analysis.none"));
    list.items.push_back({phrase("describe.completeness.affected",
                                 {{"characteristic", use->name},
                                  {"share", Quantity{(1 - each.unrecorded_share()) * 100, Unit::percent}},
                                  {"analyses", std::move(uses)}}), {}});
  }
  if (list.items.empty()) blocks.push_back(Sentence{phrase("describe.completeness.none-affected"), Weight::body});
  else blocks.push_back(std::move(list));
  return blocks;
}

std::vector<Block> never_loaded(const CompletenessPageInput& input) {
  if (input.never_loaded.empty()) return {};
  std::vector<Phrase> names;
  for (const auto& each : input.never_loaded) names.push_back(verbatim(each));
  return {Sentence{phrase("describe.completeness.never-loaded", {{"names", std::move(names)}}), Weight::body}};
}

}  // namespace completeness_block
}  // namespace

Page completeness_page(const CompletenessPageInput& input) {
  Page page = described_frame(input.scope, "completeness");
  auto& blocks = page.blocks;
  append(blocks, completeness_block::key(input));
  append(blocks, completeness_block::by_characteristic(input));
  append(blocks, completeness_block::by_organisation(input));
  append(blocks, completeness_block::analyses(input));
  append(blocks, completeness_block::never_loaded(input));
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("completeness"));
  return page;
}

}  // namespace potensial::insight
