// How long the whole group search takes on a nation-sized table: 165,000 rows in 1,500 clusters, sixteen
// characteristics of 60 levels together, depth 3, 999 draws, with a score of planted effects.
//   group_search_bench [rows clusters draws threads depth watched]
// With `watched` 1 the search tells how far it is, as it does where somebody waits for it.
// Prints seconds and what was found, one line.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

#include <fmt/core.h>

#include "invented_groups.hpp"

namespace {

using potensial::bench::InventedGroups;

const std::vector<std::uint16_t> levels{2, 2, 6, 2, 8, 6, 2, 3, 2, 2, 2, 2, 2, 4, 4, 12};
const std::vector<double> other_share{0.49, 0.18, 0.22, 0.22, 0.12, 0.08, 0.1, 0.66,
                                      0.012, 0.02, 0.09, 0.03, 0.05, 0.6, 0.3, 0.5};

bool holds(const InventedGroups& made, std::size_t row, std::initializer_list<std::pair<int, int>> where) {
  for (const auto& [a, level] : where)
    if (made.codes[static_cast<std::size_t>(a)][row] != level) return false;
  return true;
}

void set_outcome(InventedGroups& made) {
  std::mt19937_64 random(77);
  std::normal_distribution<double> normal;
  std::vector<double> intercept(made.clusters), slope(made.clusters);
  for (auto& value : intercept) value = 0.3 * normal(random);
  for (auto& value : slope) value = 0.1 * normal(random);
  for (std::size_t row = 0; row < made.cluster.size(); ++row) {
    const auto s = made.cluster[row];
    double y = intercept[s] + (0.7 + slope[s]) * made.prior[row] + 0.6 * normal(random);
    for (std::size_t a = 0; a < made.codes.size(); ++a) y -= 0.03 * static_cast<double>(a % 4) * made.codes[a][row];
    if (holds(made, row, {{0, 1}, {1, 1}, {7, 1}})) y -= 0.25;
    if (holds(made, row, {{0, 0}, {9, 1}})) y -= 0.4;
    if (holds(made, row, {{2, 1}, {1, 0}})) y -= 0.3;
    if (holds(made, row, {{5, 2}, {3, 1}})) y -= 0.5;
    if (holds(made, row, {{1, 1}, {14, 1}})) y -= 0.25;
    if (holds(made, row, {{0, 1}, {6, 1}, {13, 2}})) y += 0.3;
    if (holds(made, row, {{8, 1}, {0, 0}})) y -= 0.45;
    made.outcome.push_back(y);
  }
}

long resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      long kilobytes = 0;
      status >> kilobytes;
      return kilobytes / 1024;
    }
  return 0;
}

unsigned long argument(int count, char** values, int place, unsigned long otherwise) {
  return place < count ? std::strtoul(values[place], nullptr, 10) : otherwise;
}

}  // namespace

int main(int count, char** values) {
  auto made = potensial::bench::invented_groups(
      argument(count, values, 1, 165000), static_cast<std::uint32_t>(argument(count, values, 2, 1500)), levels,
      other_share, 3);
  set_outcome(made);
  potensial::stats::GroupSearchOptions options;
  options.draws.draws = static_cast<std::uint32_t>(argument(count, values, 3, 999));
  options.threads = static_cast<unsigned>(argument(count, values, 4, 2));
  options.depth = static_cast<unsigned>(argument(count, values, 5, 3));
  potensial::WorkWatch watch;
  if (argument(count, values, 6, 0) == 1) options.watch = &watch;
  const auto start = std::chrono::steady_clock::now();
  const auto found = potensial::stats::search_groups(made.table(), options);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (!found) return 1;
  fmt::print("{:.2f} s, {} rows, {} searched, {} large enough, {} + {} tested, {} main and {} separate stories, {} MB\n",
             seconds.count(), found->rows, found->searched, found->large_enough, found->tested_main,
             found->tested_separate, found->main.size(), found->separate.size(), resident_megabytes());
}
