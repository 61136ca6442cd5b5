#include "insight/figure_blocks.hpp"

namespace potensial::insight {
namespace figure_part {

std::int64_t whole(std::size_t n) { return std::int64_t(n); }

Row share_row(Phrase year, const CountedShare& counts) {
  return {{cell(std::move(year)), percent_cell(counts.share()), count_cell(counts.attained), count_cell(counts.counted), count_cell(counts.learners)}};
}

Phrase day(const std::optional<Date>& day, const char* open) { return day ? phrase("insight.day", {{"day", *day}}) : phrase(open); }

Phrase validity(const std::optional<Date>& from, const std::optional<Date>& to) {
  return phrase("describe.definition.valid", {{"from", one(day(from, "describe.definition.always"))}, {"to", one(day(to, "describe.definition.still"))}});
}

Summary summary_of(const HeldIndicator& held) {
  const auto& indicator = held.indicator;
  return {{{phrase("describe.definition.numerator"), verbatim(indicator.numerator)},
           {phrase("describe.definition.denominator"), verbatim(indicator.denominator)},
           {phrase("describe.definition.exclusions"),
            indicator.exclusions == Text{} ? phrase("describe.definition.nobody") : verbatim(indicator.exclusions)},
           {phrase("describe.definition.learners"), held.stage == Text{} ? phrase("describe.definition.every-year-group") : verbatim(held.stage)},
           {phrase("describe.definition.validity"), validity(held.from, held.to)}}};
}

List link_to(const Indicator& indicator) {
  return {{{phrase("insight.definition-link", {{"indicator", indicator.name}, {"version", std::int64_t(indicator.version)}}),
            Target{"definition", indicator.id, ""}}}};
}

Heading heading() { return {phrase("figure.definition"), "definition-heading"}; }

Summary in_words(Phrase counted, Phrase among) {
  return {{{phrase("describe.definition.numerator"), std::move(counted)}, {phrase("describe.definition.denominator"), std::move(among)}}};
}

}  // namespace figure_part

Phrase one_year(AcademicYear year) { return phrase("insight.years.one", {{"year", year}}); }

Sentence share_key(const CountedShare& counts) {
  using figure_part::whole;
  if (counts.learners == 0) return {phrase("figure.key-nobody"), Weight::key};
  if (counts.counted == 0) return {phrase("figure.key-uncounted", {{"all", whole(counts.learners)}}), Weight::key};
  return {phrase("figure.key-share", {{"attained", whole(counts.attained)}, {"counted", whole(counts.counted)},
                                      {"share", Quantity{counts.share() * 100, Unit::percent}}, {"all", whole(counts.learners)}}),
          Weight::key};
}

Table shares_table(std::span<const ShareOfYear> years, const CountedShare& together) {
  Table table{"counts", phrase("figure.counts"),
              {text_column("insight.column.school-year"), number_column("insight.column.share"), number_column("figure.column.numerator"),
               number_column("figure.column.denominator"), number_column("insight.column.on-roll")},
              {}, phrase("figure.key-nobody")};
  for (const auto& each : years) table.rows.push_back(figure_part::share_row(one_year(each.year), each.counts));
  if (years.size() > 1) table.rows.push_back(figure_part::share_row(phrase("figure.together"), together));
  return table;
}

std::vector<Block> definitions_of(std::span<const HeldIndicator> held) {
  std::vector<Block> blocks{figure_part::heading()};
  for (const auto& each : held) {
    blocks.push_back(figure_part::summary_of(each));
    blocks.push_back(figure_part::link_to(each.indicator));
  }
  return blocks;
}

std::vector<Block> definition_of(const HeldCharacteristic& held, Phrase counted, Phrase among) {
  const auto& characteristic = held.characteristic;
  auto summary = figure_part::in_words(std::move(counted), std::move(among));
  summary.facts.push_back({phrase("insight.column.characteristic"),
                           phrase("figure.characteristic", {{"name", characteristic.name}, {"version", std::int64_t(characteristic.version)}})});
  summary.facts.push_back({phrase("describe.definition.validity"), figure_part::validity(held.from, held.to)});
  return {figure_part::heading(), std::move(summary)};
}

std::vector<Block> definition_in_words(Phrase counted, Phrase among) {
  return {figure_part::heading(), figure_part::in_words(std::move(counted), std::move(among))};
}

}  // namespace potensial::insight
