#include "insight/english_acquisition.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "insight/group_gap.hpp"
#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

AcquisitionRow acquisition_row(std::string group, const OutcomeColumn& outcome, std::span<const std::size_t> rows) {
  AcquisitionRow row{std::move(group)};
  std::size_t attained = 0, valued = 0;
  double sum = 0;
  for (const auto each : rows_counted(outcome, rows)) {
    ++row.learners;
    attained += outcome.attained[each] == 1;
    if (std::isnan(outcome.value[each])) continue;
    ++valued;
    sum += outcome.value[each];
  }
  const auto share = stats::wilson(attained, row.learners);
  row.share = share.value;
  row.low = share.low;
  row.high = share.high;
  if (valued > 0) row.mean = sum / static_cast<double>(valued);
  return row;
}

constexpr std::array<std::string_view, 4> arrival_bands{"under-12", "12-35", "36-more", "not-arrived"};

}  // namespace

std::string_view arrival_band(double months) {
  if (std::isnan(months)) return arrival_bands[3];
  return months < 12 ? arrival_bands[0] : months < 36 ? arrival_bands[1] : arrival_bands[2];
}

bool is_arrival_band(std::string_view word) { return std::ranges::find(arrival_bands, word) != arrival_bands.end(); }

std::vector<AcquisitionRow> outcome_by_level(const OutcomeColumn& outcome, const CharacteristicColumn& characteristic,
                                             std::span<const std::size_t> rows) {
  std::vector<AcquisitionRow> result;
  for (std::uint8_t level = 0; level < characteristic.definition.levels.size(); ++level) {
    auto row = acquisition_row(characteristic.definition.levels[level].code, outcome, rows_at(characteristic, level, rows));
    if (row.learners > 0) result.push_back(std::move(row));
  }
  return result;
}

std::vector<AcquisitionRow> outcome_by_arrival(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows) {
  std::map<std::string_view, std::vector<std::size_t>> bands;
  for (const auto row : rows) bands[arrival_band(cohort.months_since_arrival[row])].push_back(row);
  std::vector<AcquisitionRow> result;
  for (const auto band : arrival_bands)
    if (bands.contains(band)) result.push_back(acquisition_row(std::string(band), outcome, bands[band]));
  return result;
}

std::vector<FollowedStage> followed(const Cohort& cohort, const CharacteristicColumn& characteristic,
                                    std::span<const std::string> earlier, const OutcomeColumn& now,
                                    std::span<const std::size_t> rows) {
  std::vector<FollowedStage> stages;
  for (const auto& indicator : earlier)
    if (const auto* column = cohort.prior(indicator))
      stages.push_back({indicator, outcome_by_level(*column, characteristic, rows)});
  stages.push_back({now.indicator, outcome_by_level(now, characteristic, rows)});
  return stages;
}

}  // namespace potensial::insight
