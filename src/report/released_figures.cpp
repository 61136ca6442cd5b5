#include "report/released_figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/family_cells.hpp"

namespace potensial::report {
namespace released_figures_detail {

using Levels = std::vector<std::size_t>;

struct Figure {
  std::int64_t count = 0;
  double sum = 0;
  bool impossible = true, inner = true;
};

// Adds the atoms of a cell, axis by axis.
void add_atoms(const CountTable& table, const Levels& levels, std::size_t axis, std::size_t place, Figure& figure) {
  if (axis == levels.size()) {
    figure.count += table.counts[place];
    if (!table.sums.empty()) figure.sum += table.sums[place];
    figure.impossible = figure.impossible && !table.impossible.empty() && table.impossible[place];
    return;
  }
  const auto& variable = table.variables[axis];
  for (const auto member : variable.levels[levels[axis]].members)
    add_atoms(table, levels, axis + 1, place * variable.categories.size() + member, figure);
}

Figure figure_of(const CountTable& table, const Levels& levels) {
  Figure figure;
  add_atoms(table, levels, 0, 0, figure);
  for (std::size_t axis = 0; axis < levels.size(); ++axis)
    figure.inner = figure.inner && table.variables[axis].levels[levels[axis]].members.size() == 1;
  return figure;
}

// The printed cell that is 100 per cent for this one, if the table prints it.
std::optional<std::size_t> whole_of(const CountTable& table, const std::vector<Levels>& all, Levels levels) {
  if (!table.percentages_of) return std::nullopt;
  const auto& variable = table.variables[*table.percentages_of];
  const auto total = std::ranges::find(variable.levels, variable.categories.size(), [](const ClassLevel& level) { return level.members.size(); });
  if (total == variable.levels.end()) return std::nullopt;
  levels[*table.percentages_of] = static_cast<std::size_t>(total - variable.levels.begin());
  return static_cast<std::size_t>(std::ranges::find(all, levels) - all.begin());
}

}  // namespace released_figures_detail

std::string percentage_text(std::int64_t part, std::int64_t whole, const DisclosurePolicy& policy) {
  int decimals = 0;
  for (const auto& step : policy.decimals) {
    decimals = step.decimals;
    if (whole < step.below) break;
  }
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const auto units = (2 * 100 * scale * part + whole) / (2 * whole);
  if (decimals == 0) return fmt::format("{}", units);
  return fmt::format("{}.{:0{}}", units / scale, units % scale, decimals);
}

std::vector<ReleasedCell> released_cells(const CountTable& table, const DisclosurePolicy& policy, const std::vector<bool>& shown) {
  using namespace released_figures_detail;
  const auto all = printed_levels(table);
  std::vector<ReleasedCell> cells;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto figure = figure_of(table, all[i]);
    ReleasedCell cell{.levels = all[i], .impossible = figure.impossible};
    if (shown[i] && !figure.impossible) cell.count = figure.count;
    const auto whole = whole_of(table, all, all[i]);
    if (cell.count && whole && shown[*whole])
      if (const auto size = figure_of(table, all[*whole]).count; size > 0)
        cell.percentage = percentage_text(figure.count, size, policy);
    if (cell.count && figure.inner && !table.sums.empty() && figure.count >= policy.least_for_mean)
      cell.mean = fmt::format("{:.1f}", figure.sum / static_cast<double>(figure.count));
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace potensial::report
