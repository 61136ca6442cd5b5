#include "stats/group_choice.hpp"

#include <bit>
#include <cmath>
#include <numeric>

namespace potensial::stats {
namespace group_choice_detail {

constexpr double equal = 1e-12;
constexpr double same_strength = 0.97;
constexpr double same_story = -0.95;
constexpr double narrower_must_beat = 3;

// Whether a is larger than b by more than rounding.
bool larger(double a, double b) { return a > b + equal * std::max(1.0, std::abs(b)); }

}  // namespace group_choice_detail

std::vector<Conditions> generalisations(const Conditions& where, std::size_t size) {
  std::vector<Conditions> all;
  for (unsigned kept = 0; kept < 1u << where.size(); ++kept) {
    if (static_cast<std::size_t>(std::popcount(kept)) != size) continue;
    Conditions some;
    for (std::size_t k = 0; k < where.size(); ++k)
      if (kept >> k & 1) some.push_back(where[k]);
    all.push_back(std::move(some));
  }
  return all;
}

GroupChoice::GroupChoice(const GroupCandidates& candidates, const NuisanceModel& model, const GroupScores& scores,
                         double level, std::size_t fewest_conditions)
    : candidates_(candidates), model_(model), scores_(scores), level_(level), fewest_(fewest_conditions) {}

// Ties in |z|: the more negative, fewer conditions, more members, then order of characteristics and levels.
bool GroupChoice::before(std::size_t one, std::size_t other) const {
  using group_choice_detail::larger;
  const double z = scores_.z[one], y = scores_.z[other];
  if (larger(std::abs(z), std::abs(y))) return true;
  if (larger(std::abs(y), std::abs(z))) return false;
  if ((z < 0) != (y < 0)) return z < 0;
  const auto& where = candidates_.where(one);
  const auto& there = candidates_.where(other);
  if (where.size() != there.size()) return where.size() < there.size();
  if (candidates_.members(one) != candidates_.members(other)) return candidates_.members(one) > candidates_.members(other);
  return where < there;
}

std::optional<std::size_t> GroupChoice::choose() const {
  std::optional<std::size_t> best;
  for (std::size_t c = 0; c < candidates_.size(); ++c)
    if (passes(c) && (!best || before(c, *best))) best = c;
  if (best) best = simplest(other_words(*best));
  return best;
}

std::vector<double> GroupChoice::residual_mark(std::size_t c) const {
  std::vector<double> mark(candidates_.rows().size(), 0.0);
  for (const auto row : candidates_.rows().members(candidates_.where(c))) mark[row] = 1;
  model_.residualise(mark);
  return mark;
}

double GroupChoice::mark_sum(const std::vector<double>& mark, std::size_t c) const {
  double sum = 0;
  for (std::size_t row = 0; row < mark.size(); ++row)
    if (candidates_.rows().holds(row, candidates_.where(c))) sum += mark[row];
  return sum;
}

std::size_t GroupChoice::other_words(std::size_t c) const {
  using namespace group_choice_detail;
  if (scores_.z[c] <= 0) return c;
  std::optional<std::size_t> best;
  std::vector<double> mark;
  const auto better = [&](std::size_t d) {
    const auto size = candidates_.where(d).size(), held = candidates_.where(*best).size();
    return size != held ? size < held : before(d, *best);
  };
  for (std::size_t d = 0; d < candidates_.size(); ++d) {
    if (!passes(d) || scores_.z[d] >= 0 || -scores_.z[d] < same_strength * scores_.z[c]) continue;
    if (mark.empty()) mark = residual_mark(c);
    const double correlation = mark_sum(mark, d) / std::sqrt(scores_.variance[c] * scores_.variance[d]);
    if (correlation <= same_story && (!best || better(d))) best = d;
  }
  return best.value_or(c);
}

// t of the mark's group with the broader group in the model as well.
double GroupChoice::t_beside(const std::vector<double>& mark, std::size_t broader) const {
  const auto& rows = candidates_.rows();
  const auto other = residual_mark(broader);
  const auto& e = scores_.residual;
  const double variance = std::inner_product(other.begin(), other.end(), other.begin(), 0.0);
  const double slope = std::inner_product(mark.begin(), mark.end(), other.begin(), 0.0) / variance;
  const double effect = std::inner_product(e.begin(), e.end(), other.begin(), 0.0) / variance;
  std::vector<double> scores(rows.clusters, 0.0);
  double left = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double own = mark[row] - slope * other[row];
    left += own * own;
    scores[rows.cluster[row]] += own * (e[row] - effect * other[row]);
  }
  const double squares = std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0);
  if (left < 1e-9 * static_cast<double>(rows.size()) || squares <= 0) return 0;
  return std::accumulate(scores.begin(), scores.end(), 0.0) / std::sqrt(squares);
}

std::size_t GroupChoice::simplest(std::size_t c) const {
  const auto& where = candidates_.where(c);
  if (where.size() <= fewest_) return c;
  const auto mark = residual_mark(c);
  const double direction = scores_.z[c] < 0 ? -1 : 1;
  for (std::size_t size = fewest_; size < where.size(); ++size) {
    std::optional<std::size_t> best;
    for (const auto& broader : generalisations(where, size)) {
      const auto found = candidates_.find(broader);
      if (found == GroupCandidates::none) continue;
      const auto g = static_cast<std::size_t>(found);
      if (!passes(g) || scores_.z[g] * direction <= 0 || (best && !before(g, *best))) continue;
      if (direction * t_beside(mark, g) < group_choice_detail::narrower_must_beat) best = g;
    }
    if (best) return *best;
  }
  return c;
}

}  // namespace potensial::stats
