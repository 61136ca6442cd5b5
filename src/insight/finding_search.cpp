#include "insight/finding_search.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

#include "insight/cohort_group.hpp"
#include "insight/expected_covariates.hpp"
#include "insight/finding_detail.hpp"

namespace potensial::insight {
namespace {

namespace search {

constexpr double half_deviation = 0.5;

Rows rows_in(const Cohort& cohort, std::span<const std::uint32_t> schools, AcademicYear from, AcademicYear to) {
  std::vector<std::uint8_t> inside(cohort.schools.size(), schools.empty());
  for (std::uint32_t school : schools) inside[school] = 1;
  Rows rows = group_rows(cohort, {}, from, to);
  std::erase_if(rows, [&](std::uint32_t row) { return !inside[cohort.school[row]]; });
  return rows;
}

// Without those who have no earlier result where others have one: they cannot be compared from the same start.
Rows with_a_start(const IndicatorStandards& standards, Rows rows) {
  if (!standards.earlier.empty())
    std::erase_if(rows, [&](std::uint32_t row) { return standards.same_start->no_earlier[row] != 0; });
  return rows;
}

// A learner once, at the latest year.
Rows each_learner_once(const Cohort& cohort, Rows rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return cohort.year[b] < cohort.year[a]; });
  std::unordered_set<std::uint64_t> seen;
  std::erase_if(rows, [&](std::uint32_t row) { return !seen.insert(std::uint64_t(cohort.learner[row])).second; });
  std::sort(rows.begin(), rows.end());
  return rows;
}

template <class Value>
std::vector<Value> picked(std::span<const Value> values, std::span<const std::uint32_t> rows) {
  std::vector<Value> result;
  result.reserve(rows.size());
  for (std::uint32_t row : rows) result.push_back(values[row]);
  return result;
}

// The rows of a search or a gap, with the covariates that vary among them.
struct Table {
  std::vector<double> outcome;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<double>> given;

  std::vector<std::span<const double>> spans() const { return {given.begin(), given.end()}; }
};

Table table_of(const Cohort& cohort, const IndicatorStandards& standards, const Covariates& fixed,
               std::span<const std::uint32_t> rows) {
  Table table{picked<double>(standards.same_start->residual, rows), picked<std::uint32_t>(cohort.school, rows), {}};
  for (const auto& column : fixed.columns) {
    auto values = picked<double>(column, rows);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    if (least != values.end() && *least < *most) table.given.push_back(std::move(values));
  }
  return table;
}

// ---- characteristics searched

struct Searched {
  std::vector<const CharacteristicColumn*> columns;
  std::vector<std::vector<std::uint8_t>> levels;
};

Searched searched_characteristics(const Cohort& cohort, std::span<const std::uint32_t> rows) {
  Searched searched;
  for (const auto& column : cohort.characteristics)
    if (column.definition.searched) {
      searched.columns.push_back(&column);
      searched.levels.push_back(picked<std::uint8_t>(column.level, rows));
    }
  return searched;
}

std::vector<Condition> conditions_of(const Searched& searched, const stats::Conditions& where) {
  std::vector<Condition> conditions;
  for (const auto& each : where) {
    const auto& definition = searched.columns[each.characteristic]->definition;
    if (each.level < definition.levels.size())
      conditions.push_back({definition.id, definition.levels[each.level].code, definition.levels[each.level].name});
    else
      conditions.push_back({definition.id, "", definition.name});
  }
  return conditions;
}

Result<stats::GroupSearch> run(const Cohort& cohort, const Table& table, const Searched& searched,
                               std::span<const std::uint32_t> rows, stats::GroupSearchOptions options) {
  const std::vector<std::uint64_t> order(rows.begin(), rows.end());
  stats::GroupTable input{.outcome = table.outcome,
                          .cluster = table.cluster,
                          .clusters = std::uint32_t(cohort.schools.size()),
                          .characteristics = {},
                          .given = table.spans(),
                          .order = order};
  for (std::size_t each = 0; each < searched.columns.size(); ++each)
    input.characteristics.push_back(
        {searched.levels[each], std::uint16_t(searched.columns[each]->definition.levels.size() + 1)});
  return stats::search_groups(input, options);
}

SearchedCounts counts_of(const stats::GroupSearch& found, const stats::GroupSearchOptions& options) {
  SearchedCounts counts;
  counts.searched = found.searched;
  counts.large_enough = found.large_enough;
  counts.too_few_learners = found.too_few_members;
  counts.too_few_schools = found.too_few_clusters;
  counts.nearly_everybody = found.too_common;
  counts.not_separable = found.not_separable.size();
  counts.depth = options.depth;
  counts.least_learners = options.min_size;
  counts.least_schools = options.min_clusters;
  counts.draws = options.draws.draws;
  counts.seed = options.draws.seed;
  if (found.residual_sd > 0)
    counts.probably_missed_below = std::size_t(std::ceil(stats::needed_group_size(half_deviation / found.residual_sd)));
  return counts;
}

// ---- records

FindingKind kind_of(const stats::GroupStory& story, bool main) {
  if (story.kind == stats::StoryKind::better) return FindingKind::does_better;
  if (story.kind == stats::StoryKind::small) return FindingKind::small;
  return main ? FindingKind::main : FindingKind::separate;
}

void take_gaps(FindingRecord& record, const stats::GroupStory& story) {
  record.learners = story.members;
  record.schools = story.clusters;
  record.gap = story.gap.estimate, record.low = story.gap.low, record.high = story.gap.high;
  record.own = story.own.estimate, record.own_low = story.own.low, record.own_high = story.own.high;
  record.total_gap = story.total.estimate;
  record.carried_by_schools = story.carried;
  record.mostly_without_peers = story.where.size() == 1 && story.share_without_peers > 0.40;
  record.q = story.p;
}

void take_definition(FindingRecord& record, const Indicator& indicator) {
  record.indicator = indicator.id;
  record.indicator_version = indicator.version;
  record.indicator_name = indicator.name;
  record.stage = indicator.stage;
  record.scale = indicator.scale;
  record.delta = indicator.delta;
}

FindingRecord record_of(const stats::GroupStory& story, bool main, const Searched& searched,
                        const IndicatorStandards& standards, const FindingRequest& request) {
  FindingRecord record;
  record.kind = kind_of(story, main);
  record.conditions = conditions_of(searched, story.where);
  take_definition(record, standards.indicator);
  take_gaps(record, story);
  record.scope = request.scope;
  record.method = "group-search-1";
  for (const auto& folded : story.folded)
    if (folded.as == stats::FoldedAs::explained)
      record.explains.push_back({conditions_of(searched, folded.where), folded.members, no_figure});
  return record;
}

std::vector<AcademicYear> years_of(const Cohort& cohort, std::span<const std::uint32_t> rows) {
  std::set<AcademicYear> years;
  for (std::uint32_t row : rows) years.insert(cohort.year[row]);
  return {years.begin(), years.end()};
}

GapOfYear gap_of(const Cohort& cohort, const IndicatorStandards& standards, const Covariates& fixed,
                 std::span<const Condition> conditions, std::span<const std::uint32_t> rows) {
  GapOfYear result;
  const Table table = table_of(cohort, standards, fixed, rows);
  const Rows members = group_rows(cohort, conditions, AcademicYear{0}, AcademicYear{9999});
  std::vector<std::uint8_t> member;
  for (std::uint32_t row : rows) member.push_back(std::binary_search(members.begin(), members.end(), row));
  const auto gap = stats::group_gap({.outcome = table.outcome,
                                     .member = member,
                                     .cluster = table.cluster,
                                     .clusters = std::uint32_t(cohort.schools.size()),
                                     .given = table.spans()},
                                    {.draws = 0, .seed = 0});
  if (!gap) return result;
  result.learners = gap->members;
  result.schools = gap->clusters;
  result.gap = gap->within.estimate, result.low = gap->within.low, result.high = gap->within.high;
  return result;
}

bool short_in_all(const std::vector<GapOfYear>& years) {
  std::size_t known = 0;
  for (const auto& each : years) {
    if (std::isnan(each.gap)) continue;
    if (each.gap >= 0) return false;
    ++known;
  }
  return known >= 2;
}

void describe(FindingRecord& record, const Cohort& cohort, const IndicatorStandards& standards,
              const FindingRequest& request) {
  Stability stable = stability(cohort, standards, record.conditions, request.schools, request.from, request.to);
  record.by_year = std::move(stable.by_year);
  record.replication = stable.replication;
  record.lasting = stable.lasting;
  record.loads = cohort.loads;
}

}  // namespace search
}  // namespace

void GroupFindings::take(FindingRecord record) {
  switch (record.kind) {
    case FindingKind::main:
    case FindingKind::separate: findings.push_back(std::move(record)); return;
    case FindingKind::small: (record.high < 0 ? small : beside_others).push_back(std::move(record)); return;
    case FindingKind::does_better: (record.low > 0 ? does_better : beside_others).push_back(std::move(record)); return;
  }
}

Stability stability(const Cohort& cohort, const IndicatorStandards& standards, std::span<const Condition> conditions,
                    std::span<const std::uint32_t> schools, AcademicYear from, AcademicYear to) {
  Stability result;
  if (!standards.same_start) return result;
  const Covariates fixed = covariates(cohort, standards.earlier, {});
  const Rows rows =
      search::with_a_start(standards, search::rows_in(cohort, schools, AcademicYear{0}, AcademicYear{9999}));
  Rows unused;
  for (AcademicYear year : search::years_of(cohort, rows)) {
    Rows own = rows;
    std::erase_if(own, [&](std::uint32_t row) { return cohort.year[row] != year; });
    GapOfYear gap = search::gap_of(cohort, standards, fixed, conditions, own);
    gap.year = year;
    gap.used_to_find = from <= year && year <= to;
    if (!gap.used_to_find) unused.insert(unused.end(), own.begin(), own.end());
    result.by_year.push_back(gap);
  }
  if (!unused.empty()) {
    std::sort(unused.begin(), unused.end());
    result.replication = search::gap_of(cohort, standards, fixed, conditions, unused);
    result.replication->used_to_find = false;
  }
  result.lasting = search::short_in_all(result.by_year);
  return result;
}

Result<GroupFindings> find_groups(const Cohort& cohort, const IndicatorStandards& standards,
                                  const Comparators& comparators, const VerdictRule& rule,
                                  const FindingRequest& request) {
  if (!standards.same_start)
    return refuse(Blame::input, "insight.no-expected-standard", {{"indicator", standards.indicator.id}});
  const Rows all = search::each_learner_once(cohort, search::rows_in(cohort, request.schools, request.from, request.to));
  const Rows rows = search::with_a_start(standards, all);
  const auto table = search::table_of(cohort, standards, covariates(cohort, standards.earlier, {}), rows);
  const auto searched = search::searched_characteristics(cohort, rows);
  stats::GroupSearchOptions options = request.options;
  options.delta = standards.indicator.delta;
  const auto found = search::run(cohort, table, searched, rows, options);
  if (!found) return std::unexpected(found.error());
  GroupFindings result;
  result.counts = search::counts_of(*found, options);
  result.counts.without_earlier = all.size() - rows.size();
  for (const bool main : {true, false})
    for (const auto& story : main ? found->main : found->separate) {
      if (story.kind == stats::StoryKind::unclear) continue;
      FindingRecord record = search::record_of(story, main, searched, standards, request);
      record.years = search::years_of(cohort, rows);
      record.counts = result.counts;
      search::describe(record, cohort, standards, request);
      result.take(std::move(record));
    }
  judge_findings(result.findings, cohort, standards, comparators, rule, rows, request);
  return result;
}

}  // namespace potensial::insight
