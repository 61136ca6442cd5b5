#include "insight/groups_everywhere.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/parallel.hpp"

namespace potensial::insight {
namespace {

namespace everywhere {

bool has_year(const Cohort& cohort, AcademicYear year) {
  return std::find(cohort.year.begin(), cohort.year.end(), year) != cohort.year.end();
}

AcademicYear before(AcademicYear year, int years) { return {std::int16_t(year.summer - years)}; }

void add_spans(GroupsEverywhere& made, const Cohort& cohort) {
  made.years = {{made.year, made.year}};
  for (int back : {1, 2})
    if (has_year(cohort, before(made.year, back))) {
      made.spans.earlier.push_back(made.years.size());
      made.years.push_back({before(made.year, back), before(made.year, back)});
    }
  const auto pool = [&](int cohorts) -> std::optional<std::size_t> {
    const YearSpan span{before(made.year, cohorts - 1), made.year};
    if (!has_year(cohort, span.from)) return std::nullopt;
    made.years.push_back(span);
    return made.years.size() - 1;
  };
  made.spans.three = pool(3);
  made.spans.five = pool(5);
}

std::vector<std::vector<Condition>> groups_of(const Cohort& cohort) {
  std::vector<std::vector<Condition>> groups{{}};
  for (auto& condition : single_conditions(cohort)) groups.push_back({std::move(condition)});
  return groups;
}

Rows all_rows(const Cohort& cohort) {
  Rows rows(cohort.size());
  std::iota(rows.begin(), rows.end(), 0u);
  return rows;
}

std::vector<CountedLearners> counted_at_schools(const Cohort& cohort, const OutcomeColumn& outcome, const Rows& rows) {
  std::vector<CountedLearners> schools(cohort.schools.size());
  for (std::uint32_t row : rows) {
    auto& own = schools[cohort.school[row]];
    own.counted += outcome.attained[row] >= 0;
    own.attained += outcome.attained[row] == 1;
    own.not_awarded += outcome.status[row] == ResultStatus::not_awarded || outcome.status[row] == ResultStatus::disapplied;
  }
  return schools;
}

void add_group(GroupsEverywhere& made, const StandingStudy& study, std::size_t span, std::size_t group) {
  const std::size_t indicators = study.indicators.size();
  const Rows members = group_rows(study.cohort, made.groups[group], made.years[span].from, made.years[span].to);
  for (std::size_t each = 0; each < indicators; ++each) {
    const auto& standards = study.indicators[each];
    made.attained[(span * made.groups.size() + group) * indicators + each] =
        attained_group(study.cohort, standards, members, study.comparators);
    if (span == made.spans.year)
      made.counted[group * indicators + each] =
          counted_at_schools(study.cohort, *study.cohort.outcome(standards.indicator.id), members);
  }
}

}  // namespace everywhere
}  // namespace

GroupsEverywhere groups_everywhere(const StandingStudy& study, AcademicYear year, unsigned threads) {
  GroupsEverywhere made;
  made.year = year;
  everywhere::add_spans(made, study.cohort);
  made.groups = everywhere::groups_of(study.cohort);
  made.learners = by_school(study.cohort, everywhere::all_rows(study.cohort));
  const std::size_t cells = made.years.size() * made.groups.size();
  made.attained.resize(cells * study.indicators.size());
  made.counted.resize(made.groups.size() * study.indicators.size());
  parallel_for(cells, threads, [&](std::size_t cell) {
    everywhere::add_group(made, study, cell / made.groups.size(), cell % made.groups.size());
  });
  return made;
}

}  // namespace potensial::insight
