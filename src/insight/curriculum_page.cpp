#include "insight/curriculum_page.hpp"

#include <algorithm>

namespace potensial::insight {
namespace {

namespace curriculum_block {

constexpr std::size_t open_groups = 2;  // characteristics whose take-up stands unfolded

Quantity per(double mean) { return {mean, Unit::score}; }
Cell mean_cell(double mean) { return {per(mean), {}}; }

const CurriculumYear* year_of(std::span<const CurriculumYear> years, AcademicYear year) {
  const auto found = std::ranges::find(years, year, &CurriculumYear::year);
  return found == years.end() ? nullptr : &*found;
}

const SubjectTakeUp* subject_of(const CurriculumYear* year, const std::string& subject) {
  if (!year) return nullptr;
  const auto found = std::ranges::find(year->subjects, subject, &SubjectTakeUp::subject);
  return found == year->subjects.end() ? nullptr : &*found;
}

double share_of(const CurriculumYear* year, const std::string& subject) {
  const auto* found = subject_of(year, subject);
  return found ? found->share : year ? 0 : no_figure;
}

DescribedFigureAddress figure_of(const CurriculumPageInput& input, AcademicYear year, const std::string& subject = "") {
  const auto& scope = input.scope;
  return {.of = "curriculum", .place = scope.place(), .since = year, .year = year, .item = subject, .stage = scope.stage_id, .defined = scope.defined};
}

std::vector<Block> key(const CurriculumPageInput& input) {
  const auto& now = input.years.back();
  std::vector<Block> blocks{
      Sentence{phrase("describe.curriculum.key", {{"year", now.year},
                                                  {"stage", input.scope.stage},
                                                  {"subjects", std::int64_t(std::ranges::count_if(now.subjects, [](const auto& each) { return each.entries > 0; }))},
                                                  {"per", per(now.subjects_per_learner)}}),
               Weight::key}};
  const auto* beside = year_of(input.population, now.year);
  if (input.scope.stands_beside() && beside)
    blocks.push_back(Sentence{phrase("describe.curriculum.against", {{"population", input.scope.population},
                                                                     {"own", per(now.subjects_per_school)},
                                                                     {"per", per(beside->subjects_per_school)}}),
                              Weight::key});
  if (input.from_results) blocks.push_back(Sentence{phrase("describe.curriculum.from-results"), Weight::body});
  return blocks;
}

std::vector<Block> over_time(const CurriculumPageInput& input) {
  Table table{"curriculum-years", phrase("describe.curriculum.years"),
              {text_column("insight.column.school-year"), number_column("describe.column.subjects-per-school"),
               number_column("describe.column.subjects-per-learner"), number_column("insight.column.schools"),
               number_column("insight.column.learners")},
              {},
              phrase("describe.empty.curriculum")};
  if (input.scope.stands_beside())
    table.columns.push_back({phrase("describe.column.subjects-per-school-in", {{"population", input.scope.population}}), Align::number});
  for (const auto& each : input.years) {
    const auto figure = figure_of(input, each.year);
    Row row{{opened(year_cell(each.year), described_figure(figure)), mean_cell(each.subjects_per_school), mean_cell(each.subjects_per_learner),
             count_cell(each.schools), count_cell(each.learners)}};
    if (input.scope.stands_beside()) {
      const auto* beside = year_of(input.population, each.year);
      row.cells.push_back(beside ? population_cell(mean_cell(beside->subjects_per_school), figure) : Cell{});
    }
    table.rows.push_back(std::move(row));
  }
  auto blocks = headed(std::move(table));
  if (input.years.size() > 1)
    blocks.push_back(described_chart(ChartKind::line, "curriculum-years", phrase("describe.curriculum.years-chart"),
                                     phrase("describe.curriculum.years-description"),
                                     input.scope.stands_beside() ? std::vector<std::size_t>{1, 5} : std::vector<std::size_t>{1}));
  return blocks;
}

std::vector<Block> subjects(const CurriculumPageInput& input) {
  const auto& now = input.years.back();
  Table table{"curriculum-subjects", phrase("describe.curriculum.subjects", {{"year", now.year}}),
              {text_column("describe.column.subject"), number_column("describe.column.take-up"),
               number_column("insight.column.interval"), number_column("describe.column.entries"),
               number_column("describe.column.offering")},
              {},
              phrase("describe.empty.curriculum")};
  if (input.scope.stands_beside()) table.columns.push_back(population_column(input.scope));
  const auto* beside = year_of(input.population, now.year);
  for (const auto& each : now.subjects) {
    const auto figure = figure_of(input, now.year, each.subject);
    Row row{{opened(cell(subject_phrase(input.subjects, each.subject)), described_figure(figure)), percent_cell(each.share), share_interval_cell(each.low, each.high),
             count_cell(each.entries), count_cell(each.schools)}};
    if (input.scope.stands_beside()) row.cells.push_back(population_cell(percent_cell(share_of(beside, each.subject)), figure));
    table.rows.push_back(std::move(row));
  }
  return headed(std::move(table));
}

std::vector<Block> subjects_over_time(const CurriculumPageInput& input) {
  if (input.years.size() < 2) return {};
  Table table{"curriculum-take-up", phrase("describe.curriculum.take-up-years"), {text_column("describe.column.subject")}, {},
              phrase("describe.empty.curriculum")};
  for (const auto& year : input.years) table.columns.push_back({year_phrase(year.year), Align::number});
  for (const auto& each : input.years.back().subjects) {
    Row row{{cell(subject_phrase(input.subjects, each.subject))}};
    for (const auto& year : input.years)
      row.cells.push_back(opened(percent_cell(share_of(&year, each.subject)), described_figure(figure_of(input, year.year, each.subject))));
    table.rows.push_back(std::move(row));
  }
  Phrase title = table.title;
  return {Details{std::move(title), {std::move(table)}, false}};
}

Table by_group(const CurriculumPageInput& input, const TakeUpBy& groups, std::size_t number) {
  Table table{"curriculum-group-" + std::to_string(number),
              phrase("describe.curriculum.by", {{"characteristic", groups.characteristic}, {"year", input.years.back().year}}),
              {text_column("describe.column.subject")}, {}, phrase("describe.empty.curriculum")};
  for (std::size_t level = 0; level < groups.levels.size(); ++level)
    table.columns.push_back({phrase("describe.column.level-of", {{"level", groups.levels[level].name},
                                                                 {"n", std::int64_t(groups.of[level].learners)}}), Align::number});
  for (const auto& subject : input.years.back().subjects) {
    Row row{{cell(subject_phrase(input.subjects, subject.subject))}};
    for (std::size_t level = 0; level < groups.of.size(); ++level) {
      auto figure = figure_of(input, input.years.back().year, subject.subject);
      figure.conditions = {groups.levels[level]};
      row.cells.push_back(opened(percent_cell(share_of(&groups.of[level], subject.subject)), described_figure(figure)));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Block> groups(const CurriculumPageInput& input) {
  std::vector<Block> blocks;
  for (std::size_t number = 0; number < input.groups.size(); ++number) {
    auto table = by_group(input, input.groups[number], number);
    if (number < open_groups) append(blocks, headed(std::move(table)));
    else {
      Phrase title = table.title;
      blocks.push_back(Details{std::move(title), {std::move(table)}, false});
    }
  }
  return blocks;
}

std::vector<Block> parts(const CurriculumPageInput& input) {
  if (input.parts.empty()) return {};
  Table table{"curriculum-parts", phrase("describe.curriculum.parts", {{"year", input.years.back().year}}),
              {text_column("describe.column.organisation"), number_column("describe.column.subjects-per-school"),
               number_column("describe.column.subjects-per-learner"), number_column("insight.column.schools"),
               number_column("insight.column.learners")},
              {},
              phrase("describe.empty.curriculum"), true};
  for (const auto& each : input.parts) {
    auto figure = figure_of(input, input.years.back().year);
    figure.place = each.organisation;
    table.rows.push_back({{organisation_cell(input.names, each.organisation), mean_cell(each.newest.subjects_per_school),
                           mean_cell(each.newest.subjects_per_learner), count_cell(each.newest.schools),
                           opened(count_cell(each.newest.learners), described_figure(figure))}});
  }
  auto blocks = headed(std::move(table));
  blocks.push_back(Sentence{phrase("describe.order"), Weight::note});
  return blocks;
}

}  // namespace curriculum_block
}  // namespace

Phrase subject_phrase(const CodeSet* subjects, const std::string& subject) {
  const auto* code = subjects ? subjects->find(subject) : nullptr;
  return code ? verbatim(code->name) : verbatim(subject);
}

Page curriculum_page(const CurriculumPageInput& input) {
  Page page = described_frame(input.scope, "curriculum");
  auto& blocks = page.blocks;
  if (input.years.empty()) {
    blocks.push_back(Sentence{phrase("describe.empty.curriculum"), Weight::key});
    return page;
  }
  append(blocks, curriculum_block::key(input));
  append(blocks, curriculum_block::over_time(input));
  append(blocks, curriculum_block::subjects(input));
  append(blocks, curriculum_block::subjects_over_time(input));
  append(blocks, curriculum_block::groups(input));
  append(blocks, curriculum_block::parts(input));
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("curriculum"));
  return page;
}

}  // namespace potensial::insight
