// How long a mixed model of a nation-sized table takes: 165,000 rows in 7,500 school-years, 1,500 schools and 22
// authorities, fifty fixed columns; with and without a slope that differs between schools.
//   mixed_model_bench [rows schools columns slope-sd]
// Prints seconds, the criterion and the variances, one line a model.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "stats/mixed_model.hpp"

namespace {

constexpr std::size_t years = 5, authorities = 22;

struct InventedNation {
  std::vector<double> y;
  std::vector<std::vector<double>> columns;
  std::vector<std::uint32_t> school, school_year, authority;
};

std::vector<double> effects_of(std::size_t levels, double sd, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  std::vector<double> effects(levels);
  for (auto& effect : effects) effect = sd * normal(random);
  return effects;
}

// The first column is a score, the others are rare or common marks of 0 and 1.
void add_columns(InventedNation& made, std::size_t rows, std::size_t columns, std::mt19937_64& random) {
  made.columns.push_back(effects_of(rows, 1, random));
  for (std::size_t j = 1; j < columns; ++j) {
    std::bernoulli_distribution mark(0.02 + 0.4 * static_cast<double>(j % 7) / 7);
    auto& column = made.columns.emplace_back(rows);
    for (auto& value : column) value = mark(random) ? 1 : 0;
  }
}

InventedNation invented_nation(std::size_t rows, std::size_t schools, std::size_t columns, double slope_sd) {
  InventedNation made;
  std::mt19937_64 random(2010);
  add_columns(made, rows, columns, random);
  const auto school = effects_of(schools, 0.22, random), slope = effects_of(schools, slope_sd, random);
  const auto year = effects_of(schools * years, 0.12, random), authority = effects_of(authorities, 0.05, random);
  std::normal_distribution<double> normal;
  std::vector<double> size(schools);
  for (auto& each : size) each = std::exp(0.8 * normal(random));
  std::discrete_distribution<std::uint32_t> place(size.begin(), size.end());
  std::uniform_int_distribution<std::size_t> when(0, years - 1);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto s = place(random);
    const auto st = static_cast<std::uint32_t>(when(random) * schools + s);
    made.school.push_back(s);
    made.school_year.push_back(st);
    made.authority.push_back(static_cast<std::uint32_t>(s % authorities));
    double value = school[s] + year[st] + authority[s % authorities] + slope[s] * made.columns[0][row] + 0.7 * normal(random);
    for (std::size_t j = 0; j < columns; ++j) value += (j == 0 ? 0.6 : 0.02 * static_cast<double>(j % 5)) * made.columns[j][row];
    made.y.push_back(value);
  }
  return made;
}

potensial::stats::MixedModelInput input_of(const InventedNation& made, std::size_t schools, bool slope) {
  potensial::stats::MixedModelInput input{.y = made.y};
  for (std::size_t j = 0; j < made.columns.size(); ++j) input.fixed.push_back({"x" + std::to_string(j), made.columns[j]});
  input.factors.push_back({"school", made.school, schools});
  input.factors.push_back({"school-year", made.school_year, schools * years});
  input.factors.push_back({"authority", made.authority, authorities});
  if (slope) input.factors[0].slopes.push_back({"x0", made.columns[0]});
  return input;
}

int report(const char* name, const potensial::stats::MixedModelInput& input) {
  const auto start = std::chrono::steady_clock::now();
  const auto fit = potensial::stats::fit_mixed_model(input);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (!fit) return 1;
  fmt::print("{}: {:.2f} s, criterion {:.9f}, residual {:.8f}{}{}\n", name, seconds.count(), fit->criterion,
             fit->residual_variance, fit->singular ? ", singular" : "", fit->converged ? "" : ", not converged");
  for (const auto& random : fit->random) fmt::print("  {} {:.10f}\n", random.name, fmt::join(random.covariance, " "));
  return 0;
}

unsigned long whole_number(int count, char** values, int place, unsigned long otherwise) {
  return place < count ? std::strtoul(values[place], nullptr, 10) : otherwise;
}

}  // namespace

int main(int count, char** values) {
  const std::size_t rows = whole_number(count, values, 1, 165000), schools = whole_number(count, values, 2, 1500);
  const double slope_sd = count > 4 ? std::strtod(values[4], nullptr) : 0.05;
  const auto made = invented_nation(rows, schools, whole_number(count, values, 3, 50), slope_sd);
  return report("intercepts", input_of(made, schools, false)) + report("slope", input_of(made, schools, true));
}
