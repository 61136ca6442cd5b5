#include "report/release_gate.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/sha256.hpp"
#include "report/family_cells.hpp"
#include "report/primary_rules.hpp"
#include "report/released_figures.hpp"
#include "stats/cell_intervals.hpp"
#include "stats/cell_suppression.hpp"
#include "stats/suppression_check.hpp"

namespace potensial::report {
namespace release_gate_detail {

using stats::CellState;

constexpr double total_level_factor = 4, headline_factor = 20;

bool is_headline(const FamilyCells& family, const FamilyCell& cell) {
  return std::ranges::any_of(cell.atoms, [&](const auto& entry) {
    const auto& variable = family.variables.at(entry.first);
    return variable.sensitive && !variable.headline.empty() && entry.second == std::vector{variable.headline};
  });
}

double weight_of(const FamilyCells& family, const FamilyCell& cell) {
  const double weight = 0.05 + std::log1p(static_cast<double>(cell.count));
  return weight * std::pow(total_level_factor, static_cast<double>(cell.totals)) * (is_headline(family, cell) ? headline_factor : 1);
}

CellState state_of(const FamilyCell& cell, const DisclosurePolicy& policy) {
  if (cell.impossible || cell.shown_before) return CellState::kept_shown;
  if (!cell.printed || cell.hidden_before) return CellState::hidden;
  return cell.count == 0 && policy.zero == ZeroRule::show ? CellState::reluctant : CellState::shown;
}

// The cells that each place knows of itself.
std::vector<std::vector<std::size_t>> insiders_of(const FamilyCells& family) {
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> known;
  for (std::size_t cell = 0; cell < family.cells.size(); ++cell)
    for (const auto& [name, categories] : family.cells[cell].atoms)
      if (categories.size() == 1 && family.variables.at(name).known_inside) known[{name, categories.front()}].push_back(cell);
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [place, cells] : known) groups.push_back(std::move(cells));
  return groups;
}

stats::SuppressionTask task_of(const FamilyCells& family, const std::vector<PrimaryCell>& primaries, const DisclosurePolicy& policy) {
  stats::SuppressionTask task{.table = {{}, family.relations}, .insider_width = policy.insider_width};
  for (const auto& cell : family.cells) {
    task.table.values.push_back(cell.count);
    task.weights.push_back(weight_of(family, cell));
    task.states.push_back(state_of(cell, policy));
  }
  for (const auto& each : primaries) {
    task.states[each.cell] = CellState::hidden;
    task.protect.push_back({each.cell, each.lower, each.upper});
  }
  if (policy.insiders) task.insiders = insiders_of(family);
  return task;
}

stats::CellSystem seen(const FamilyCells& family, const std::vector<bool>& hidden) {
  stats::CellSystem system{{}, family.relations, {}};
  for (std::size_t cell = 0; cell < family.cells.size(); ++cell)
    system.cells.push_back(hidden[cell] ? stats::CellRange{} : stats::CellRange::shown(family.cells[cell].count));
  return system;
}

std::map<std::size_t, HidingReason> reasons_of(const FamilyCells& family, const std::vector<PrimaryCell>& primaries,
                                               const std::vector<bool>& hidden) {
  std::map<std::size_t, HidingReason> reasons;
  for (const auto& each : primaries) reasons.emplace(each.cell, each.reason);
  for (const auto cell : family.printed_new)
    if (hidden[cell]) reasons.try_emplace(cell, family.cells[cell].hidden_before ? HidingReason::before : HidingReason::secondary);
  return reasons;
}

// Up to this many cells what can be known of each is searched exactly; in larger tables it is what is proven at least.
constexpr std::size_t searched_exactly = 1000;

Refusal audit_failed(const FamilyCell& cell) { return refuse(Blame::fault, "release.audit-failed", {{"cell", text_of(cell.atoms)}}).error(); }

// Replaces what is proven by what an exact search of the printed cells finds; refuses when it is too much of a protected cell.
Result<void> search_exactly(std::vector<stats::CellRange>& ranges, const FamilyCells& family,
                            const std::vector<PrimaryCell>& primaries, const std::vector<bool>& hidden) {
  stats::CellIntervals intervals(seen(family, hidden));
  for (std::size_t cell = 0; cell < ranges.size(); ++cell) {
    if (!hidden[cell]) continue;
    const auto interval = intervals.of(cell);
    if (!interval) return std::unexpected(interval.error());
    const auto primary = std::ranges::find(primaries, cell, &PrimaryCell::cell);
    const bool safe = primary == primaries.end() || (interval->exact && interval->covers(primary->lower, primary->upper));
    if (!safe) return std::unexpected(audit_failed(family.cells[cell]));
    ranges[cell] = interval->range;
  }
  return {};
}

// What outsiders can know of all that is hidden, from the proofs and what will be printed.
Result<std::vector<HiddenCell>> audit(const FamilyCells& family, const std::vector<PrimaryCell>& primaries,
                                      const stats::SuppressionTask& task, const stats::Suppression& suppression) {
  auto ranges = stats::proven_ranges(task, suppression);
  if (!ranges) return std::unexpected(audit_failed(family.cells[primaries.front().cell]));
  if (family.cells.size() <= searched_exactly)
    if (auto done = search_exactly(*ranges, family, primaries, suppression.hidden); !done) return std::unexpected(done.error());
  std::vector<HiddenCell> found;
  for (const auto& [cell, reason] : reasons_of(family, primaries, suppression.hidden)) {
    const auto& range = (*ranges)[cell];
    found.push_back({text_of(family.cells[cell].atoms), reason, range.low, range.high, family.cells[cell].printed});
  }
  return found;
}

std::string definition_hash(const CountTable& table) {
  Sha256 hash;
  const auto add = [&](const std::string& text) { hash.add(text + '\n'); };
  add(table.id);
  add(table.universe);
  for (const auto& variable : table.variables) {
    add(variable.name + (variable.identifying ? " identifying" : "") + (variable.sensitive ? " sensitive" : ""));
    for (const auto& category : variable.categories) add(category);
    for (const auto& level : variable.levels) add(level.code);
  }
  return hash.hex();
}

double share_hidden(const FamilyCells& family, const std::vector<bool>& hidden) {
  double inner = 0, gone = 0;
  for (const auto cell : family.printed_new) {
    if (family.cells[cell].totals > 0 || family.cells[cell].count == 0) continue;
    ++inner;
    gone += hidden[cell];
  }
  return inner > 0 ? gone / inner : 0;
}

Result<stats::Suppression> suppressed(const stats::SuppressionTask& task) {
  auto found = stats::suppress(task);
  if (!found && found.error().code == "cells.no-safe-pattern") return refuse(Blame::input, "release.no-safe-pattern");
  return found;
}

bool means_twice(const CountTable& table, std::span<const FamilyMember> family) {
  return !table.sums.empty() && std::ranges::any_of(family, [](const auto& each) { return !each.table.sums.empty(); });
}

DisclosureCertificate certificate_of(const CountTable& table, const DisclosurePolicy& policy, std::span<const FamilyMember> family) {
  DisclosureCertificate certificate{.policy = policy.id + " " + std::to_string(policy.version),
                                    .table = table.id,
                                    .definition_hash = definition_hash(table),
                                    .solver = "Clp, checked in whole numbers"};
  for (const auto& member : family) certificate.family.push_back(member.table.id);
  return certificate;
}

}  // namespace release_gate_detail

ReleasedTable ReleaseGate::printed(const CountTable& table, const DisclosurePolicy& policy, const std::vector<bool>& shown) {
  ReleasedTable released;
  released.id_ = table.id;
  released.title_ = table.title;
  released.universe_ = table.universe;
  released.variables_ = table.variables;
  released.policy_ = policy;
  released.percentages_of_ = table.percentages_of;
  released.has_means_ = !table.sums.empty();
  released.cells_ = released_cells(table, policy, shown);
  return released;
}

ReleasedTable ReleaseGate::again(const FamilyMember& member, const DisclosurePolicy& policy) {
  return printed(member.table, policy, member.shown);
}

Result<Release> ReleaseGate::publish(const CountTable& table, const DisclosurePolicy& policy, std::span<const FamilyMember> family) {
  using namespace release_gate_detail;
  if (means_twice(table, family)) return refuse(Blame::input, "release.means-twice", {{"table", table.id}});
  auto cells = family_cells(table, family);
  if (!cells) return std::unexpected(cells.error());
  const auto primaries = primary_cells(*cells, policy);
  if (!primaries) return std::unexpected(primaries.error());
  const auto task = task_of(*cells, *primaries, policy);
  const auto suppression = suppressed(task);
  if (!suppression) return std::unexpected(suppression.error());
  auto hidden = audit(*cells, *primaries, task, *suppression);
  if (!hidden) return std::unexpected(hidden.error());
  auto certificate = certificate_of(table, policy, family);
  certificate.hidden = std::move(*hidden);
  certificate.programs = suppression->programs;
  certificate.share_hidden = share_hidden(*cells, suppression->hidden);
  std::vector<bool> shown;
  for (const auto cell : cells->printed_new) shown.push_back(!suppression->hidden[cell]);
  return Release{printed(table, policy, shown), std::move(certificate), {table, shown}};
}

}  // namespace potensial::report
