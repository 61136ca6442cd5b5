// How long it takes to allocate a fund to authorities, and each authority's share to its schools.
//   allocation_bench [authorities schools-an-authority seed]
// Without arguments £39,300,000.00 to 22 authorities and then to 75 schools each, three parts, floors, caps and damping.
// Prints sizes and milliseconds of the two steps, then how many pence the schools have more or less than the fund (must be
// 0) and how many schools stand beyond their floor or cap (must be 0), one line.
#include <chrono>
#include <cstdlib>
#include <random>

#include <fmt/core.h>

#include "funding/allocation.hpp"

namespace {

using namespace potensial;
using funding::Allocation;
using funding::AllocationFormula;

constexpr Pence fund{3930000000};
constexpr std::int64_t floor_points = 8000, cap_points = 12500, let_through = 7500;

std::size_t argument(int count, char** values, int place, std::size_t otherwise) {
  return place < count ? std::strtoull(values[place], nullptr, 10) : otherwise;
}

// Learners, a lump sum and need in millionths. Last year followed learners alone, give or take a fifth.
AllocationFormula drawn(Pence total, std::size_t receivers, std::mt19937_64& draw) {
  AllocationFormula formula{total, {{"learners", 50, {}}, {"lump", 10, {}}, {"need", 40, {}}}, {}, floor_points, cap_points, let_through};
  for (std::size_t i = 0; i < receivers; ++i) {
    const auto learners = static_cast<std::int64_t>(40 + draw() % 800);
    formula.parts[0].basis.push_back(learners);
    formula.parts[1].basis.push_back(1);
    formula.parts[2].basis.push_back(learners * static_cast<std::int64_t>(20000 + draw() % 400000));
  }
  std::int64_t all = 0;
  for (const auto learners : formula.parts[0].basis) all += learners;
  for (const auto learners : formula.parts[0].basis)
    formula.last_year.emplace_back(Pence{total.count / all * learners / 10 * static_cast<std::int64_t>(8 + draw() % 5)});
  return formula;
}

bool beyond(const AllocationFormula& formula, const Allocation& found, std::size_t receiver) {
  const auto paid = found.receivers[receiver].amount.count, before = formula.last_year[receiver]->count;
  return paid * 10000 < before * floor_points || paid * 10000 > before * cap_points;
}

struct Outcome {
  std::int64_t astray = fund.count;
  std::size_t beyond = 0, held = 0;
};

void count(const AllocationFormula& formula, const Allocation& found, Outcome& outcome) {
  for (std::size_t i = 0; i < found.receivers.size(); ++i) {
    outcome.astray -= found.receivers[i].amount.count;
    outcome.beyond += beyond(formula, found, i);
    outcome.held += found.receivers[i].held != funding::Held::no;
  }
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count_of, char** values) {
  const auto authorities = argument(count_of, values, 1, 22), schools = argument(count_of, values, 2, 75);
  std::mt19937_64 draw(argument(count_of, values, 3, 1));
  const auto formula = drawn(fund, authorities, draw);
  const auto start = std::chrono::steady_clock::now();
  const auto national = allocate(formula);
  const auto first = milliseconds_since(start);
  if (!national) {
    fmt::print("the fund: {}\n", national.error().code);
    return 1;
  }
  Outcome outcome;
  double second = 0;
  for (const auto& authority : national->receivers) {
    const auto own = drawn(authority.amount, schools, draw);
    const auto begun = std::chrono::steady_clock::now();
    const auto found = allocate(own);
    second += milliseconds_since(begun);
    if (!found) {
      fmt::print("an authority: {}\n", found.error().code);
      return 1;
    }
    count(own, *found, outcome);
  }
  fmt::print("{} authorities {:.2f} ms, then {} schools {:.2f} ms, {} of them held; pence astray {}, beyond a limit {}\n", authorities, first,
             authorities * schools, second, outcome.held, outcome.astray, outcome.beyond);
  return outcome.astray == 0 && outcome.beyond == 0 ? 0 : 1;
}
