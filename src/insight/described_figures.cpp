#include "insight/described_figures.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "insight/attendance_page.hpp"
#include "insight/description_parts.hpp"
#include "insight/exclusions_page.hpp"
#include "insight/trends_page.hpp"

namespace potensial::insight {
namespace described_figure_part {

std::int64_t whole(std::size_t n) { return std::int64_t(n); }

// ---- attendance

Table sessions_table(const AttendanceFigure& figure) {
  const auto& rate = figure.rate;
  return {"sessions", phrase("figure.sessions"),
          {text_column("insight.column.school-year"), number_column("describe.column.absence"), number_column("describe.column.authorised"),
           number_column("describe.column.unauthorised"), number_column("figure.column.sessions"), number_column("figure.column.without-sessions")},
          {{{cell(one_year(figure.year)), percent_cell(rate.absence()), percent_cell(rate.authorised), percent_cell(rate.unauthorised),
             count_cell(std::size_t(std::llround(rate.possible))), count_cell(rate.without_sessions)}}},
          phrase("figure.key-nobody")};
}

Table absence_reasons(const AttendanceFigure& figure) {
  Table table{"reasons", phrase("figure.absence-reasons"),
              {text_column("insight.column.reason"), number_column("describe.column.share-of-sessions"), number_column("describe.column.share-of-absence")},
              {}, phrase("describe.empty.reasons")};
  const double absence = figure.rate.absence();
  for (const auto& [letter, share] : figure.rate.by_code)
    table.rows.push_back({{cell(absence_reason(figure.codes, letter)), percent_cell(share), percent_cell(absence > 0 ? share / absence : no_figure)}});
  return table;
}

// ---- exclusions

std::size_t all_exclusions(const ExclusionRates& rates) {
  return rates.permanent.exclusions + rates.fixed_up_to_five_days.exclusions + rates.fixed_longer.exclusions;
}

Row exclusions_row(Phrase year, const ExclusionRates& rates) {
  const auto& brief = rates.fixed_up_to_five_days;
  const auto& longer = rates.fixed_longer;
  const auto& permanent = rates.permanent;
  return {{cell(std::move(year)), rate_cell(brief.per_thousand), rate_cell(longer.per_thousand), rate_cell(permanent.per_thousand),
           rate_cell(brief.per_thousand + longer.per_thousand), count_cell(brief.exclusions), count_cell(longer.exclusions),
           count_cell(permanent.exclusions), count_cell(all_exclusions(rates)), {Quantity{rates.days_lost, Unit::score}, {}}}};
}

Table exclusions_table(const ExclusionsFigure& figure) {
  Table table{"exclusions", phrase("figure.exclusions"),
              {text_column("insight.column.school-year"), number_column("describe.column.brief"), number_column("describe.column.longer"),
               number_column("describe.column.permanent"), number_column("describe.column.fixed"), number_column("figure.column.brief"),
               number_column("figure.column.longer"), number_column("figure.column.permanent"), number_column("describe.column.exclusions"),
               number_column("describe.column.days-lost")},
              {}, phrase("figure.key-nobody")};
  for (const auto& each : figure.years) table.rows.push_back(exclusions_row(one_year(each.year), each.rates));
  if (figure.years.size() > 1) table.rows.push_back(exclusions_row(phrase("figure.together"), figure.pooled));
  return table;
}

Table exclusion_reasons(const ExclusionsFigure& figure) {
  Table table{"reasons", phrase("figure.exclusion-reasons"),
              {text_column("insight.column.reason"), number_column("describe.column.per-thousand"), number_column("describe.column.exclusions"),
               number_column("describe.column.share-of-exclusions")},
              {}, phrase("describe.empty.exclusions")};
  const double all = double(all_exclusions(figure.pooled)), learners = double(figure.pooled.permanent.learners);
  for (const auto& [code, count] : figure.pooled.by_reason)
    table.rows.push_back({{cell(exclusion_reason(figure.reasons, code)), rate_cell(1000 * double(count) / learners), count_cell(count),
                           percent_cell(double(count) / all)}});
  return table;
}

// ---- circumstances

// Families compare schools by the mean of the yearly shares, each year alike.
Table mean_of_years(const CircumstanceFigure& figure) {
  double shares = 0, known = 0, learners = 0, taught = 0;
  for (const auto& each : figure.years) {
    learners += double(each.counts.learners);
    taught += each.counts.learners > 0;
    if (each.counts.counted > 0) shares += each.counts.share(), known += 1;
  }
  return {"mean", phrase("figure.mean-of-years"),
          {text_column("figure.column.years"), number_column("insight.column.share"), number_column("insight.column.on-roll")},
          {{{cell(phrase("figure.mean")), percent_cell(known > 0 ? shares / known : no_figure),
             {Quantity{taught > 0 ? learners / taught : 0, Unit::count}, {}}}}},
          phrase("figure.key-nobody")};
}

Phrase first_level(const Characteristic& characteristic) { return verbatim(characteristic.levels.front().name); }

// ---- outcomes

Row level_row(const LevelsOfYear& year, std::size_t learners, Phrase level) {
  return {{cell(std::move(level)), count_cell(learners), percent_cell(year.learners ? double(learners) / double(year.learners) : no_figure)}};
}

Table levels_table(const DescribedOutcomeFigure& figure, const LevelsOfYear& year) {
  Table table{"levels-" + std::to_string(year.year.summer), phrase("figure.levels", {{"year", year.year}}),
              {text_column("figure.column.level"), number_column("insight.column.learners"), number_column("insight.column.share")},
              {}, phrase("figure.key-nobody")};
  std::size_t with = 0;
  for (const auto n : year.at) with += n;
  table.rows.push_back(level_row(year, year.learners - with, phrase("describe.column.no-level")));
  for (std::size_t level = 0; level < figure.levels.size(); ++level)
    table.rows.push_back(level_row(year, year.at[level], trend_level(figure.levels[level])));
  return table;
}

Row beside_row(const GroupBeside& beside, const std::vector<Condition>& group, const CountedShare& counts) {
  auto address = beside.address;
  address.conditions = group;
  return {{link_cell(group_phrase(group), described_figure(address)), percent_cell(counts.share()), count_cell(counts.attained), count_cell(counts.counted),
           count_cell(counts.learners)}};
}

Table beside_table(const GroupBeside& beside) {
  return {"beside", phrase("figure.beside"),
          {text_column("insight.column.group"), number_column("insight.column.share"), number_column("figure.column.numerator"),
           number_column("figure.column.denominator"), number_column("insight.column.on-roll")},
          {beside_row(beside, beside.first, beside.first_counts), beside_row(beside, beside.second, beside.second_counts),
           {{cell(phrase("describe.column.gap")), difference_cell(beside.gap.gap, Scale::yes_no), {}, {}, {}}}},
          phrase("figure.key-nobody")};
}

// ---- curriculum

const SubjectTakeUp* subject_in(const CurriculumYear& year, const std::string& code) {
  const auto found = std::ranges::find(year.subjects, code, &SubjectTakeUp::subject);
  return found == year.subjects.end() ? nullptr : &*found;
}

std::size_t entries_of(const CurriculumYear& year) {
  std::size_t entries = 0;
  for (const auto& each : year.subjects) entries += each.entries;
  return entries;
}

Table breadth_table(const CurriculumFigure& figure) {
  Table table{"breadth", phrase("figure.breadth"),
              {text_column("insight.column.school-year"), number_column("describe.column.subjects-per-school"),
               number_column("describe.column.subjects-per-learner"), number_column("describe.column.entries"),
               number_column("insight.column.schools"), number_column("insight.column.learners")},
              {}, phrase("describe.empty.curriculum")};
  if (figure.subject) table.columns.push_back(number_column("describe.column.offering"));
  for (const auto& each : figure.years) {
    Row row{{cell(one_year(each.year)), {Quantity{each.subjects_per_school, Unit::score}, {}}, {Quantity{each.subjects_per_learner, Unit::score}, {}},
             count_cell(entries_of(each)), count_cell(each.schools), count_cell(each.learners)}};
    const auto* subject = subject_in(each, figure.code);
    if (figure.subject) row.cells.push_back(count_cell(subject ? subject->schools : 0));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Sentence breadth_key(const CurriculumFigure& figure) {
  if (figure.years.empty()) return {phrase("figure.key-nobody"), Weight::key};
  const auto& newest = figure.years.back();
  return {phrase("figure.key-breadth", {{"entries", whole(entries_of(newest))}, {"learners", whole(newest.learners)}, {"schools", whole(newest.schools)}}),
          Weight::key};
}

std::vector<Block> curriculum_definition(const CurriculumFigure& figure) {
  const auto among = phrase("figure.all-on-roll");
  const Phrase set = phrase("figure.code-set", {{"name", figure.code_set}, {"version", std::int64_t(figure.code_set_version)}});
  if (!figure.subject) return definition_in_words(phrase("figure.entries-in", {{"set", one(set)}}), among);
  return definition_in_words(phrase("figure.entered-for", {{"subject", one(*figure.subject)}, {"set", one(set)}}), among);
}

}  // namespace described_figure_part

FigureTold told_of_attendance(const AttendanceFigure& figure) {
  using namespace described_figure_part;
  const ShareOfYear year{figure.year, figure.persistent};
  FigureTold told{phrase("describe.way.attendance"), share_key(figure.persistent), {shares_table(std::span(&year, 1), year.counts)}, definitions_of(figure.held)};
  if (figure.rate.learners == 0) return told;
  told.counts.push_back(sessions_table(figure));
  if (!figure.rate.by_code.empty()) told.counts.push_back(absence_reasons(figure));
  return told;
}

FigureTold told_of_exclusions(const ExclusionsFigure& figure) {
  using namespace described_figure_part;
  std::vector<ShareOfYear> years;
  for (const auto& each : figure.years) years.push_back({each.year, each.excluded});
  FigureTold told{phrase("describe.way.exclusions"), share_key(figure.together), {shares_table(years, figure.together)}, definitions_of(figure.held)};
  told.counts.push_back(exclusions_table(figure));
  if (!figure.pooled.by_reason.empty()) told.counts.push_back(exclusion_reasons(figure));
  return told;
}

FigureTold told_of_completeness(const CompletenessFigure& figure) {
  const auto& name = figure.held.characteristic.name;
  return {phrase("figure.not-recorded", {{"characteristic", name}}), share_key(figure.unrecorded.counts),
          {shares_table(std::span(&figure.unrecorded, 1), figure.unrecorded.counts)},
          definition_of(figure.held, phrase("figure.never-recorded", {{"characteristic", name}}), phrase("figure.all-on-roll"))};
}

FigureTold told_of_circumstance(const CircumstanceFigure& figure) {
  using namespace described_figure_part;
  const auto& characteristic = figure.held.characteristic;
  return {verbatim(characteristic.name), share_key(figure.together), {shares_table(figure.years, figure.together), mean_of_years(figure)},
          definition_of(figure.held, first_level(characteristic), phrase("figure.statutory-age", {{"characteristic", characteristic.name}}))};
}

FigureTold told_of_fallen_back(const FallenBackFigure& figure) {
  using namespace described_figure_part;
  const Quantity high{(1 - figure.rule.high_from) * 100, Unit::whole_percent}, lowest{figure.rule.lowest * 100, Unit::whole_percent};
  FigureTold told{phrase("insight.ahead.title"), share_key(figure.together), {shares_table(figure.years, figure.together)},
                  definition_in_words(phrase("figure.fallen-back", {{"lowest", lowest}}), phrase("figure.high-before", {{"high", high}}))};
  told.counts.push_back(Sentence{phrase("figure.no-result-now", {{"n", whole(figure.without_result)}}), Weight::note});
  append(told.definition, definitions_of(std::span(&figure.held, 1)));
  told.definition.erase(told.definition.begin() + 2);  // its heading stands above already
  return told;
}

FigureTold told_of_described_outcome(const DescribedOutcomeFigure& figure) {
  using namespace described_figure_part;
  FigureTold told{verbatim(figure.held.indicator.name), share_key(figure.together), {shares_table(figure.years, figure.together)},
                  definitions_of(std::span(&figure.held, 1))};
  if (figure.beside) told.counts.push_back(beside_table(*figure.beside));
  if (figure.levels.size() > 1 && figure.held.indicator.scale != Scale::yes_no)
    for (const auto& year : figure.at_levels) told.counts.push_back(levels_table(figure, year));
  return told;
}

FigureTold told_of_curriculum(const CurriculumFigure& figure) {
  using namespace described_figure_part;
  FigureTold told{figure.subject ? *figure.subject : phrase("describe.way.curriculum"), figure.subject ? share_key(figure.together) : breadth_key(figure), {},
                  curriculum_definition(figure)};
  if (figure.subject) told.counts.push_back(shares_table(figure.entered, figure.together));
  told.counts.push_back(breadth_table(figure));
  return told;
}

}  // namespace potensial::insight
