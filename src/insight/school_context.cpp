#include "insight/school_context.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "model/judgement.hpp"
#include "stats/quantile.hpp"

namespace potensial::insight {
namespace {

namespace context {

constexpr double normal_iqr = 1.349;  // IQR of a normal distribution in its SDs
constexpr double furthest = 3;

double standard_deviation(std::span<const double> values) {
  const double n = double(values.size());
  double mean = 0, squares = 0;
  for (double value : values) mean += value / n;
  for (double value : values) squares += (value - mean) * (value - mean);
  return values.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
}

struct RobustScale {
  double median = 0, unit = 0;

  double of(double value) const {
    if (std::isnan(value) || unit <= 0) return 0;
    return std::clamp((value - median) / unit, -furthest, furthest);
  }
};

RobustScale robust_scale(std::vector<double> values) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  if (values.empty()) return {};
  const double range = stats::quantile(values, 0.75) - stats::quantile(values, 0.25);
  return {stats::quantile(values, 0.5), range > 0 ? range / normal_iqr : standard_deviation(values)};
}

double log_size(const SchoolContext& school) { return school.learners > 0 ? std::log(school.learners) : no_figure; }

template <class Value>
RobustScale scale_of(std::span<const SchoolContext> schools, const std::vector<std::size_t>& members, Value value) {
  std::vector<double> values;
  for (std::size_t member : members) values.push_back(value(schools[member]));
  return robust_scale(std::move(values));
}

void place(std::span<const SchoolContext> schools, const std::vector<std::size_t>& members,
           std::span<const ContextVariable> variables, std::vector<SchoolPosition>& positions) {
  for (std::size_t v = 0; v < variables.size(); ++v) {
    const RobustScale scale = scale_of(schools, members, [v](const SchoolContext& each) { return each.values[v]; });
    for (std::size_t member : members) {
      const double r = scale.of(schools[member].values[v]);
      positions[member].r.push_back(r);
      positions[member].index += variables[v].weight * r;
      positions[member].incomplete |= std::isnan(schools[member].values[v]);
    }
  }
  const RobustScale size = scale_of(schools, members, log_size);
  for (std::size_t member : members) positions[member].size = size.of(log_size(schools[member]));
}

}  // namespace context
}  // namespace

std::string_view medium_group(std::string_view category) {
  constexpr std::array welsh_or_bilingual{"WM", "AB", "BB", "CB", "CH"};
  if (std::find(welsh_or_bilingual.begin(), welsh_or_bilingual.end(), category) != welsh_or_bilingual.end())
    return "welsh";
  return category == "DS" || category == "TR" ? "dual" : "english";
}

bool has_families(std::string_view phase) { return phase != "special" && phase != "pru"; }

std::vector<SchoolPosition> school_positions(std::span<const SchoolContext> schools,
                                             std::span<const ContextVariable> variables) {
  std::map<std::string, std::vector<std::size_t>> phases;
  for (std::size_t school = 0; school < schools.size(); ++school) phases[schools[school].phase].push_back(school);
  std::vector<SchoolPosition> positions(schools.size());
  for (const auto& [phase, members] : phases) context::place(schools, members, variables, positions);
  return positions;
}

}  // namespace potensial::insight
