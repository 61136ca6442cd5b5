#include "stats/gap.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <optional>

#include "stats/gap_estimate.hpp"
#include "stats/group_nuisance.hpp"
#include "stats/sign_flip.hpp"

namespace potensial::stats {
namespace gap_detail {

constexpr std::size_t most_counted_clusters = 12;
constexpr double equal = 1e-12;

std::optional<Refusal> fault_of(const GapRows& rows) {
  const auto n = rows.outcome.size();
  bool same = rows.member.size() == n && rows.cluster.size() == n;
  for (const auto& column : rows.given) same = same && column.size() == n;
  for (const auto cluster : rows.cluster) same = same && cluster < rows.clusters;
  if (!same) return Refusal{Blame::input, "group-search.rows-differ", {}};
  return std::nullopt;
}

GroupRows table_rows(const GapRows& rows) {
  GroupTable table{.outcome = rows.outcome, .cluster = rows.cluster, .clusters = rows.clusters};
  table.characteristics = {{rows.member, 2}};
  table.given = rows.given;
  return group_rows(table);
}

double studentised(std::span<const double> scores) {
  const double sum = std::accumulate(scores.begin(), scores.end(), 0.0);
  const double squares = std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0);
  return squares > 0 ? sum / std::sqrt(squares) : 0;
}

// Share of all 2^k sign patterns at least as extreme.
double counted_p(std::span<const double> scores) {
  const double observed = std::abs(std::accumulate(scores.begin(), scores.end(), 0.0));
  const double norm = std::sqrt(std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0));
  std::size_t extreme = 0;
  for (std::size_t pattern = 0; pattern < std::size_t{1} << scores.size(); ++pattern) {
    double sum = 0;
    for (std::size_t s = 0; s < scores.size(); ++s) sum += pattern >> s & 1 ? -scores[s] : scores[s];
    extreme += std::abs(sum) >= observed - equal * norm;
  }
  return static_cast<double>(extreme) / std::exp2(static_cast<double>(scores.size()));
}

double drawn_p(std::span<const double> scores, const SignDraws& draws) {
  const double observed = std::abs(std::accumulate(scores.begin(), scores.end(), 0.0));
  const double norm = std::sqrt(std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0));
  std::size_t extreme = 0;
  for (std::uint32_t b = 0; b < draws.draws; ++b) {
    double sum = 0;
    for (std::size_t s = 0; s < scores.size(); ++s) sum += sign_flip(draws.seed, b, s) * scores[s];
    extreme += std::abs(sum) >= observed - equal * norm;
  }
  return (1.0 + static_cast<double>(extreme)) / (draws.draws + 1.0);
}

std::vector<double> nonzero(std::span<const double> scores) {
  std::vector<double> kept;
  for (const double score : scores)
    if (score != 0) kept.push_back(score);
  return kept;
}

void test(Gap& gap, const SignDraws& draws) {
  gap.t = studentised(gap.scores);
  const auto kept = nonzero(gap.scores);
  gap.exact = kept.size() <= most_counted_clusters;
  gap.p = gap.exact ? counted_p(kept) : drawn_p(gap.scores, draws);
}

std::vector<double> products_by_cluster(const GroupRows& rows, const std::vector<double>& a,
                                        const std::vector<double>& b) {
  std::vector<double> sums(rows.clusters, 0.0);
  for (std::size_t row = 0; row < rows.size(); ++row) sums[rows.cluster[row]] += a[row] * b[row];
  return sums;
}

}  // namespace gap_detail

Result<Gap> group_gap(const GapRows& input, const SignDraws& draws) {
  using namespace gap_detail;
  if (auto fault = fault_of(input)) return std::unexpected(*fault);
  const auto rows = table_rows(input);
  const auto column = group_column(rows, {{0, 1}});
  const auto layout = group_layout(rows, column->members);
  if (layout.members == 0) return refuse(Blame::input, "group-search.no-members");
  auto model = given_model(rows);
  auto residual = rows.outcome;
  model.residualise(residual);
  auto mark = centred(rows, *column);
  model.residualise(mark);
  const auto place = model.size();
  if (!model.add(column)) return refuse(Blame::input, "group-search.no-peers");
  const auto fit = model.coefficients(std::array{place}, rows.outcome).front();
  Gap gap{.members = layout.members, .others = rows.size() - layout.members, .left_out = rows.left_out};
  gap.clusters = layout.clusters;
  gap.share_without_peers = layout.share_without_peers;
  gap.within = cluster_interval(fit.estimate, fit.variance, fit.scores, layout.clusters);
  gap.total = plain_difference(rows, column->members, pooled_residuals(rows));
  gap.carried = gap.total.estimate - gap.within.estimate;
  gap.variance = fit.variance;
  gap.scores = products_by_cluster(rows, mark, residual);
  test(gap, draws);
  return gap;
}

Result<Interval> total_gap(const GapRows& input) {
  using namespace gap_detail;
  if (auto fault = fault_of(input)) return std::unexpected(*fault);
  const auto rows = table_rows(input);
  const auto members = rows.members({{0, 1}});
  if (members.empty()) return refuse(Blame::input, "group-search.no-members");
  if (members.size() == rows.size()) return refuse(Blame::input, "group-search.no-peers");
  return plain_difference(rows, members, pooled_residuals(rows));
}

}  // namespace potensial::stats
