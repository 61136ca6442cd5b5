#include "insight/figure_page.hpp"

#include <cmath>

namespace potensial::insight {
namespace figure_block {

constexpr std::size_t most_loads_open = 12;

std::int64_t whole(std::size_t n) { return std::int64_t(n); }

bool has_numerator(const FigurePageInput& input) { return !input.indicator.attained.empty(); }

Phrase years_of(const FigurePageInput& input) {
  std::vector<AcademicYear> years;
  for (const auto& each : input.years) years.push_back(each.year);
  return years_phrase(years);
}

Sentence key(const FigurePageInput& input) {
  const auto& counts = input.together;
  if (counts.learners == 0) return {phrase("figure.key-nobody"), Weight::key};
  if (!has_numerator(input)) return {phrase("figure.key-scale", {{"n", whole(counts.with_result)}, {"all", whole(counts.learners)}}), Weight::key};
  if (counts.counted == 0) return {phrase("figure.key-uncounted", {{"all", whole(counts.learners)}}), Weight::key};
  return {phrase("figure.key-share", {{"attained", whole(counts.attained)}, {"counted", whole(counts.counted)},
                                      {"share", Quantity{counts.share() * 100, Unit::percent}}, {"all", whole(counts.learners)}}),
          Weight::key};
}

// Years one by one, and together where there are several.
template <class RowOf>
void add_years(Table& table, const FigurePageInput& input, RowOf row_of) {
  for (const auto& each : input.years) table.rows.push_back(row_of(phrase("insight.years.one", {{"year", each.year}}), each.counts));
  if (input.years.size() > 1) table.rows.push_back(row_of(phrase("figure.together"), input.together));
}

Table counts_table(const FigurePageInput& input) {
  Table table{"counts", phrase("figure.counts"),
              {text_column("insight.column.school-year"), number_column("insight.column.share"), number_column("figure.column.numerator"),
               number_column("figure.column.denominator"), number_column("insight.column.on-roll")},
              {}, phrase("figure.key-nobody")};
  add_years(table, input, [](Phrase year, const FigureCounts& counts) {
    return Row{{cell(std::move(year)), percent_cell(counts.share()), count_cell(counts.attained), count_cell(counts.counted), count_cell(counts.learners)}};
  });
  return table;
}

Table scale_table(const FigurePageInput& input) {
  const Scale scale = input.indicator.scale;
  Table table{"scale", phrase("figure.scale"),
              {text_column("insight.column.school-year"), number_column("insight.column.attained"), number_column("figure.column.with-result"),
               number_column("insight.column.on-roll"), number_column("figure.column.same-start"), number_column("figure.column.with-start"),
               number_column("figure.column.circumstances"), number_column("figure.column.previous")},
              {}, phrase("figure.key-nobody")};
  add_years(table, input, [scale](Phrase year, const FigureCounts& counts) {
    return Row{{cell(std::move(year)), attained_cell(counts.mean, scale), count_cell(counts.with_result), count_cell(counts.learners),
                count_cell(counts.same_start), count_cell(counts.with_start), count_cell(counts.circumstances), count_cell(counts.previous)}};
  });
  return table;
}

std::vector<Block> counts(const FigurePageInput& input) {
  std::vector<Block> blocks;
  if (has_numerator(input)) blocks.push_back(counts_table(input));
  blocks.push_back(scale_table(input));
  if (input.years.size() > 1) blocks.push_back(Sentence{phrase("figure.searched", {{"n", whole(input.searched)}}), Weight::note});
  return blocks;
}

Phrase day(const std::optional<Date>& day, const char* open) { return day ? phrase("insight.day", {{"day", *day}}) : phrase(open); }

Phrase validity(const FigurePageInput& input) {
  return phrase("describe.definition.valid", {{"from", one(day(input.from, "describe.definition.always"))},
                                              {"to", one(day(input.to, "describe.definition.still"))}});
}

std::vector<Block> definition(const FigurePageInput& input) {
  const auto& indicator = input.indicator;
  Summary summary{{{phrase("describe.definition.numerator"), verbatim(indicator.numerator)},
                   {phrase("describe.definition.denominator"), verbatim(indicator.denominator)},
                   {phrase("describe.definition.exclusions"),
                    indicator.exclusions == Text{} ? phrase("describe.definition.nobody") : verbatim(indicator.exclusions)},
                   {phrase("describe.definition.learners"), verbatim(input.stage)},
                   {phrase("describe.definition.validity"), validity(input)}}};
  return {Heading{phrase("figure.definition"), "definition-heading"}, std::move(summary),
          List{{{phrase("insight.definition-link", {{"indicator", indicator.name}, {"version", std::int64_t(indicator.version)}}),
                 Target{"definition", indicator.id, ""}}}}};
}

Row load_row(const LoadOfFigure& load, const Names& names) {
  const auto number = std::to_string(load.number);
  return {{link_cell(verbatim(load.file), {"load", number, ""}), cell(verbatim(load.collection)),
           load.year ? cell(phrase("insight.years.one", {{"year", *load.year}})) : cell(phrase("imports.years-of-rows")),
           load.organisation.empty() ? cell(phrase("figure.many")) : cell(name_of(names, load.organisation)),
           cell(phrase("insight.day", {{"day", load.day}})), cell(verbatim(load.actor)), cell(verbatim(number))}};
}

std::vector<Block> loads(const FigurePageInput& input) {
  Table table{"loads", phrase("figure.loads", {{"n", whole(input.loads.size())}}),
              {text_column("imports.column.file"), text_column("imports.column.what"), text_column("imports.column.year"),
               text_column("imports.column.organisation"), text_column("figure.column.day"), text_column("imports.column.who"),
               text_column("figure.column.load")},
              {}, phrase("figure.no-loads")};
  for (const auto& each : input.loads) table.rows.push_back(load_row(each, input.names));
  const Sentence generation{phrase("figure.generation", {{"n", std::to_string(input.generation)}}), Weight::note};
  if (table.rows.size() <= most_loads_open) return {std::move(table), generation};
  return {Heading{table.title, "loads-heading"}, Details{table.title, {table}, false}, generation};
}

const char* counted_word(const LearnerOfFigure& each, bool numerator) {
  if (!numerator) return std::isnan(each.value) ? "figure.word.no-result" : "figure.word.result";
  return each.attained ? "figure.word.numerator" : each.counted ? "figure.word.denominator" : "figure.word.not-counted";
}

Row learner_row(const LearnerOfFigure& each, const FigurePageInput& input) {
  const auto id = text(each.learner);
  return {{link_cell(each.name.empty() ? phrase("insight.learner.title", {{"id", id}}) : verbatim(each.name), {"learner", id, ""}),
           cell(phrase(counted_word(each, has_numerator(input)))), attained_cell(each.value, input.indicator.scale),
           cell(phrase("insight.years.one", {{"year", each.year}})), cell(name_of(input.names, each.school))}};
}

Table learners(const FigurePageInput& input) {
  Table table{"learners", phrase("figure.learners", {{"n", whole(input.learners->all)}}),
              {text_column("insight.column.learner"), text_column("figure.column.counted"), number_column("insight.column.own-standing"),
               text_column("insight.column.school-year"), text_column("insight.column.school")},
              {}, phrase("figure.key-nobody")};
  for (const auto& each : input.learners->listed) table.rows.push_back(learner_row(each, input));
  return table;
}

Page frame(const FigurePageInput& input) {
  Page page;
  page.address = input.address;
  page.title = phrase("insight.learners.title", {{"group", one(group_phrase(input.conditions))}, {"indicator", input.indicator.name}});
  page.caption = phrase("figure.caption", {{"place", one(input.place)}, {"years", one(years_of(input))}});
  page.section = "find";
  page.trail = {{input.place, input.page}};
  page.invented = input.invented;
  return page;
}

}  // namespace figure_block

Page figure_page(const FigurePageInput& input) {
  Page page = figure_block::frame(input);
  auto& blocks = page.blocks;
  blocks.push_back(figure_block::key(input));
  if (!input.left_out.empty())
    blocks.push_back(Sentence{phrase("figure.left-out", {{"school", one(name_of(input.names, input.left_out))}}), Weight::key});
  append(blocks, figure_block::counts(input));
  append(blocks, figure_block::definition(input));
  append(blocks, figure_block::loads(input));
  if (input.learners) blocks.push_back(figure_block::learners(input));
  return page;
}

}  // namespace potensial::insight
