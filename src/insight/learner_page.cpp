#include "insight/learner_page.hpp"

#include <algorithm>
#include <cmath>

#include "insight/support_cells.hpp"

namespace potensial::insight {
namespace {

namespace learner_block {

const char* range_message(const LearnerStanding& standing) {
  if (!standing.word)
    return standing.reason == Reason::no_earlier_result ? "insight.learner.no-earlier" : "insight.learner.no-result";
  switch (*standing.word) {
    case RangeWord::below: return "insight.learner.below";
    case RangeWord::within: return "insight.learner.within";
    case RangeWord::above: return "insight.learner.above";
  }
  return "insight.learner.within";
}

// A yes or no lies in no range; what can be said is how many like learners there are of whom it is true.
bool is_yes_or_no(const LearnerOutcome& outcome) { return outcome.indicator.scale == Scale::yes_no; }

Sentence standing_sentence(const LearnerOutcome& outcome) {
  const auto& standing = outcome.standing;
  if (!is_yes_or_no(outcome) || !standing.word)
    return {phrase(range_message(standing), {{"indicator", outcome.indicator.name}}), Weight::key};
  const char* message = standing.attained > 0.5 ? "insight.learner.like-learners-yes" : "insight.learner.like-learners-no";
  return {phrase(message, {{"indicator", outcome.indicator.name}, {"share", Quantity{100 * expected_of_one(standing.expected, outcome.indicator.scale), Unit::percent}}}), Weight::key};
}

// The latest outcome of each indicator speaks first.
std::vector<Block> key(const LearnerPageInput& input) {
  std::vector<Block> blocks;
  AcademicYear latest;
  for (const auto& each : input.outcomes) latest = std::max(latest, each.year);
  for (const auto& each : input.outcomes)
    if (each.year == latest)
      blocks.push_back(standing_sentence(each));
  if (blocks.empty()) blocks.push_back(Sentence{phrase("insight.learner.nothing"), Weight::key});
  return blocks;
}

const char* range_word(const LearnerOutcome& outcome) {
  const auto& standing = outcome.standing;
  if (!standing.word || is_yes_or_no(outcome)) return "insight.learner.word-none";
  return *standing.word == RangeWord::below   ? "insight.learner.word-below"
         : *standing.word == RangeWord::above ? "insight.learner.word-above"
                                              : "insight.learner.word-within";
}

Cell reached_cell(const std::optional<bool>& reached) {
  if (!reached) return {};
  return cell(phrase(*reached ? "insight.learner.yes" : "insight.learner.no"));
}

// Whole numbers stay whole: a level, a number of incidents.
Cell number_cell(double value) {
  if (std::isnan(value)) return {};
  return {Quantity{value, value == std::round(value) ? Unit::count : Unit::score}, {}};
}

Cell result_cell(const LearnerOutcome& outcome) {
  if (is_yes_or_no(outcome)) return {};
  return outcome.indicator.scale == Scale::share ? percent_cell(outcome.result) : number_cell(outcome.result);
}

Cell range_cell(const LearnerOutcome& outcome) {
  if (is_yes_or_no(outcome)) return {};
  return interval_cell(outcome.standing.low, outcome.standing.high, outcome.indicator.scale);
}

std::vector<Block> path(const LearnerPageInput& input) {
  Table table{"path", phrase("insight.learner.path"),
              {text_column("insight.column.outcome"), text_column("insight.column.range"),
               number_column("insight.column.result"), number_column("insight.column.own-standing"),
               number_column("insight.column.expected"), number_column("insight.column.like-learners"),
               number_column("insight.column.earlier"), number_column("insight.column.expected-earlier"),
               text_column("insight.column.nationally-expected"), text_column("insight.column.school")},
              {},
              phrase("insight.learner.nothing")};
  for (const auto& each : input.outcomes) {
    const Scale scale = each.indicator.scale;
    table.rows.push_back(
        {{cell(phrase("insight.learner.outcome", {{"indicator", each.indicator.name}, {"year", each.year}})),
          cell(phrase(range_word(each))), result_cell(each), attained_cell(each.standing.attained, scale),
          attained_cell(expected_of_one(each.standing.expected, scale), scale), range_cell(each), attained_cell(each.earlier, scale),
          attained_cell(expected_of_one(each.previous_expected, scale), scale), reached_cell(each.reached),
          cell(name_of(input.names, each.school))}});
  }
  return {Heading{phrase("insight.learner.path"), "path-heading"}, std::move(table),
          Sentence{phrase("insight.learner.path-note"), Weight::note}};
}

std::vector<Block> attendance(const LearnerPageInput& input) {
  Table table{"attendance", phrase("insight.learner.attendance"),
              {text_column("insight.column.school-year"), number_column("insight.column.sessions")},
              {},
              phrase("insight.empty.attendance")};
  for (const auto& each : input.attendance)
    table.rows.push_back({{cell(phrase("insight.years.one", {{"year", each.year}})), percent_cell(each.share)}});
  return {Heading{phrase("insight.learner.attendance"), "attendance-heading"}, std::move(table)};
}

Phrase day(const std::string& iso, const char* open) {
  const auto date = Date::parse(iso);
  return date ? phrase("insight.day", {{"day", *date}}) : phrase(open);
}

Cell value_cell(const LearnerMeasure& measure) {
  if (!measure.word.en.empty()) return cell(verbatim(measure.word));
  return number_cell(measure.value);
}

// Nothing is said of measures where none is loaded: most learners have none.
std::vector<Block> measures(const LearnerPageInput& input) {
  if (input.measures.empty()) return {};
  Table table{"measures", phrase("insight.learner.measures"),
              {text_column("insight.column.measure"), text_column("insight.column.day"), number_column("insight.column.value"),
               text_column("insight.column.school")},
              {},
              phrase("insight.learner.nothing")};
  for (const auto& each : input.measures)
    table.rows.push_back({{cell(verbatim(each.name)),
                           cell(each.day.empty() ? phrase("insight.years.one", {{"year", each.year}}) : day(each.day, "insight.day-unknown")),
                           value_cell(each), cell(name_of(input.names, each.school))}});
  return {Heading{phrase("insight.learner.measures"), "measures-heading"}, std::move(table)};
}

// Many a leaving is never recorded; who came elsewhere later is not there "now".
bool is_there_now(const LearnerPageInput& input, const LearnerMove& move) {
  return std::ranges::none_of(input.schools, [&](const LearnerMove& other) { return other.school != move.school && other.from > move.from; });
}

std::vector<Block> moves(const LearnerPageInput& input) {
  Table table{"schools", phrase("insight.learner.schools"),
              {text_column("insight.column.school"), text_column("insight.column.from"), text_column("insight.column.to")},
              {},
              phrase("insight.empty.moves")};
  for (const auto& each : input.schools)
    table.rows.push_back({{link_cell(name_of(input.names, each.school), Target{"school", each.school, ""}),
                           cell(day(each.from, "insight.day-unknown")), cell(day(each.to, is_there_now(input, each) ? "insight.day-open" : "insight.day-unknown"))}});
  return {Heading{phrase("insight.learner.schools"), "schools-heading"}, std::move(table)};
}

// The words of a level; its code where the definition does not know it.
Phrase level_name(const LearnerPageInput& input, const CharacteristicSpell& spell) {
  for (const auto& definition : input.definitions)
    if (definition.id == spell.characteristic)
      for (const auto& level : definition.levels)
        if (level.code == spell.level) return verbatim(level.name);
  return verbatim(spell.level);
}

Phrase characteristic_name(const LearnerPageInput& input, const std::string& id) {
  for (const auto& definition : input.definitions)
    if (definition.id == id) return verbatim(definition.name);
  return verbatim(id);
}

Phrase source_of(const LearnerPageInput& input, const CharacteristicSpell& spell) {
  auto source = name_of(input.sources, spell.source);
  if (spell.told_by.empty()) return source;
  return phrase("insight.learner.source", {{"source", one(std::move(source))}, {"organisation", one(name_of(input.names, spell.told_by))}});
}

std::vector<Block> characteristics(const LearnerPageInput& input) {
  Table table{"characteristics", phrase("insight.learner.characteristics"),
              {text_column("insight.column.characteristic"), text_column("insight.column.level"),
               text_column("insight.column.from"), text_column("insight.column.to"), text_column("insight.column.source")},
              {},
              phrase("insight.empty.characteristics")};
  for (const auto& spell : input.characteristics)
    table.rows.push_back({{cell(characteristic_name(input, spell.characteristic)), cell(level_name(input, spell)),
                           cell(day(spell.from, "insight.day-unknown")), cell(day(spell.to, "insight.day-open")),
                           cell(source_of(input, spell))}});
  return {Heading{phrase("insight.learner.characteristics"), "characteristics-heading"}, std::move(table)};
}

std::vector<Block> support(const LearnerPageInput& input) {
  Table table{"support", phrase("support.of-learner"), given_columns(), {}, phrase("support.none-of-learner")};
  for (const auto& each : input.support) table.rows.push_back({given_cells(each, input.funds, input.names)});
  return {Heading{phrase("support.of-learner"), "support-heading"}, std::move(table)};
}

}  // namespace learner_block
}  // namespace

Page learner_page(const LearnerPageInput& input) {
  Page page;
  const std::string id = text(input.learner);
  page.address = {"learner", id, ""};
  page.title = input.name.empty() ? phrase("insight.learner.title", {{"id", id}}) : verbatim(input.name);
  page.caption = phrase("insight.learner.caption", {{"school", one(name_of(input.names, input.school))}});
  page.section = "find";
  page.trail = {{name_of(input.names, input.school), Target{"school", input.school, ""}}};
  page.invented = input.invented;
  auto& blocks = page.blocks;
  const auto shows = [&](FieldGroup field) { return std::ranges::find(input.shown, field) != input.shown.end(); };
  if (shows(FieldGroup::attainment)) append(blocks, learner_block::key(input));
  if (shows(FieldGroup::attainment)) append(blocks, learner_block::path(input));
  if (shows(FieldGroup::characteristics)) append(blocks, learner_block::support(input));
  if (shows(FieldGroup::attendance)) append(blocks, learner_block::attendance(input));
  if (shows(FieldGroup::measures)) append(blocks, learner_block::measures(input));
  append(blocks, learner_block::moves(input));
  if (shows(FieldGroup::characteristics)) append(blocks, learner_block::characteristics(input));
  if (input.shown.size() < every_field().size()) blocks.push_back(Sentence{phrase("insight.learner.part-shown"), Weight::note});
  blocks.push_back(does_not_show("learner"));
  return page;
}

}  // namespace potensial::insight
