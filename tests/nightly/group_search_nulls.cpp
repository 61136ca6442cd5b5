// What the group search does when there is nothing to find, and when there is: the simulation of the
// inference specification, section 4.7, on smaller tables. Prints the share of tables with any story, with
// any finding, and of planted groups named exactly, each with its Wilson 95% interval.
//   group_search_nulls [runs rows clusters draws threads]
// Characteristics are drawn once for each kind of table, outcomes anew in each run.
// Exit status 1 when findings on null tables are clearly above 5% (the whole interval lies above).
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

#include <fmt/core.h>

#include "../../bench/invented_groups.hpp"
#include "stats/proportions.hpp"

namespace {

using potensial::bench::InventedGroups;
using potensial::stats::Conditions;
using potensial::stats::GroupSearch;
using potensial::stats::GroupSearchOptions;
using potensial::stats::GroupStory;
using potensial::stats::StoryKind;

const std::vector<std::uint16_t> levels{2, 2, 4, 6, 12, 2, 2, 2, 2, 2, 3, 5};
const std::vector<double> other_share{0.49, 0.18, 0.22, 0.12, 0.15, 0.06, 0.02, 0.3, 0.1, 0.05, 0.4, 0.7};

enum class Kind { clustered, unequal, skewed, additive, planted };

struct Planted {
  Conditions where;
  double increment;
};
const std::vector<Planted> planted{{{{0, 1}, {1, 1}}, -3}, {{{0, 0}, {8, 1}}, -4}, {{{1, 1}, {2, 1}, {7, 1}}, -8}};

bool holds(const InventedGroups& made, std::size_t row, const Conditions& where) {
  return std::ranges::all_of(where, [&](const auto& one) { return made.codes[one.characteristic][row] == one.level; });
}

// Learner errors: normal with SD 6; or right-skewed with skewness 1.4; or with unequal variances by group.
double error(Kind kind, const InventedGroups& made, std::size_t row, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  if (kind == Kind::skewed) {
    std::gamma_distribution<double> gamma(4 / (1.4 * 1.4), 1.0);
    return 6 * (gamma(random) - 4 / (1.4 * 1.4)) / std::sqrt(4 / (1.4 * 1.4));
  }
  const double sd = kind == Kind::unequal && made.codes[1][row] == 1 ? 9 : 6;
  return sd * normal(random);
}

void draw_outcome(InventedGroups& made, Kind kind, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  std::vector<double> intercept(made.clusters), slope(made.clusters), local(made.clusters * 3);
  for (auto& value : intercept) value = 2.45 * normal(random);
  for (auto& value : slope) value = 0.71 * normal(random);
  for (auto& value : local) value = 1.5 * normal(random);
  made.outcome.assign(made.cluster.size(), 0.0);
  for (std::size_t row = 0; row < made.cluster.size(); ++row) {
    const auto s = made.cluster[row];
    double y = intercept[s] + (6 + slope[s]) * made.prior[row] + error(kind, made, row, random);
    if (kind == Kind::unequal)
      for (std::size_t a = 0; a < 3; ++a) y += local[s * 3 + a] * (made.codes[a][row] == 1);
    if (kind == Kind::additive || kind == Kind::planted)
      for (std::size_t a = 0; a < 4; ++a) y -= 0.8 * static_cast<double>(a + 1) * (made.codes[a][row] > 0);
    if (kind == Kind::planted)
      for (const auto& group : planted)
        if (holds(made, row, group.where)) y += group.increment;
    made.outcome[row] = y;
  }
}

bool any_finding(const std::vector<GroupStory>& stories) {
  return std::ranges::any_of(stories, [](const auto& story) { return story.kind == StoryKind::finding; });
}

struct Counts {
  std::uint64_t runs = 0, story = 0, finding = 0, named = 0, stories = 0, strangers = 0, covered = 0;
};

void count_planted(const GroupSearch& found, Counts& counts) {
  for (const auto& story : found.separate) {
    const auto truth = std::ranges::find(planted, story.where, &Planted::where);
    ++counts.stories;
    if (truth == planted.end()) {
      ++counts.strangers;
      continue;
    }
    ++counts.named;
    counts.covered += story.own.low <= truth->increment && truth->increment <= story.own.high;
  }
}

void count(Kind kind, const GroupSearch& found, Counts& counts) {
  const bool main_is_true = kind == Kind::additive || kind == Kind::planted;
  ++counts.runs;
  counts.story += !found.separate.empty() || (!main_is_true && !found.main.empty());
  counts.finding += any_finding(found.separate) || (!main_is_true && any_finding(found.main));
  if (kind == Kind::planted) count_planted(found, counts);
}

std::string share(std::uint64_t count, std::uint64_t of) {
  const auto interval = potensial::stats::wilson(count, of);
  return fmt::format("{} of {} ({:.1f}%, {:.1f} to {:.1f})", count, of, 100.0 * static_cast<double>(count) / static_cast<double>(of),
                     100 * interval.low, 100 * interval.high);
}

Counts simulate(Kind kind, std::size_t runs, InventedGroups& made, const GroupSearchOptions& options) {
  std::mt19937_64 random(1000 + static_cast<unsigned>(kind));
  Counts counts;
  for (std::size_t run = 0; run < runs; ++run) {
    draw_outcome(made, kind, random);
    const auto found = potensial::stats::search_groups(made.table(), options);
    if (found) count(kind, *found, counts);
  }
  return counts;
}

unsigned long argument(int count, char** values, int place, unsigned long otherwise) {
  return place < count ? std::strtoul(values[place], nullptr, 10) : otherwise;
}

}  // namespace

int main(int count, char** values) {
  const auto runs = argument(count, values, 1, 100);
  auto made = potensial::bench::invented_groups(argument(count, values, 2, 20000),
                                                static_cast<std::uint32_t>(argument(count, values, 3, 100)), levels, other_share, 11);
  GroupSearchOptions options;
  options.draws.draws = static_cast<std::uint32_t>(argument(count, values, 4, 399));
  options.threads = static_cast<unsigned>(argument(count, values, 5, 2));
  options.delta = 0.6;
  std::uint64_t nulls = 0, false_findings = 0;
  const std::pair<Kind, const char*> kinds[] = {{Kind::clustered, "clustered, normal"}, {Kind::unequal, "unequal variances, local effects"},
                                                {Kind::skewed, "right-skewed"}, {Kind::additive, "additive main effects (stage I)"}};
  for (const auto& [kind, name] : kinds) {
    const auto counts = simulate(kind, runs, made, options);
    fmt::print("{}: any story {}; any finding {}\n", name, share(counts.story, counts.runs), share(counts.finding, counts.runs));
    nulls += counts.runs;
    false_findings += counts.finding;
  }
  const auto counts = simulate(Kind::planted, std::max<std::size_t>(runs / 5, 1), made, options);
  fmt::print("planted: named exactly {}; other stories {}; own interval covers {}\n",
             share(counts.named, counts.runs * planted.size()), share(counts.strangers, std::max<std::uint64_t>(counts.stories, 1)),
             share(counts.covered, std::max<std::uint64_t>(counts.named, 1)));
  fmt::print("all null tables: any finding {}\n", share(false_findings, nulls));
  return potensial::stats::wilson(false_findings, nulls).low > 0.05 ? 1 : 0;
}
