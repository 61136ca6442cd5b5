// The page of the curriculum: subjects and take-up at the end of a stage, and the figures on it.
#include <algorithm>

#include <fmt/format.h>

#include "insight/curriculum_page.hpp"
#include "insight/described_figures.hpp"
#include "insight/group_gap.hpp"
#include "service/stage_of_scope.hpp"

namespace potensial::service {
namespace {

namespace describe_curriculum {

constexpr std::size_t most_levels_of_take_up = 6;

struct EntriesOfCohort {
  insight::SubjectEntries entries;
  bool from_results = false;
  std::vector<insight::CurriculumYear> everybody = {};

  const char* collection() const { return from_results ? "examination" : "entry"; }
};

// Entries as loaded; where there are none, a result in a subject tells of an entry.
Result<EntriesOfCohort> read_entries(Home& home, const StageOfScope& of, const Cohort& cohort) {
  for (const bool results : {false, true}) {
    EntriesOfCohort read{{}, results};
    const auto rows = home.reader(of.about.study).rows(cohort, *collection_in(of.definitions(), read.collection()), {"subject"});
    if (!rows) return std::unexpected(rows.error());
    read.entries = insight::SubjectEntries(cohort, *rows);
    read.everybody = insight::curriculum_breadth(cohort, read.entries, insight::all_rows(cohort));
    if (!read.entries.empty()) return read;
  }
  return EntriesOfCohort{};
}

Result<std::shared_ptr<const EntriesOfCohort>> entries_of(Home& home, const StageOfScope& of, const Cohort& cohort) {
  const auto key = fmt::format("entries/{}/{}/{}-{}", of.about.study, of.stage, of.about.years.front().summer, of.about.newest().summer);
  return home.keep<EntriesOfCohort>(key, [&] { return read_entries(home, of, cohort); });
}

std::vector<insight::TakeUpBy> take_up(const Cohort& cohort, const EntriesOfCohort& entries, std::span<const std::size_t> rows) {
  std::vector<insight::TakeUpBy> all;
  for (const auto& column : cohort.characteristics) {
    if (column.definition.levels.size() > most_levels_of_take_up) continue;
    insight::TakeUpBy by{column.definition.name, {}, {}};
    for (std::uint8_t level = 0; level < column.definition.levels.size(); ++level) {
      const auto of = insight::curriculum_breadth(cohort, entries.entries, insight::rows_at(column, level, rows));
      if (of.empty()) continue;
      by.levels.push_back(condition_at(column.definition, level));
      by.of.push_back(of.back());
    }
    if (by.levels.size() > 1) all.push_back(std::move(by));
  }
  const auto place = [](const insight::TakeUpBy& by) { return by.levels.size(); };
  std::ranges::stable_sort(all, {}, place);
  return all;
}

// Everybody of the stage, with what they are entered for.
struct CurriculumStudy {
  StageOfScope of;
  KeptCohort cohort;
  std::shared_ptr<const EntriesOfCohort> entries;
};

Result<CurriculumStudy> curriculum_study(Home& home, const DescriptionRequest& request) {
  auto of = stage_of_scope(home, request, "ks4");
  if (!of) return std::unexpected(of.error());
  auto cohort = everybody_of_stage(home, *of);
  if (!cohort) return std::unexpected(cohort.error());
  auto entries = entries_of(home, *of, **cohort);
  if (!entries) return std::unexpected(entries.error());
  note_loads(home, of->about, of->about.study, {"census", (*entries)->collection()}, of->about.years.front());
  return CurriculumStudy{std::move(*of), std::move(*cohort), std::move(*entries)};
}

// For how many subjects a learner is entered, or whether for one.
std::size_t times_entered(const insight::SubjectEntries& entries, std::size_t row, const std::string& subject) {
  const auto taken = entries.of(row);
  if (subject.empty()) return taken.size();
  const auto number = entries.number_of(subject);
  return number && std::ranges::binary_search(taken, *number) ? 1 : 0;
}

insight::FigureTold told_of_curriculum(const CurriculumStudy& study, const std::string& subject, const DescribedFigure& figure, std::span<const std::size_t> rows) {
  insight::CurriculumFigure told;
  told.years = insight::curriculum_breadth(*study.cohort, study.entries->entries, rows);
  told.entered = figure.by_year();
  told.together = figure.together();
  told.code = subject;
  const auto* subjects = code_set_in(study.of.definitions(), "subject");
  if (!subject.empty()) told.subject = insight::subject_phrase(subjects, subject);
  if (subjects) told.code_set = subjects->name, told.code_set_version = subjects->version;
  return insight::told_of_curriculum(told);
}

// Years in which anybody is entered.
void drop_years_without_entries(std::vector<insight::CurriculumYear>& years) {
  std::erase_if(years, [](const insight::CurriculumYear& year) { return year.subjects.empty(); });
}

}  // namespace describe_curriculum
}  // namespace

Result<Page> curriculum_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_curriculum;
  const auto study = own::curriculum_study(home, request);
  if (!study) return std::unexpected(study.error());
  const auto& [of, cohort, entries] = *study;
  const auto rows = rows_of_scope(home, of.about, *cohort);
  insight::CurriculumPageInput input;
  input.scope = of.about.scope;
  input.from_results = entries->from_results;
  input.names = home.names();
  input.subjects = code_set_in(of.definitions(), "subject");
  input.years = insight::curriculum_breadth(*cohort, entries->entries, rows);
  own::drop_years_without_entries(input.years);
  if (input.years.empty()) return insight::curriculum_page(input);
  const auto newest = input.scope.year = input.years.back().year;
  input.population = entries->everybody;
  const auto rows_now = insight::rows_in_year(*cohort, newest, rows);
  input.groups = own::take_up(*cohort, *entries, rows_now);
  for (const auto& part : parts_of_scope(home, of.about, *cohort, rows_now))
    input.parts.push_back({part.organisation, insight::curriculum_breadth(*cohort, entries->entries, part.rows).back()});
  return insight::curriculum_page(input);
}

Result<DescribedFigure> curriculum_figure(Home& home, const FigureAsked& asked) {
  namespace own = describe_curriculum;
  const auto study = own::curriculum_study(home, asked.described);
  if (!study) return std::unexpected(study.error());
  DescribedFigure figure;
  figure.years = {asked.year};
  if (asked.since != asked.year || std::ranges::find(study->of.about.years, asked.year) == study->of.about.years.end()) return unknown_figure(asked);
  const auto rows = rows_of_figure(home, study->of.about, *study->cohort, asked, figure);
  if (!rows) return std::unexpected(rows.error());
  const auto times = [&](std::size_t row) { return own::times_entered(study->entries->entries, row, asked.item); };
  add_learners(figure, study->cohort, *rows, [&](std::size_t row) { return int(times(row) > 0); });
  for (std::size_t i = 0; i < rows->size(); ++i) figure.learners[i].own = {double(times((*rows)[i])), Unit::count};
  if (asked.item.empty()) figure.own = phrase("describe.column.entries");
  figure.fields = {FieldGroup::attainment};
  for (const char* id : {"census", study->entries->collection()}) figure.collections.push_back(*collection_in(study->of.definitions(), id));
  figure.told = own::told_of_curriculum(*study, asked.item, figure, *rows);
  return figure;
}

}  // namespace potensial::service
