#include "report/chart_scale.hpp"

#include <array>
#include <cmath>

#include "report/words.hpp"

namespace potensial::report {
namespace scale_detail {

constexpr std::array round_steps{1.0, 2.0, 2.5, 5.0};
constexpr double slack = 1e-9;  // of a step: a value on a tick needs no further tick

struct Fit {
  double first = 0, last = 0;  // in steps
  int ticks() const { return static_cast<int>(last - first) + 1; }
};

Fit fit(double least, double greatest, double step) {
  return {std::floor(least / step + slack), std::ceil(greatest / step - slack)};
}

int decimals_of(double step) {
  int decimals = 0;
  for (double scaled = step; std::abs(scaled - std::round(scaled)) > slack * scaled && decimals < 6; ++decimals) scaled *= 10;
  return decimals;
}

double finest_step(double least, double greatest, int most) {
  double power = std::pow(10.0, std::floor(std::log10((greatest - least) / most)) - 1);
  for (;; power *= 10)
    for (const double round : round_steps)
      if (fit(least, greatest, round * power).ticks() <= most) return round * power;
}

}  // namespace scale_detail

Axis axis_around(double least, double greatest, int most) {
  if (greatest - least < 1e-12 * std::max(1.0, std::abs(greatest))) {
    least -= 0.5;
    greatest += 0.5;
  }
  const double step = scale_detail::finest_step(least, greatest, most);
  const auto [first, last] = scale_detail::fit(least, greatest, step);
  Axis axis{first * step, last * step, {}, scale_detail::decimals_of(step)};
  for (double each = first; each <= last; ++each) axis.ticks.push_back(each * step);
  return axis;
}

std::string tick_text(const Axis& axis, double tick, bool plus) { return digits(tick, axis.decimals, plus); }

}  // namespace potensial::report
