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

// One page: whose it is, with the rows of its learners in all years.
struct Subject {
  const StandingStudy& study;
  const GroupsEverywhere& everywhere;
  std::string organisation;
  Rows learners;
  std::optional<std::uint32_t> school;   // none: an area

  std::size_t groups() const { return everywhere.groups.size(); }
  std::size_t group_of(std::size_t row) const { return row % groups(); }
  std::size_t indicator_of(std::size_t row) const { return row / groups(); }
};

// [span][row] of one page; rows by indicator, then by group.
using MeasuredPage = std::vector<std::vector<MeasuredRow>>;
using Measure = std::function<MeasuredRow(const MeasureContext&, std::span<const std::uint32_t>)>;

MeasuredPage measured_page(const Subject& subject, const Measure& measure) {
  const auto& [study, everywhere, organisation, learners, school] = subject;
  MeasuredPage page(everywhere.years.size(), std::vector<MeasuredRow>(subject.groups() * study.indicators.size()));
  for (std::size_t span = 0; span < page.size(); ++span)
    for (std::size_t group = 0; group < subject.groups(); ++group) {
      const auto& conditions = everywhere.groups[group];
      const Rows own = group_rows(study.cohort, learners, conditions, everywhere.years[span].from, everywhere.years[span].to);
      for (std::size_t each = 0; each < study.indicators.size(); ++each)
        page[span][each * subject.groups() + group] =
            measure({study.cohort, study.indicators[each], study.comparators, study.rule,
                     everywhere.attained_by(span, group, each), everywhere.years[span], conditions.empty()}, own);
    }
  return page;
}

Rows learners_in_year(const Subject& subject) {
  return group_rows(subject.study.cohort, subject.learners, {}, subject.everywhere.year, subject.everywhere.year);
}

std::vector<Measured> column(const std::vector<MeasuredRow>& rows, Comparison which) {
  std::vector<Measured> column;
  for (const auto& row : rows) column.push_back(row.of[std::size_t(which)]);
  return column;
}

std::vector<Judgement> judged_column(const MeasuredPage& page, Comparison which, const PageSpans& spans,
                                     const VerdictRule& rule) {
  std::vector<std::vector<Judgement>> by_span;
  for (const auto& rows : page) by_span.push_back(judge_measured(column(rows, which), which, rule));
  return settle(by_span, spans);
}

// 1A of all learners, indicator by indicator: its own family of tests.
std::vector<Judgement> same_start_column(const MeasuredPage& page, const PageSpans& spans, std::size_t groups,
                                         const VerdictRule& rule) {
  std::vector<std::vector<Judgement>> by_span;
  for (const auto& rows : page) {
    std::vector<Measured> wholes;
    for (std::size_t row = 0; row < rows.size(); row += groups) wholes.push_back(rows[row].same_start);
    by_span.push_back(judge_measured(wholes, Comparison::expected, rule));
  }
  return settle(by_span, spans);
}

std::size_t learners_behind(const MeasuredPage& page, const PageSpans& spans, std::size_t row) {
  const std::size_t single = page[spans.year][row].learners;
  return spans.three ? std::max(single, page[*spans.three][row].learners) : single;
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

using LeftOut = std::vector<std::optional<NotAnalysed>>;

LeftOut left_out_groups(const Subject& subject, const MeasuredPage& page, const Rows& all_rows) {
  const auto& spans = subject.everywhere.spans;
  LeftOut out(subject.groups());
  for (std::size_t group = 1; group < subject.groups(); ++group)
    out[group] = left_out(subject.study, subject.everywhere.groups[group].front(), page[spans.year][group].learners,
                          learners_behind(page, spans, group), all_rows);
  return out;
}

// Rows that are not shown take no part in the family of tests.
void take_out(MeasuredPage& page, const LeftOut& out) {
  for (auto& rows : page)
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (const auto& reason = out[row % out.size()])
        for (auto& each : rows[row].of) {
          each.evidence.blocked = each.stable.blocked = reason->reason;
          each.other_low.blocked = each.other_high.blocked = reason->reason;
        }
}

CountedLearners together(const std::vector<CountedLearners>& schools, std::span<const std::uint32_t> some) {
  CountedLearners result;
  for (std::uint32_t school : some) result.add(schools[school]);
  return result;
}

CountedLearners in_authority_of(const Cohort& cohort, const std::vector<CountedLearners>& schools, std::uint32_t school) {
  CountedLearners result;
  for (std::uint32_t other = 0; other < schools.size(); ++other)
    if (cohort.school_authority[other] == cohort.school_authority[school]) result.add(schools[other]);
  return result;
}

CountedLearners all_of(const std::vector<CountedLearners>& schools) {
  CountedLearners result;
  for (const auto& each : schools) result.add(each);
  return result;
}

// Shares of the same group elsewhere, and of learners without a level.
void add_shares(StandingRow& made, const Subject& subject, std::size_t row) {
  const auto& schools = subject.everywhere.counted_in(subject.group_of(row), subject.indicator_of(row));
  const auto nation = all_of(schools);
  made.attained_nationally = nation.share(nation.attained);
  made.not_awarded_nationally = nation.share(nation.not_awarded);
  if (!subject.school) return;
  const auto authority = in_authority_of(subject.study.cohort, schools, *subject.school);
  const auto family = together(schools, subject.study.comparators.family[*subject.school]);
  made.attained_in_authority = authority.share(authority.attained);
  made.attained_in_family = family.share(family.attained);
  made.not_awarded = schools[*subject.school].not_awarded;
}

// Where a group is low at a school, the comparable schools that do clearly better, over three years.
void add_better(StandingRow& made, const Subject& subject, std::size_t row) {
  const auto low = [&](Comparison which) { return made.judged[which].verdict == Verdict::low; };
  if (!subject.school || std::ranges::none_of(comparisons, low)) return;
  const auto& spans = subject.everywhere.spans;
  const auto& attained =
      subject.everywhere.attained_by(spans.three.value_or(spans.year), subject.group_of(row), subject.indicator_of(row));
  const auto& family = subject.study.comparators.family[*subject.school];
  for (std::uint32_t other : clearly_better(attained.means, *subject.school, family, attained.spread, subject.study.rule))
    made.better.push_back(subject.study.cohort.schools[other]);
}

StandingRow row_of(const Subject& subject, const MeasuredRow& measured, std::size_t row) {
  StandingRow made;
  made.indicator = subject.study.indicators[subject.indicator_of(row)].indicator.id;
  made.conditions = subject.everywhere.groups[subject.group_of(row)];
  made.learners = measured.learners;
  made.with_result = measured.with_result;
  made.counted = measured.counted;
  made.attained = measured.attained;
  return made;
}

void add_rows(Standing& standing, const Subject& subject, const MeasuredPage& page, const LeftOut& out) {
  const auto& spans = subject.everywhere.spans;
  std::array<std::vector<Judgement>, comparisons.size()> judged;
  for (Comparison which : comparisons) judged[std::size_t(which)] = judged_column(page, which, spans, subject.study.rule);
  const auto same_start = same_start_column(page, spans, subject.groups(), subject.study.rule);
  for (std::size_t row = 0; row < page[spans.year].size(); ++row) {
    if (out[subject.group_of(row)]) continue;
    StandingRow made = row_of(subject, page[spans.year][row], row);
    for (Comparison which : comparisons) made.judged[which] = judged[std::size_t(which)][row];
    if (made.conditions.empty()) {
      made.same_start = same_start[subject.indicator_of(row)];
      made.low_from_start_only =
          made.same_start.verdict == Verdict::low && made.judged.expected.verdict == Verdict::not_low;
    }
    add_better(made, subject, row);
    add_shares(made, subject, row);
    standing.rows.push_back(std::move(made));
  }
}

Standing standing_of(const Subject& subject, const Measure& measure) {
  const Rows all_rows = learners_in_year(subject);
  Standing standing;
  standing.organisation = subject.organisation;
  standing.year = subject.everywhere.year;
  standing.learners = all_rows.size();
  auto page = measured_page(subject, measure);
  const auto out = left_out_groups(subject, page, all_rows);
  for (const auto& each : out)
    if (each) standing.not_analysed.push_back(*each);
  take_out(page, out);
  add_rows(standing, subject, page, out);
  return standing;
}

Rows learners_of(const GroupsEverywhere& everywhere, std::span<const std::uint32_t> schools) {
  Rows learners;
  for (std::uint32_t school : schools) learners.insert(learners.end(), everywhere.learners[school].begin(), everywhere.learners[school].end());
  std::ranges::sort(learners);
  return learners;
}

}  // namespace standing
}  // namespace

Standing school_standing(const StandingStudy& study, const GroupsEverywhere& everywhere, std::uint32_t school) {
  const standing::Subject subject{study, everywhere, study.cohort.schools[school], everywhere.learners[school], school};
  return standing::standing_of(subject, [&](const MeasureContext& context, std::span<const std::uint32_t> rows) {
    return measure_school(context, school, rows);
  });
}

Standing area_standing(const StandingStudy& study, const GroupsEverywhere& everywhere, std::string organisation,
                       std::span<const std::uint32_t> schools) {
  const bool whole = schools.size() == study.cohort.schools.size();
  const standing::Subject subject{study, everywhere, std::move(organisation), standing::learners_of(everywhere, schools), {}};
  auto made = standing::standing_of(subject, [&](const MeasureContext& context, std::span<const std::uint32_t> rows) {
    return measure_area(context, rows, whole);
  });
  made.schools = schools.size();
  return made;
}

std::vector<SchoolOfArea> schools_of_area(const StandingStudy& study, const GroupsEverywhere& everywhere,
                                          std::span<const std::uint32_t> schools) {
  std::vector<SchoolOfArea> rows;
  std::vector<Measured> circumstances, same_start;
  for (std::size_t each = 0; each < study.indicators.size(); ++each) {
    const MeasureContext context{study.cohort, study.indicators[each], study.comparators, study.rule,
                                 everywhere.attained_by(everywhere.spans.year, 0, each), {everywhere.year, everywhere.year}, true};
    for (std::uint32_t school : schools) {
      const Rows own = group_rows(study.cohort, everywhere.learners[school], {}, everywhere.year, everywhere.year);
      const MeasuredRow row = measure_school(context, school, own);
      rows.push_back({school, study.indicators[each].indicator.id, {}, {}});
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
