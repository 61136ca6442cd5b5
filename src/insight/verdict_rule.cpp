#include "insight/verdict_rule.hpp"

#include <cmath>

#include "stats/benjamini_hochberg.hpp"
#include "stats/normal_distribution.hpp"
#include "stats/student_t.hpp"

namespace potensial::insight {
namespace {

namespace ruling {

constexpr double two_sided_95 = 0.975;

Reason obstacle(const Evidence& row, const VerdictRule& rule) {
  if (row.blocked != Reason::none) return row.blocked;
  if (row.learners < rule.least_learners) return Reason::too_few_learners;
  if (std::isnan(row.estimate) || !(row.se > 0)) return Reason::interval_too_wide;
  return Reason::none;
}

double shortfall_p(const Evidence& row) {
  const double ratio = row.estimate / row.se;
  return std::isinf(row.degrees) ? stats::normal_cdf(ratio) : stats::student_t_cdf(ratio, row.degrees);
}

double half_width(const Evidence& row) {
  return row.se * (std::isinf(row.degrees) ? stats::normal_quantile(two_sided_95)
                                           : stats::student_t_quantile(two_sided_95, row.degrees));
}

void decide(Ruling& ruling, const Evidence& row, const VerdictRule& rule) {
  if (ruling.q <= rule.most_q && row.estimate <= -row.delta)
    ruling.verdict = Verdict::low;
  else if (row.estimate > -row.delta && ruling.low > -2 * row.delta)
    ruling.verdict = Verdict::not_low;
  else
    ruling.reason = Reason::interval_too_wide;
}

}  // namespace ruling
}  // namespace

std::vector<Ruling> judge(std::span<const Evidence> page, const VerdictRule& rule) {
  std::vector<Ruling> rulings(page.size());
  std::vector<std::size_t> tested;
  std::vector<double> p;
  for (std::size_t row = 0; row < page.size(); ++row) {
    const double half = ruling::half_width(page[row]);
    rulings[row].low = page[row].estimate - half;
    rulings[row].high = page[row].estimate + half;
    rulings[row].reason = ruling::obstacle(page[row], rule);
    if (rulings[row].reason != Reason::none) continue;
    tested.push_back(row);
    p.push_back(rulings[row].p = ruling::shortfall_p(page[row]));
  }
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t each = 0; each < tested.size(); ++each) {
    rulings[tested[each]].q = q[each];
    ruling::decide(rulings[tested[each]], page[tested[each]], rule);
  }
  return rulings;
}

}  // namespace potensial::insight
