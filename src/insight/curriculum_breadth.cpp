#include "insight/curriculum_breadth.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

struct SubjectCount {
  std::size_t entries = 0;
  std::set<std::uint32_t> schools;
};

struct YearCount {
  std::size_t learners = 0, entries = 0;
  std::set<std::uint32_t> schools = {};
  std::vector<SubjectCount> subjects;  // by number
};

void count_learner(YearCount& year, std::uint32_t school, std::span<const std::uint16_t> taken) {
  ++year.learners;
  year.entries += taken.size();
  year.schools.insert(school);
  for (const auto number : taken) {
    ++year.subjects[number].entries;
    year.subjects[number].schools.insert(school);
  }
}

SubjectTakeUp take_up(const std::string& subject, const SubjectCount& count, std::size_t learners) {
  const auto share = stats::wilson(count.entries, learners);
  return {subject, count.schools.size(), count.entries, learners, share.value, share.low, share.high};
}

CurriculumYear curriculum_year(AcademicYear year, const YearCount& count, const SubjectEntries& entries) {
  CurriculumYear result{year, count.learners, count.schools.size(), 0, 0, {}};
  std::size_t offered = 0;
  for (const auto number : entries.taken_in(year)) {
    const auto& each = count.subjects[number];
    offered += each.schools.size();
    result.subjects.push_back(take_up(entries.subjects()[number], each, count.learners));
  }
  if (result.schools > 0) result.subjects_per_school = static_cast<double>(offered) / static_cast<double>(result.schools);
  if (result.learners > 0) result.subjects_per_learner = static_cast<double>(count.entries) / static_cast<double>(result.learners);
  std::ranges::stable_sort(result.subjects, std::greater{}, &SubjectTakeUp::entries);
  return result;
}

}  // namespace

std::vector<CurriculumYear> curriculum_breadth(const Cohort& cohort, const SubjectEntries& entries, std::span<const std::size_t> rows) {
  std::map<AcademicYear, YearCount> years;
  for (const auto row : rows) years.try_emplace(cohort.year[row], YearCount{.subjects = std::vector<SubjectCount>(entries.subjects().size())});
  for (const auto row : rows) count_learner(years.at(cohort.year[row]), cohort.school[row], entries.of(row));
  std::vector<CurriculumYear> result;
  for (const auto& [year, count] : years) result.push_back(curriculum_year(year, count, entries));
  return result;
}

}  // namespace potensial::insight
