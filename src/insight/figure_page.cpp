#include "insight/figure_page.hpp"

#include <algorithm>
#include <iterator>

namespace potensial::insight {
namespace figure_block {

constexpr std::size_t most_loads_open = 12;

std::int64_t whole(std::size_t n) { return std::int64_t(n); }

Phrase years_of(const FigureFrame& frame) { return years_phrase(frame.years); }

// ---- an outcome

Sentence scale_key(const FigureCounts& counts) {
  if (counts.learners == 0) return {phrase("figure.key-nobody"), Weight::key};
  return {phrase("figure.key-scale", {{"n", whole(counts.with_result)}, {"all", whole(counts.learners)}}), Weight::key};
}

Row scale_row(Phrase year, const FigureCounts& counts, Scale scale) {
  return {{cell(std::move(year)), attained_cell(counts.mean, scale), count_cell(counts.with_result), count_cell(counts.learners),
           count_cell(counts.same_start), count_cell(counts.with_start), attained_cell(counts.mean_with_start, scale), count_cell(counts.circumstances),
           count_cell(counts.previous), attained_cell(counts.mean_previous, scale)}};
}

Table scale_table(const OutcomeFigure& figure) {
  const Scale scale = figure.held.indicator.scale;
  Table table{"scale", phrase("figure.scale"),
              {text_column("insight.column.school-year"), number_column("insight.column.attained"), number_column("figure.column.with-result"),
               number_column("insight.column.on-roll"), number_column("figure.column.same-start"), number_column("figure.column.with-start"),
               number_column("figure.column.attained-with-start"), number_column("figure.column.circumstances"), number_column("figure.column.previous"),
               number_column("figure.column.attained-previous")},
              {}, phrase("figure.key-nobody")};
  for (const auto& each : figure.years) table.rows.push_back(scale_row(one_year(each.year), each.counts, scale));
  if (figure.years.size() == 1) return table;
  table.rows.push_back(scale_row(phrase("figure.together"), figure.together, scale));
  table.rows.push_back(scale_row(phrase("figure.each-once"), figure.each_once, scale));
  return table;
}

std::vector<Block> counts(const OutcomeFigure& figure) {
  std::vector<Block> blocks;
  std::vector<ShareOfYear> years;
  for (const auto& each : figure.years) years.push_back({each.year, each.counts});
  if (figure.has_numerator()) blocks.push_back(shares_table(years, figure.together));
  blocks.push_back(scale_table(figure));
  if (figure.years.size() > 1) blocks.push_back(Sentence{phrase("figure.searched", {{"n", whole(figure.each_once.with_start)}}), Weight::note});
  return blocks;
}

// ---- loads

Row load_row(const LoadOfFigure& load, const Names& names) {
  const auto number = std::to_string(load.number);
  return {{link_cell(verbatim(load.file), {"load", number, ""}), cell(verbatim(load.collection)),
           load.year ? cell(one_year(*load.year)) : cell(phrase("imports.years-of-rows")),
           load.organisation.empty() ? cell(phrase("figure.many")) : cell(name_of(names, load.organisation)),
           cell(phrase("insight.day", {{"day", load.day}})), cell(verbatim(load.actor)), cell(verbatim(number))}};
}

std::vector<Block> loads(const FigureFrame& frame) {
  Table table{"loads", phrase("figure.loads", {{"n", whole(frame.loads.size())}}),
              {text_column("imports.column.file"), text_column("imports.column.what"), text_column("imports.column.year"),
               text_column("imports.column.organisation"), text_column("figure.column.day"), text_column("imports.column.who"),
               text_column("figure.column.load")},
              {}, phrase("figure.no-loads")};
  for (const auto& each : frame.loads) table.rows.push_back(load_row(each, frame.names));
  const Sentence generation{phrase("figure.generation", {{"n", std::to_string(frame.generation)}}), Weight::note};
  if (table.rows.size() <= most_loads_open) return {std::move(table), generation};
  return {Heading{table.title, "loads-heading"}, Details{table.title, {table}, false}, generation};
}

// ---- learners

const char* counted_word(const LearnerOfFigure& each, bool numerator) {
  if (!numerator) return each.counted ? "figure.word.result" : "figure.word.no-result";
  return each.attained ? "figure.word.numerator" : each.counted ? "figure.word.denominator" : "figure.word.not-counted";
}

Row learner_row(const LearnerOfFigure& each, const FigureFrame& frame) {
  Row row{{learner_cell(each.learner, each.name), cell(phrase(counted_word(each, frame.learners->numerator)))}};
  if (frame.learners->own) row.cells.push_back(each.own);
  row.cells.push_back(cell(one_year(each.year)));
  row.cells.push_back(cell(name_of(frame.names, each.school)));
  return row;
}

Table learners(const FigureFrame& frame) {
  Table table{"learners", phrase("figure.learners", {{"n", whole(frame.learners->all)}}),
              {text_column("insight.column.learner"), text_column("figure.column.counted")}, {}, phrase("figure.key-nobody")};
  if (frame.learners->own) table.columns.push_back({*frame.learners->own, Align::number});
  table.columns.push_back(text_column("insight.column.school-year"));
  table.columns.push_back(text_column("insight.column.school"));
  for (const auto& each : frame.learners->listed) table.rows.push_back(learner_row(each, frame));
  return table;
}

Page framed(const FigureFrame& frame, Phrase what) {
  Page page;
  page.address = frame.address;
  page.title = phrase("insight.learners.title", {{"group", one(group_phrase(frame.conditions))}, {"indicator", one(std::move(what))}});
  page.caption = phrase("figure.caption", {{"place", one(frame.place)}, {"years", one(years_of(frame))}});
  page.section = "find";
  page.trail = {{frame.place, frame.page}};
  page.invented = frame.invented;
  return page;
}

}  // namespace figure_block

FigureTold told_of_outcome(const OutcomeFigure& figure) {
  return {verbatim(figure.held.indicator.name),
          figure.has_numerator() ? share_key(figure.together) : figure_block::scale_key(figure.together), figure_block::counts(figure),
          definitions_of(std::span(&figure.held, 1))};
}

Page figure_page(const FigureFrame& frame, FigureTold told) {
  Page page = figure_block::framed(frame, std::move(told.what));
  auto& blocks = page.blocks;
  blocks.push_back(std::move(told.key));
  if (!frame.left_out.empty())
    blocks.push_back(Sentence{phrase("figure.left-out", {{"school", one(name_of(frame.names, frame.left_out))}}), Weight::key});
  append(blocks, std::move(told.counts));
  append(blocks, std::move(told.definition));
  append(blocks, figure_block::loads(frame));
  if (frame.learners) blocks.push_back(figure_block::learners(frame));
  return page;
}

}  // namespace potensial::insight
