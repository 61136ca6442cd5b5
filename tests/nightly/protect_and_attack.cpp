// The release gate and the attacker over many random tables: how many stand, how much is hidden, and how much work.
//
// Tables of 60 rows by 4, as the specification's prototype had them, with and without insiders, and smaller ones.
// Fails when any protected cell is not covered or falls to an insider; prints further cells for each protected one.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "release_example.hpp"
#include "report/family_cells.hpp"
#include "report/primary_rules.hpp"
#include "report/release_gate.hpp"
#include "stats/cell_intervals.hpp"

namespace {

using namespace potensial;
using namespace potensial::report;

struct Tally {
  std::size_t published = 0, refused = 0, primary = 0, further = 0, fallen = 0, programs = 0;
};

DisclosurePolicy policy_of(bool insiders) {
  return {.id = "usual", .zero = ZeroRule::show, .insiders = insiders, .decimals = {{100, 0}, {10000, 1}}};
}

stats::CellIntervals seen_by(const FamilyCells& family, const std::set<std::string>& hidden, const std::string& place) {
  stats::CellSystem system{{}, family.relations, {}};
  for (const auto& cell : family.cells) {
    const auto at = cell.atoms.find("school");
    const bool known = at != cell.atoms.end() && at->second == std::vector{place};
    const bool open = cell.difference || !cell.printed || hidden.contains(text_of(cell.atoms));
    system.cells.push_back(open && !known ? stats::CellRange{} : stats::CellRange::shown(cell.count));
  }
  return stats::CellIntervals(std::move(system));
}

std::size_t fallen_outside(const FamilyCells& family, const std::vector<PrimaryCell>& primaries, const std::set<std::string>& hidden) {
  auto outside = seen_by(family, hidden, "");
  return static_cast<std::size_t>(std::ranges::count_if(primaries, [&](const auto& each) {
    return !outside.of(each.cell).value().covers(each.lower, each.upper);
  }));
}

std::size_t fallen_inside(const FamilyCells& family, const std::vector<PrimaryCell>& primaries, const std::set<std::string>& hidden,
                          const std::string& place) {
  auto inside = seen_by(family, hidden, place);
  return static_cast<std::size_t>(std::ranges::count_if(primaries, [&](const auto& each) {
    const auto at = family.cells[each.cell].atoms.find("school");
    if (at != family.cells[each.cell].atoms.end() && at->second == std::vector{place}) return false;
    const auto range = inside.of(each.cell).value().range;
    return range.high && *range.high - range.low < 2;
  }));
}

void run(const CountTable& table, bool insiders, Tally& tally) {
  const auto release = ReleaseGate::publish(table, policy_of(insiders), {});
  if (!release) {
    ++tally.refused;
    return;
  }
  ++tally.published;
  auto family = family_cells(table, {}).value();
  const auto primaries = primary_cells(family, policy_of(insiders)).value();
  const auto hidden = release_example::hidden_atoms(table, release->table);
  tally.primary += primaries.size();
  tally.further += static_cast<std::size_t>(std::ranges::count(release->certificate.hidden, HidingReason::secondary, &HiddenCell::reason));
  tally.programs += release->certificate.programs;
  tally.fallen += fallen_outside(family, primaries, hidden);
  if (insiders)
    for (const auto& place : table.variables[0].categories) tally.fallen += fallen_inside(family, primaries, hidden, place);
}

bool report_on(const std::string& name, std::size_t rows, std::size_t columns, double mean, int tables, bool insiders) {
  Tally tally;
  for (int seed = 1; seed <= tables; ++seed)
    run(release_example::invented(rows, columns, static_cast<std::uint64_t>(seed), mean), insiders, tally);
  fmt::print("{}: published {}, refused {}, primary {}, further {} ({:.2f} each), programs {}, fallen {}\n", name, tally.published,
             tally.refused, tally.primary, tally.further, static_cast<double>(tally.further) / static_cast<double>(tally.primary),
             tally.programs, tally.fallen);
  std::fflush(stdout);
  return tally.fallen == 0 && tally.published > 0;
}

}  // namespace

int main(int argc, char** argv) {
  const int tables = argc > 1 ? std::atoi(argv[1]) : 300;
  bool stands = report_on("6 by 3, insiders", 6, 3, 10, tables, true);
  stands = report_on("12 by 4, insiders", 12, 4, 8, tables, true) && stands;
  stands = report_on("60 by 4, outsiders only", 60, 4, 6, std::max(1, tables / 30), false) && stands;
  stands = report_on("60 by 4, insiders", 60, 4, 6, std::max(1, tables / 30), true) && stands;
  fmt::print("{}\n", stands ? "nothing recovered" : "protected cells were recovered");
  return stands ? 0 : 1;
}
