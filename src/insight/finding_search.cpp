#include "insight/finding_search.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/parallel.hpp"
#include "insight/finding_detail.hpp"
#include "insight/searched_table.hpp"
#include "insight/yearly_gaps.hpp"

namespace potensial::insight {
namespace {

namespace search {

constexpr double half_deviation = 0.5;

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

Result<stats::GroupSearch> run(const Cohort& cohort, const SearchedTable& table, const Searched& searched,
                               std::span<const std::uint32_t> rows, stats::GroupSearchOptions options) {
  const std::vector<std::uint64_t> order(rows.begin(), rows.end());
  stats::GroupTable input{.outcome = table.outcome,
                          .cluster = table.school,
                          .clusters = std::uint32_t(cohort.schools.size()),
                          .characteristics = {},
                          .given = table.spans(),
                          .order = order};
  for (std::size_t each = 0; each < searched.columns.size(); ++each) {
    const auto& definition = searched.columns[each]->definition;
    input.characteristics.push_back(
        {searched.levels[each], std::uint16_t(definition.levels.size() + 1), !definition.from_earlier_results});
  }
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

// The stories of a search as records; those whose interval holds 0 beside no other story are left out.
std::vector<FindingRecord> records_of(const stats::GroupSearch& found, const Searched& searched,
                                      const IndicatorStandards& standards, const FindingRequest& request) {
  std::vector<FindingRecord> records;
  for (const bool main : {true, false})
    for (const auto& story : main ? found.main : found.separate)
      if (story.kind != stats::StoryKind::unclear)
        records.push_back(record_of(story, main, searched, standards, request));
  return records;
}

void take_years(std::vector<FindingRecord>& records, const Cohort& cohort, const IndicatorStandards& standards,
                const FindingRequest& request) {
  if (records.empty()) return;
  const YearlyGaps gaps(cohort, standards, request.schools, request.from, request.to);
  parallel_for(records.size(), request.options.threads, [&](std::size_t i) {
    auto stable = gaps.of(records[i].conditions);
    records[i].by_year = std::move(stable.by_year);
    records[i].replication = stable.replication;
    records[i].lasting = stable.lasting;
  });
}

}  // namespace search
}  // namespace

void GroupFindings::take(FindingRecord record) {
  switch (record.kind) {
    case FindingKind::main:
    case FindingKind::separate: (record.high < 0 ? findings : beside_others).push_back(std::move(record)); return;
    case FindingKind::small: (record.high < 0 ? small : beside_others).push_back(std::move(record)); return;
    case FindingKind::does_better: (record.low > 0 ? does_better : beside_others).push_back(std::move(record)); return;
  }
}

GroupFindings groups_of(std::vector<FindingRecord> findings) {
  GroupFindings groups;
  for (auto& finding : findings) {
    groups.counts = finding.counts;
    groups.take(std::move(finding));
  }
  return groups;
}

Result<GroupFindings> find_groups(const Cohort& cohort, const IndicatorStandards& standards,
                                  const Comparators& comparators, const VerdictRule& rule,
                                  const FindingRequest& request) {
  if (!standards.same_start)
    return refuse(Blame::input, "insight.no-expected-standard", {{"indicator", standards.indicator.id}});
  const Rows all = each_learner_once(cohort, rows_in_schools(cohort, request.schools, request.from, request.to));
  const Rows rows = with_a_start(standards, all);
  const auto searched = search::searched_characteristics(cohort, rows);
  stats::GroupSearchOptions options = request.options;
  options.delta = standards.indicator.delta;
  const auto found = search::run(cohort, searched_table(cohort, *standards.same_start, rows), searched, rows, options);
  if (!found) return std::unexpected(found.error());
  GroupFindings result;
  result.counts = search::counts_of(*found, options);
  result.counts.without_earlier = all.size() - rows.size();
  auto records = search::records_of(*found, searched, standards, request);
  enter(options.watch, "judging");
  search::take_years(records, cohort, standards, request);
  if (auto on = goes_on(options.watch); !on) return std::unexpected(std::move(on.error()));
  const auto years = search::years_of(cohort, rows);
  for (auto& record : records) {
    record.years = years;
    record.counts = result.counts;
    record.loads = cohort.loads;
    result.take(std::move(record));
  }
  judge_findings(result.findings, cohort, standards, comparators, rule, rows, request);
  return result;
}

}  // namespace potensial::insight
