#include "insight/exclusion_rates.hpp"

#include <cmath>

#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

constexpr double short_exclusion_days = 5;

double byar_limit(double count, double z) {
  if (count <= 0) return 0;
  return count * std::pow(1 - 1 / (9 * count) + z / (3 * std::sqrt(count)), 3);
}

ExclusionRate rate_of(std::size_t exclusions, std::size_t learners) {
  ExclusionRate rate{exclusions, learners};
  if (learners == 0) return rate;
  const double unit = 1000.0 / static_cast<double>(learners), count = static_cast<double>(exclusions);
  rate.per_thousand = count * unit;
  rate.low = byar_limit(count, -stats::kNormal95) * unit;
  rate.high = byar_limit(count + 1, stats::kNormal95) * unit;
  return rate;
}

ExclusionKind kind_of(const ValueColumn& type, double days, std::size_t row) {
  if (type.has(row) && type.texts()[row] == "PERM") return ExclusionKind::permanent;
  return days > short_exclusion_days ? ExclusionKind::fixed_longer : ExclusionKind::fixed_up_to_five_days;
}

}  // namespace

std::vector<Exclusion> exclusions_of(const FactTable& rows) {
  std::vector<Exclusion> exclusions;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto* days = rows.find("days");
    const auto* reason = rows.find("reason");
    Exclusion exclusion{static_cast<std::size_t>(rows.find("place")->integers()[row])};
    if (days->has(row)) exclusion.days = days->reals()[row];
    if (reason->has(row)) exclusion.reason = reason->texts()[row];
    exclusion.kind = kind_of(*rows.find("type"), exclusion.days, row);
    exclusions.push_back(std::move(exclusion));
  }
  return exclusions;
}

ExclusionRates exclusion_rates(const Cohort& cohort, std::span<const Exclusion> exclusions, std::span<const std::size_t> rows) {
  std::vector<std::uint8_t> counted(cohort.size(), 0);
  for (const auto row : rows) counted[row] = 1;
  std::size_t permanent = 0, brief = 0, longer = 0;
  ExclusionRates rates;
  for (const auto& exclusion : exclusions) {
    if (!counted[exclusion.place]) continue;
    (exclusion.kind == ExclusionKind::permanent ? permanent : exclusion.kind == ExclusionKind::fixed_longer ? longer : brief) += 1;
    if (exclusion.kind != ExclusionKind::permanent) rates.days_lost += exclusion.days;
    ++rates.by_reason[exclusion.reason];
  }
  rates.permanent = rate_of(permanent, rows.size());
  rates.fixed_up_to_five_days = rate_of(brief, rows.size());
  rates.fixed_longer = rate_of(longer, rows.size());
  return rates;
}

ExclusionRates pooled_rates(std::span<const ExclusionRates> years) {
  ExclusionRates all;
  for (auto kind : {&ExclusionRates::permanent, &ExclusionRates::fixed_up_to_five_days, &ExclusionRates::fixed_longer}) {
    std::size_t exclusions = 0, learners = 0;
    for (const auto& year : years) {
      exclusions += (year.*kind).exclusions;
      learners += (year.*kind).learners;
    }
    all.*kind = rate_of(exclusions, learners);
  }
  for (const auto& year : years) {
    all.days_lost += year.days_lost;
    for (const auto& [reason, count] : year.by_reason) all.by_reason[reason] += count;
  }
  return all;
}

}  // namespace potensial::insight
