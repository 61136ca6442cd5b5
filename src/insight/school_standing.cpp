#include "insight/school_standing.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "insight/cohort_group.hpp"
#include "insight/standing_judge.hpp"
#include "insight/standing_measure.hpp"

namespace potensial::insight {
namespace {

namespace standing {

constexpr std::size_t least_shown = 5;  // learners; smaller groups are listed as not analysed

struct Spans {
  std::vector<YearSpan> years;
  PageSpans of;
};

bool has_year(const Cohort& cohort, AcademicYear year) {
  return std::find(cohort.year.begin(), cohort.year.end(), year) != cohort.year.end();
}

AcademicYear before(AcademicYear year, int years) { return {std::int16_t(year.summer - years)}; }

Spans spans_of(const StandingStudy& study, AcademicYear year) {
  Spans spans{{{year, year}}, {}};
  for (int back : {1, 2})
    if (has_year(study.cohort, before(year, back))) {
      spans.of.earlier.push_back(spans.years.size());
      spans.years.push_back({before(year, back), before(year, back)});
    }
  const auto pool = [&](int cohorts) -> std::optional<std::size_t> {
    const YearSpan span{before(year, cohorts - 1), year};
    if (!has_year(study.cohort, span.from)) return std::nullopt;
    spans.years.push_back(span);
    return spans.years.size() - 1;
  };
  spans.of.three = pool(3);
  spans.of.five = pool(5);
  return spans;
}

// All learners first, then every level of every characteristic.
std::vector<std::vector<Condition>> groups_of(const Cohort& cohort) {
  std::vector<std::vector<Condition>> groups{{}};
  for (auto& condition : single_conditions(cohort)) groups.push_back({std::move(condition)});
  return groups;
}

// [span][row] of one page.
using MeasuredPage = std::vector<std::vector<MeasuredRow>>;
using Measure = std::function<MeasuredRow(std::size_t page, const MeasureContext&, std::span<const std::uint32_t>)>;

// Members of the group for each page, out of its members everywhere.
using Split = std::function<std::vector<Rows>(std::span<const std::uint32_t>)>;

// Measures every page in one pass over groups, so that what all schools show is computed once.
std::vector<MeasuredPage> measure_pages(const StandingStudy& study, const Spans& spans,
                                        const std::vector<std::vector<Condition>>& groups, std::size_t pages,
                                        const Split& split, const Measure& measure) {
  const std::size_t rows = groups.size() * study.indicators.size();
  std::vector<MeasuredPage> measured(pages, MeasuredPage(spans.years.size(), std::vector<MeasuredRow>(rows)));
  for (std::size_t span = 0; span < spans.years.size(); ++span)
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const Rows members = group_rows(study.cohort, groups[group], spans.years[span].from, spans.years[span].to);
      const auto own = split(members);
      for (std::size_t indicator = 0; indicator < study.indicators.size(); ++indicator) {
        const auto& standards = study.indicators[indicator];
        const AttainedGroup attained = attained_group(study.cohort, standards, members, study.comparators);
        const MeasureContext context{study.cohort, standards,         study.comparators,     study.rule,
                                     attained,     spans.years[span], groups[group].empty()};
        for (std::size_t page = 0; page < pages; ++page)
          measured[page][span][indicator * groups.size() + group] = measure(page, context, own[page]);
      }
    }
  return measured;
}

std::vector<Measured> column(const std::vector<MeasuredRow>& rows, Comparison which) {
  std::vector<Measured> column;
  for (const auto& row : rows) column.push_back(row.of[std::size_t(which)]);
  return column;
}

std::vector<Judgement> judged_column(const MeasuredPage& page, Comparison which, const Spans& spans,
                                     const VerdictRule& rule) {
  std::vector<std::vector<Judgement>> by_span;
  for (const auto& rows : page) by_span.push_back(judge_measured(column(rows, which), which, rule));
  return settle(by_span, spans.of);
}

// 1A of all learners, indicator by indicator: its own family of tests.
std::vector<Judgement> same_start_column(const MeasuredPage& page, const Spans& spans, std::size_t groups,
                                         const VerdictRule& rule) {
  std::vector<std::vector<Judgement>> by_span;
  for (const auto& rows : page) {
    std::vector<Measured> wholes;
    for (std::size_t row = 0; row < rows.size(); row += groups) wholes.push_back(rows[row].same_start);
    by_span.push_back(judge_measured(wholes, Comparison::expected, rule));
  }
  return settle(by_span, spans.of);
}

std::size_t learners_behind(const MeasuredPage& page, const Spans& spans, std::size_t row) {
  const std::size_t single = page[spans.of.year][row].learners;
  return spans.of.three ? std::max(single, page[*spans.of.three][row].learners) : single;
}

// ---- groups not analysed

const CharacteristicColumn& column_of(const Cohort& cohort, const Condition& condition) {
  return *cohort.characteristic(condition.characteristic);
}

std::optional<NotAnalysed> left_out(const StandingStudy& study, const Condition& condition, std::size_t learners,
                                    std::size_t learners_pooled, const Rows& all_rows) {
  const std::size_t unknown = not_recorded(column_of(study.cohort, condition), all_rows);
  NotAnalysed reason{condition, Reason::none, learners, unknown};
  const double known = all_rows.empty() ? 0 : 1 - double(unknown) / double(all_rows.size());
  if (known < study.rule.least_characteristic_known)
    reason.reason = Reason::characteristic_missing;
  else if (learners_pooled == 0)
    reason.reason = Reason::no_learners;
  else if (learners < least_shown && learners_pooled < study.rule.least_learners)
    reason.reason = Reason::too_few_learners;
  return reason.reason == Reason::none ? std::nullopt : std::optional(reason);
}

// ---- from measured pages to standings

struct Shape {
  const StandingStudy& study;
  const Spans& spans;
  const std::vector<std::vector<Condition>>& groups;
};

std::vector<std::optional<NotAnalysed>> left_out_groups(const Shape& shape, const MeasuredPage& page,
                                                        const Rows& all_rows) {
  std::vector<std::optional<NotAnalysed>> out(shape.groups.size());
  for (std::size_t group = 1; group < shape.groups.size(); ++group)
    out[group] = left_out(shape.study, shape.groups[group].front(), page[shape.spans.of.year][group].learners,
                          learners_behind(page, shape.spans, group), all_rows);
  return out;
}

// Rows that are not shown take no part in the family of tests.
MeasuredPage without(const Shape& shape, MeasuredPage page, const std::vector<std::optional<NotAnalysed>>& out) {
  for (auto& rows : page)
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (const auto& reason = out[row % shape.groups.size()])
        for (auto& each : rows[row].of) {
          each.evidence.blocked = each.stable.blocked = reason->reason;
          each.other_low.blocked = each.other_high.blocked = reason->reason;
        }
  return page;
}

StandingRow row_of(const Shape& shape, const MeasuredRow& measured, std::size_t row) {
  StandingRow made;
  made.indicator = shape.study.indicators[row / shape.groups.size()].indicator.id;
  made.conditions = shape.groups[row % shape.groups.size()];
  made.learners = measured.learners;
  made.with_result = measured.with_result;
  made.counted = measured.counted;
  made.attained = measured.attained;
  return made;
}

void add_rows(Standing& standing, const Shape& shape, const MeasuredPage& page,
              const std::vector<std::optional<NotAnalysed>>& out) {
  std::array<std::vector<Judgement>, comparisons.size()> judged;
  for (Comparison which : comparisons)
    judged[std::size_t(which)] = judged_column(page, which, shape.spans, shape.study.rule);
  const auto same_start = same_start_column(page, shape.spans, shape.groups.size(), shape.study.rule);
  for (std::size_t row = 0; row < page[shape.spans.of.year].size(); ++row) {
    if (out[row % shape.groups.size()]) continue;
    StandingRow made = row_of(shape, page[shape.spans.of.year][row], row);
    for (Comparison which : comparisons) made.judged[which] = judged[std::size_t(which)][row];
    if (made.conditions.empty()) {
      made.same_start = same_start[row / shape.groups.size()];
      made.low_from_start_only =
          made.same_start.verdict == Verdict::low && made.judged.expected.verdict == Verdict::not_low;
    }
    standing.rows.push_back(std::move(made));
  }
}

Standing standing_of(const Shape& shape, std::string organisation, AcademicYear year, const MeasuredPage& measured,
                     const Rows& all_rows) {
  Standing standing;
  standing.organisation = std::move(organisation);
  standing.year = year;
  standing.learners = all_rows.size();
  const auto out = left_out_groups(shape, measured, all_rows);
  for (const auto& each : out)
    if (each) standing.not_analysed.push_back(*each);
  add_rows(standing, shape, without(shape, measured, out), out);
  return standing;
}

// Learners in the denominator, at the expected level, and without a level, of some schools.
struct Counted {
  std::size_t counted = 0, attained = 0, not_awarded = 0;

  void add(const Counted& other) {
    counted += other.counted, attained += other.attained, not_awarded += other.not_awarded;
  }
  double share(std::size_t part) const { return counted ? double(part) / double(counted) : no_figure; }
};

Counted counted_rows(const OutcomeColumn& outcome, std::span<const std::uint32_t> rows) {
  Counted result;
  for (std::uint32_t row : rows) {
    result.counted += outcome.attained[row] >= 0;
    result.attained += outcome.attained[row] == 1;
    result.not_awarded +=
        outcome.status[row] == ResultStatus::not_awarded || outcome.status[row] == ResultStatus::disapplied;
  }
  return result;
}

Counted together(const std::vector<Counted>& schools, std::span<const std::uint32_t> some) {
  Counted result;
  for (std::uint32_t school : some) result.add(schools[school]);
  return result;
}

std::vector<Counted> counted_schools(const Cohort& cohort, const StandingRow& row, AcademicYear year) {
  std::vector<Counted> schools;
  for (const auto& rows : by_school(cohort, group_rows(cohort, row.conditions, year, year)))
    schools.push_back(counted_rows(*cohort.outcome(row.indicator), rows));
  return schools;
}

Counted all_of(const std::vector<Counted>& schools) {
  Counted result;
  for (const auto& each : schools) result.add(each);
  return result;
}

// Shares of the same group elsewhere, and of learners without a level. `school`: none for an area.
void add_shares(const StandingStudy& study, AcademicYear year, std::optional<std::uint32_t> school, Standing& standing) {
  const Cohort& cohort = study.cohort;
  for (auto& row : standing.rows) {
    const auto schools = counted_schools(cohort, row, year);
    const Counted nation = all_of(schools);
    row.attained_nationally = nation.share(nation.attained);
    row.not_awarded_nationally = nation.share(nation.not_awarded);
    if (!school) continue;
    std::vector<std::uint32_t> authority;
    for (std::uint32_t other = 0; other < cohort.schools.size(); ++other)
      if (cohort.school_authority[other] == cohort.school_authority[*school]) authority.push_back(other);
    const Counted in_authority = together(schools, authority);
    const Counted in_family = together(schools, study.comparators.family[*school]);
    row.attained_in_authority = in_authority.share(in_authority.attained);
    row.attained_in_family = in_family.share(in_family.attained);
    row.not_awarded = schools[*school].not_awarded;
  }
}

// Where a group is low at a school, the comparable schools that do clearly better, over three years.
void add_better(const StandingStudy& study, const Spans& spans, std::uint32_t school, Standing& standing) {
  const YearSpan span = spans.years[spans.of.three.value_or(spans.of.year)];
  for (auto& row : standing.rows) {
    const bool low = std::any_of(comparisons.begin(), comparisons.end(), [&](Comparison which) {
      return row.judged[which].verdict == Verdict::low;
    });
    if (!low) continue;
    const auto indicator = std::find_if(study.indicators.begin(), study.indicators.end(),
                                        [&](const auto& each) { return each.indicator.id == row.indicator; });
    const Rows members = group_rows(study.cohort, row.conditions, span.from, span.to);
    const AttainedGroup attained = attained_group(study.cohort, *indicator, members, study.comparators);
    for (std::uint32_t other : clearly_better(attained.means, school, study.comparators.family[school],
                                              attained.spread, study.rule))
      row.better.push_back(study.cohort.schools[other]);
  }
}

}  // namespace standing
}  // namespace

std::vector<Standing> school_standings(const StandingStudy& study, std::span<const std::uint32_t> schools,
                                       AcademicYear year) {
  const auto spans = standing::spans_of(study, year);
  const auto groups = standing::groups_of(study.cohort);
  const auto split = [&](std::span<const std::uint32_t> members) {
    auto all = by_school(study.cohort, members);
    std::vector<Rows> own;
    for (std::uint32_t school : schools) own.push_back(std::move(all[school]));
    return own;
  };
  const auto pages = standing::measure_pages(
      study, spans, groups, schools.size(), split,
      [&](std::size_t page, const MeasureContext& context, std::span<const std::uint32_t> rows) {
        return measure_school(context, schools[page], rows);
      });
  const auto everybody = split(group_rows(study.cohort, {}, year, year));
  std::vector<Standing> standings;
  for (std::size_t page = 0; page < schools.size(); ++page) {
    standings.push_back(standing::standing_of({study, spans, groups}, study.cohort.schools[schools[page]], year,
                                              pages[page], everybody[page]));
    standing::add_better(study, spans, schools[page], standings.back());
    standing::add_shares(study, year, schools[page], standings.back());
  }
  return standings;
}

Standing area_standing(const StandingStudy& study, std::string organisation, std::span<const std::uint32_t> schools,
                       AcademicYear year) {
  const auto spans = standing::spans_of(study, year);
  const auto groups = standing::groups_of(study.cohort);
  std::vector<std::uint8_t> inside(study.cohort.schools.size(), 0);
  for (std::uint32_t school : schools) inside[school] = 1;
  const auto split = [&](std::span<const std::uint32_t> members) {
    Rows own;
    std::copy_if(members.begin(), members.end(), std::back_inserter(own),
                 [&](std::uint32_t row) { return inside[study.cohort.school[row]] != 0; });
    return std::vector<Rows>{std::move(own)};
  };
  const bool whole = std::all_of(inside.begin(), inside.end(), [](std::uint8_t each) { return each != 0; });
  const auto pages = standing::measure_pages(
      study, spans, groups, 1, split,
      [&](std::size_t, const MeasureContext& context, std::span<const std::uint32_t> rows) {
        return measure_area(context, rows, whole);
      });
  Standing made = standing::standing_of({study, spans, groups}, std::move(organisation), year, pages.front(),
                                        split(group_rows(study.cohort, {}, year, year)).front());
  made.schools = schools.size();
  standing::add_shares(study, year, std::nullopt, made);
  return made;
}

std::vector<SchoolOfArea> schools_of_area(const StandingStudy& study, std::span<const std::uint32_t> schools,
                                          AcademicYear year) {
  const Rows members = group_rows(study.cohort, {}, year, year);
  const auto own = by_school(study.cohort, members);
  std::vector<SchoolOfArea> rows;
  std::vector<Measured> circumstances, same_start;
  for (const auto& standards : study.indicators) {
    const AttainedGroup attained = attained_group(study.cohort, standards, members, study.comparators);
    const MeasureContext context{study.cohort, standards, study.comparators, study.rule, attained, {year, year}, true};
    for (std::uint32_t school : schools) {
      const MeasuredRow row = measure_school(context, school, own[school]);
      rows.push_back({school, standards.indicator.id, {}, {}});
      circumstances.push_back(row.of[std::size_t(Comparison::expected)]);
      same_start.push_back(row.same_start);
    }
  }
  const auto judged = judge_measured(circumstances, Comparison::expected, study.rule);
  const auto from_start = judge_measured(same_start, Comparison::expected, study.rule);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows[row].judged = judged[row];
    rows[row].same_start = from_start[row];
  }
  return rows;
}

}  // namespace potensial::insight
