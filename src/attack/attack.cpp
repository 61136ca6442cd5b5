#include "attack/attack.hpp"

#include <algorithm>

#include "attack/bound_propagation.hpp"
#include "attack/exact_elimination.hpp"

namespace potensial::attack {
namespace attack_detail {

using stats::CellRange;

// What is known of each cell in the end, and by which attack.
struct Knowledge {
  std::vector<CellRange> ranges;
  std::vector<std::string> how;
};

Result<Knowledge> known_cells(stats::CellSystem system) {
  Knowledge known{{}, std::vector<std::string>(system.cells.size(), "intervals")};
  const auto note = [&](const char* word) {
    for (std::size_t cell = 0; cell < system.cells.size(); ++cell)
      if (system.cells[cell].settled() && known.how[cell] == "intervals") known.how[cell] = word;
  };
  note("printed");
  propagate_bounds(system);
  note("bounds");
  for (const auto& [cell, value] : determined_cells(system)) system.cells[cell] = CellRange::shown(value);
  note("elimination");
  stats::CellIntervals intervals(system);
  for (std::size_t cell = 0; cell < system.cells.size(); ++cell) {
    const auto interval = intervals.of(cell);
    if (!interval) return std::unexpected(interval.error());
    known.ranges.push_back(interval->range);
  }
  return known;
}

class Judge {
 public:
  Judge(const Manifest& manifest, const PublishedCells& published, const Knowledge& known, AttackReport& report)
      : promise_(manifest.promise), published_(published), known_(known), report_(report) {}

  void judge(std::size_t cell) {
    const auto& member = published_.cells[cell];
    for (const auto& file : member.leaks) lose(Lost::side_channel, cell, file);
    if (member.impossible) return;
    if (member.marked && known_.ranges[cell].settled()) lose(Lost::exact, cell, known_.how[cell]);
    else if (proven_small(cell)) lose(Lost::small, cell, known_.how[cell]);
    if (discloses_class(cell)) lose(Lost::class_disclosed, cell, known_.how[cell]);
  }

  void judge_by_truth(std::size_t cell, std::int64_t count) {
    const auto& range = known_.ranges[cell];
    if (count < range.low || (range.high && count > *range.high)) ++report_.false_claims;
    const bool covered = range.low == 0 && (!range.high || *range.high >= promise_.least_count);
    if (is_target(cell) && small(count) && !covered) lose(Lost::uncovered, cell, known_.how[cell]);
  }

  bool small(std::int64_t count) const { return count > 0 && count < promise_.least_count; }
  bool is_target(std::size_t cell) const {
    const auto& member = published_.cells[cell];
    return !member.impossible && (member.marked || member.rest);
  }

 private:
  void lose(Lost what, std::size_t cell, const std::string& how) {
    report_.recovered.push_back({what, published_.name(cell), how, known_.ranges[cell]});
  }

  bool proven_small(std::size_t cell) const {
    const auto& range = known_.ranges[cell];
    return range.low >= 1 && range.high && *range.high < promise_.least_count;
  }

  // Nobody of a group: of the rest of a group, everybody.
  bool discloses_class(std::size_t cell) const {
    if (known_.ranges[cell].high != 0) return false;
    const auto& member = published_.cells[cell];
    return std::ranges::any_of(member.atoms, [&](const auto& entry) {
      if (!published_.variables.at(entry.first).sensitive) return false;
      auto atoms = member.atoms;
      atoms.erase(entry.first);
      const auto* whole = published_.find(member.universe, atoms);
      return whole && is_protected_group(known_.ranges[*whole]);
    });
  }

  bool is_protected_group(const CellRange& size) const {
    return size.low > 0 && (promise_.hides_nobody || (size.high && *size.high < promise_.full_cell_group));
  }

  const Promise& promise_;
  const PublishedCells& published_;
  const Knowledge& known_;
  AttackReport& report_;
};

// Each place: a category of a variable that is known from inside.
std::vector<std::pair<std::string, std::string>> places_of(const PublishedCells& published) {
  std::vector<std::pair<std::string, std::string>> places;
  for (const auto& [name, variable] : published.variables)
    if (variable.known_inside)
      for (const auto& category : variable.categories) places.emplace_back(name, category);
  return places;
}

bool is_of(const PublishedCell& cell, const std::pair<std::string, std::string>& place) {
  const auto found = cell.atoms.find(place.first);
  return found != cell.atoms.end() && found->second == std::set{place.second};
}

Result<void> attack_from(const std::pair<std::string, std::string>& place, const Manifest& manifest, const PublishedCells& published,
                         const Judge& judge, const Truth& truth, AttackReport& report) {
  auto system = published.system;
  for (std::size_t cell = 0; cell < system.cells.size(); ++cell)
    if (is_of(published.cells[cell], place)) system.cells[cell] = CellRange::shown(truth.count(published.cells[cell].atoms));
  stats::CellIntervals intervals(std::move(system));
  for (std::size_t cell = 0; cell < published.cells.size(); ++cell) {
    const auto& member = published.cells[cell];
    if (!judge.is_target(cell) || is_of(member, place) || !judge.small(truth.count(member.atoms))) continue;
    const auto interval = intervals.of(cell);
    if (!interval) return std::unexpected(interval.error());
    const auto& range = interval->range;
    if (range.high && *range.high - range.low < manifest.promise.insider_width)
      report.recovered.push_back({Lost::insider, published.name(cell), place.second, range});
  }
  return {};
}

void attack_looks(const Artefacts& artefacts, const PublishedCells& published, AttackReport& report) {
  for (const auto& file : artefacts.uneven_marks) report.recovered.push_back({Lost::side_channel, "", file, {}});
  for (const auto& conflict : published.conflicts) report.recovered.push_back({Lost::side_channel, "", conflict, {}});
}

}  // namespace attack_detail

std::size_t AttackReport::count(Lost what) const {
  return static_cast<std::size_t>(std::ranges::count(recovered, what, &Recovery::what));
}

Result<AttackReport> attack(const Manifest& manifest, const Artefacts& artefacts, const PublishedCells& published, const Truth* truth) {
  using namespace attack_detail;
  const auto known = known_cells(published.system);
  if (!known) return std::unexpected(known.error());
  AttackReport report{.cells = published.cells.size(),
                      .marked = static_cast<std::size_t>(std::ranges::count(published.cells, true, &PublishedCell::marked))};
  attack_looks(artefacts, published, report);
  Judge judge(manifest, published, *known, report);
  for (std::size_t cell = 0; cell < published.cells.size(); ++cell) {
    judge.judge(cell);
    if (truth) judge.judge_by_truth(cell, truth->count(published.cells[cell].atoms));
  }
  if (!truth) return report;
  for (const auto& place : places_of(published))
    if (auto done = attack_from(place, manifest, published, judge, *truth, report); !done) return std::unexpected(done.error());
  return report;
}

}  // namespace potensial::attack
