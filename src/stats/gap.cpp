#include "stats/gap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "stats/gap_estimate.hpp"
#include "stats/group_nuisance.hpp"
#include "stats/sign_flip.hpp"

namespace potensial::stats {
namespace gap_detail {

constexpr std::size_t most_counted_clusters = 12;
constexpr double equal = 1e-12;

constexpr double no_variation = 1e-9;  // of the members

Refusal rows_differ() { return {Blame::input, "group-search.rows-differ", {}}; }

bool alike(const GapRows& rows) {
  const auto n = rows.outcome.size();
  return rows.cluster.size() == n && std::ranges::all_of(rows.given, [n](const auto& column) { return column.size() == n; }) &&
         std::ranges::all_of(rows.cluster, [&](std::uint32_t cluster) { return cluster < rows.clusters; });
}

// By cluster, then as they came; `order` is where each stood.
GroupRows by_cluster(const GapRows& rows) {
  std::vector<std::uint64_t> places(rows.outcome.size());
  std::iota(places.begin(), places.end(), std::uint64_t{0});
  return group_rows({.outcome = rows.outcome, .cluster = rows.cluster, .clusters = rows.clusters,
                     .characteristics = {}, .given = rows.given, .order = places});
}

std::vector<std::uint32_t> members_of(const GroupRows& rows, std::span<const std::uint8_t> member) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    if (member[rows.order[row]]) members.push_back(row);
  return members;
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

// U_s = sum zt (e - gap zt).
std::vector<double> full_residual_scores(const std::vector<double>& scores, const std::vector<double>& squares, double gap) {
  std::vector<double> full(scores.size());
  for (std::size_t s = 0; s < full.size(); ++s) full[s] = scores[s] - gap * squares[s];
  return full;
}

}  // namespace gap_detail

struct GapModel::Fitted {
  GroupRows rows;
  NuisanceModel given;
  std::vector<double> residual, pooled;

  explicit Fitted(GroupRows made)
      : rows(std::move(made)), given(given_model(rows)), residual(rows.outcome), pooled(pooled_residuals(rows)) {
    given.residualise(residual);
  }
};

Result<GapModel> GapModel::of(const GapRows& rows) {
  if (!gap_detail::alike(rows)) return std::unexpected(gap_detail::rows_differ());
  return GapModel(std::make_shared<const Fitted>(gap_detail::by_cluster(rows)));
}

Result<Gap> GapModel::gap(std::span<const std::uint8_t> member, const SignDraws& draws) const {
  using namespace gap_detail;
  const auto& [rows, given, residual, pooled] = *fitted_;
  if (member.size() != rows.size() + rows.left_out) return std::unexpected(rows_differ());
  const NuisanceColumn column{{}, members_of(rows, member)};
  const auto layout = group_layout(rows, column.members);
  if (layout.members == 0) return refuse(Blame::input, "group-search.no-members");
  auto mark = centred(rows, column);
  given.residualise(mark);
  const auto own = products_by_cluster(rows, mark, mark);
  Gap gap{.members = layout.members, .others = rows.size() - layout.members, .left_out = rows.left_out};
  gap.variance = std::accumulate(own.begin(), own.end(), 0.0);
  if (!(gap.variance > no_variation * static_cast<double>(layout.members)))
    return refuse(Blame::input, "group-search.no-peers");
  gap.clusters = layout.clusters;
  gap.share_without_peers = layout.share_without_peers;
  gap.scores = products_by_cluster(rows, mark, residual);
  const double estimate = std::accumulate(gap.scores.begin(), gap.scores.end(), 0.0) / gap.variance;
  gap.within = cluster_interval(estimate, gap.variance, full_residual_scores(gap.scores, own, estimate), layout.clusters);
  gap.total = plain_difference(rows, column.members, pooled);
  gap.carried = gap.total.estimate - gap.within.estimate;
  test(gap, draws);
  return gap;
}

Result<Gap> group_gap(const GapRows& rows, const SignDraws& draws) {
  const auto model = GapModel::of(rows);
  if (!model) return std::unexpected(model.error());
  return model->gap(rows.member, draws);
}

Result<Interval> total_gap(const GapRows& input) {
  using namespace gap_detail;
  if (!alike(input) || input.member.size() != input.outcome.size()) return std::unexpected(rows_differ());
  const auto rows = by_cluster(input);
  const auto members = members_of(rows, input.member);
  if (members.empty()) return refuse(Blame::input, "group-search.no-members");
  if (members.size() == rows.size()) return refuse(Blame::input, "group-search.no-peers");
  return plain_difference(rows, members, pooled_residuals(rows));
}

}  // namespace potensial::stats
