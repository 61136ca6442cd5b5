#include "insight/curriculum_breadth.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

struct SubjectCount {
  std::size_t entries = 0;
  std::set<std::uint32_t> schools;
};

struct YearCount {
  std::size_t learners = 0, entries = 0;
  std::set<std::uint32_t> schools;
  std::map<std::string, SubjectCount> subjects;
};

SubjectTakeUp take_up(const std::string& subject, const SubjectCount& count, std::size_t learners) {
  const auto share = stats::wilson(count.entries, learners);
  return {subject, count.schools.size(), count.entries, learners, share.value, share.low, share.high};
}

CurriculumYear curriculum_year(AcademicYear year, const YearCount& count) {
  CurriculumYear result{year, count.learners, count.schools.size(), 0, 0, {}};
  std::size_t offered = 0;
  for (const auto& [subject, each] : count.subjects) {
    offered += each.schools.size();
    result.subjects.push_back(take_up(subject, each, count.learners));
  }
  if (result.schools > 0) result.subjects_per_school = static_cast<double>(offered) / static_cast<double>(result.schools);
  if (result.learners > 0) result.subjects_per_learner = static_cast<double>(count.entries) / static_cast<double>(result.learners);
  std::ranges::stable_sort(result.subjects, std::greater{}, &SubjectTakeUp::entries);
  return result;
}

}  // namespace

std::vector<SubjectEntry> subject_entries(const FactTable& rows) {
  std::vector<SubjectEntry> entries;
  const auto* subject = rows.find("subject");
  for (std::size_t row = 0; row < rows.rows(); ++row)
    if (subject->has(row)) entries.push_back({static_cast<std::size_t>(rows.find("place")->integers()[row]), subject->texts()[row]});
  const auto key = [](const SubjectEntry& entry) { return std::tie(entry.subject, entry.place); };
  std::ranges::sort(entries, {}, key);
  const auto [first, last] = std::ranges::unique(entries, {}, key);
  entries.erase(first, last);
  return entries;
}

std::vector<CurriculumYear> curriculum_breadth(const Cohort& cohort, std::span<const SubjectEntry> entries,
                                               std::span<const std::size_t> rows) {
  std::map<AcademicYear, YearCount> years;
  std::vector<std::uint8_t> counted(cohort.size(), 0);
  for (const auto row : rows) {
    counted[row] = 1;
    auto& year = years[cohort.year[row]];
    ++year.learners;
    year.schools.insert(cohort.school[row]);
  }
  for (const auto& entry : entries) {
    const auto year = years.find(cohort.year[entry.place]);
    if (year == years.end()) continue;
    auto& subject = year->second.subjects[entry.subject];
    if (!counted[entry.place]) continue;
    ++subject.entries;
    ++year->second.entries;
    subject.schools.insert(cohort.school[entry.place]);
  }
  std::vector<CurriculumYear> result;
  for (const auto& [year, count] : years) result.push_back(curriculum_year(year, count));
  return result;
}

}  // namespace potensial::insight
