// How long the pound takes: £39,300,000.00 to authorities by learners, and each authority's delegated share to its schools by
// learners, a lump sum and need, anew for each weight of need from 0 to 100.
//   delegation_bench [authorities schools-an-authority seed]
// Without arguments 22 authorities of 75 schools each, 1,650 schools. Checks each time that authorities, schools and what is
// kept centrally add up to the fund to the penny, and that the concentration index falls as need weighs more. Prints the
// machine, the sizes, the median and the longest time of one whole recalculation, and how many were astray (must be 0).
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

#include <fmt/core.h>

#include "funding/alignment.hpp"
#include "funding/delegation.hpp"

namespace {

using namespace potensial;

constexpr Pence fund{3930000000};
constexpr std::int64_t all_weight = 100;

std::size_t argument(int count, char** values, int place, std::size_t otherwise) {
  return place < count ? std::strtoull(values[place], nullptr, 10) : otherwise;
}

std::string machine() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "a machine that does not say what it is";
}

struct InventedAuthority {
  std::vector<SchoolNeed> schools;
  std::int64_t learners = 0, delegated_points = 0;  // of its share of the fund, basis points
};

InventedAuthority drawn(std::size_t schools, std::mt19937_64& draw) {
  InventedAuthority made;
  made.delegated_points = 3500 + static_cast<std::int64_t>(draw() % 6101);
  for (std::size_t i = 0; i < schools; ++i) {
    const auto learners = static_cast<std::int64_t>(40 + draw() % 800);
    made.schools.push_back({fmt::format("{:07}", 6600000 + i), learners, learners * static_cast<std::int64_t>(2 + draw() % 45) / 100});
    made.learners += learners;
  }
  return made;
}

funding::AllocationFormula by_learners(const std::vector<InventedAuthority>& authorities) {
  funding::AllocationFormula formula{fund, {{"learners", 1, {}}}};
  for (const auto& each : authorities) formula.parts.front().basis.push_back(each.learners);
  return formula;
}

struct Recalculated {
  std::int64_t pence = 0;    // to schools and kept centrally, all together
  double index = 0;          // summed over authorities
  bool is_whole = true;      // every step was done
};

// One whole recalculation at this weight of need.
Recalculated recalculate(const std::vector<InventedAuthority>& authorities, std::int64_t need) {
  Recalculated outcome;
  const auto shares = funding::allocate(by_learners(authorities));
  if (!shares) return {0, 0, false};
  for (std::size_t a = 0; a < authorities.size(); ++a) {
    const auto parts = funding::split_at_rate(shares->receivers[a].amount, authorities[a].delegated_points);
    const auto found = parts ? funding::delegate(parts->grant, authorities[a].schools, {all_weight - need, 0, need, {}, {}, {}}, {}) : std::unexpected(parts.error());
    if (!found) return {0, 0, false};
    std::vector<DelegatedAmount> given;
    for (std::size_t i = 0; i < authorities[a].schools.size(); ++i) {
      given.push_back({authorities[a].schools[i], found->receivers[i].amount});
      outcome.pence += found->receivers[i].amount.count;
    }
    outcome.pence += parts->contribution.count;
    outcome.index += funding::alignment(given).now.index;
  }
  return outcome;
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** values) {
  const auto authorities = argument(count, values, 1, 22), schools = argument(count, values, 2, 75);
  std::mt19937_64 draw(argument(count, values, 3, 1));
  std::vector<InventedAuthority> nation;
  for (std::size_t i = 0; i < authorities; ++i) nation.push_back(drawn(schools, draw));
  std::vector<double> times;
  std::size_t astray = 0;
  double before = 0;
  for (std::int64_t need = 0; need <= all_weight; ++need) {
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = recalculate(nation, need);
    times.push_back(milliseconds_since(start));
    astray += !outcome.is_whole || outcome.pence != fund.count || (need > 0 && outcome.index >= before);
    before = outcome.index;
  }
  std::ranges::sort(times);
  fmt::print("{}: {} authorities, {} schools, {} recalculations, median {:.2f} ms, longest {:.2f} ms, astray {}\n", machine(), authorities,
             authorities * schools, times.size(), times[times.size() / 2], times.back(), astray);
  return astray == 0 ? 0 : 1;
}
