#include "stats/group_choice.hpp"

#include <bit>
#include <cmath>
#include <numeric>

namespace potensial::stats {
namespace group_choice_detail {

constexpr double equal = 1e-12;
constexpr double same_strength = 0.97;
constexpr double same_story = -0.95;

// Whether a is larger than b by more than rounding.
bool larger(double a, double b) { return a > b + equal * std::max(1.0, std::abs(b)); }

std::vector<double> residual_mark(const GroupCandidates& candidates, const NuisanceModel& model, std::size_t c) {
  std::vector<double> mark(candidates.rows().size(), 0.0);
  for (const auto row : candidates.rows().members(candidates.where(c))) mark[row] = 1;
  model.residualise(mark);
  return mark;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Candidates that keep `size` of the conditions of c.
std::vector<std::size_t> broader_candidates(const GroupCandidates& candidates, std::size_t c, std::size_t size) {
  std::vector<std::size_t> found;
  for (const auto& where : generalisations(candidates.where(c), size))
    if (const auto place = candidates.find(where); place != GroupCandidates::none)
      found.push_back(static_cast<std::size_t>(place));
  return found;
}

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
    if (mark.empty()) mark = residual_mark(candidates_, model_, c);
    const double correlation = mark_sum(mark, d) / std::sqrt(scores_.variance[c] * scores_.variance[d]);
    if (correlation <= same_story && (!best || better(d))) best = d;
  }
  return best.value_or(c);
}

BeyondBroader::BeyondBroader(const GroupCandidates& candidates, const NuisanceModel& model,
                             const std::vector<double>& residual, std::size_t c)
    : candidates_(candidates), model_(model), residual_(residual),
      mark_(group_choice_detail::residual_mark(candidates, model, c)),
      direction_(group_choice_detail::product(mark_, residual) < 0 ? -1 : 1) {}

double BeyondBroader::t(std::size_t broader) const {
  using group_choice_detail::product;
  const auto& rows = candidates_.rows();
  const auto other = group_choice_detail::residual_mark(candidates_, model_, broader);
  const double variance = product(other, other);
  const double slope = product(mark_, other) / variance, effect = product(residual_, other) / variance;
  std::vector<double> scores(rows.clusters, 0.0);
  double left = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double own = mark_[row] - slope * other[row];
    left += own * own;
    scores[rows.cluster[row]] += own * (residual_[row] - effect * other[row]);
  }
  const double squares = product(scores, scores);
  if (left < 1e-9 * static_cast<double>(rows.size()) || squares <= 0) return 0;
  return direction_ * std::accumulate(scores.begin(), scores.end(), 0.0) / std::sqrt(squares);
}

bool may_be_said_broader(const GroupCandidates& candidates, const NuisanceModel& model,
                         const std::vector<double>& residual, std::size_t c, std::size_t fewest_conditions) {
  const auto conditions = candidates.where(c).size();
  if (conditions <= fewest_conditions) return false;
  const BeyondBroader beyond(candidates, model, residual, c);
  for (auto size = fewest_conditions; size < conditions; ++size)
    for (const auto broader : group_choice_detail::broader_candidates(candidates, c, size))
      if (beyond.t(broader) < BeyondBroader::narrower_must_beat) return true;
  return false;
}

std::size_t GroupChoice::simplest(std::size_t c) const {
  const auto conditions = candidates_.where(c).size();
  if (conditions <= fewest_) return c;
  const BeyondBroader beyond(candidates_, model_, scores_.residual, c);
  for (std::size_t size = fewest_; size < conditions; ++size) {
    std::optional<std::size_t> best;
    for (const auto broader : group_choice_detail::broader_candidates(candidates_, c, size)) {
      if (!passes(broader) || scores_.z[broader] * beyond.direction() <= 0 || (best && !before(broader, *best))) continue;
      if (beyond.t(broader) < BeyondBroader::narrower_must_beat) best = broader;
    }
    if (best) return *best;
  }
  return c;
}

}  // namespace potensial::stats
