#include "service/history_figures.hpp"

#include <algorithm>

#include "catalogue/characteristics.hpp"
#include "service/history_answers.hpp"

namespace potensial::service {
namespace history_figure {

// "fsm=yes sex=M" in words.
Text group_name(const std::vector<Characteristic>& characteristics, const std::string& group) {
  Text name;
  for (const auto& characteristic : characteristics)
    for (const auto& level : characteristic.levels)
      if ((" " + group + " ").find(" " + characteristic.id + "=" + level.code + " ") != std::string::npos) {
        name.en += (name.en.empty() ? "" : ", ") + level.name.en;
        name.cy += (name.cy.empty() ? "" : ", ") + level.name.cy;
      }
  if (group == "all") return {"all learners", "pob dysgwr"};
  return name.en.empty() ? Text{group, group} : name;
}

Result<NeedFigure> figure_of(const Home& home, const std::vector<Characteristic>& characteristics, const HistoryRow& row, AcademicYear year) {
  const auto baseline = row.number("baseline");
  const auto learners = row.whole("learners");
  const auto* indicator = home.catalogue().newest("indicator", row.text("indicator"));
  if (!baseline || !learners) return std::unexpected(baseline ? learners.error() : baseline.error());
  if (!indicator) return row.refused("indicator");
  return NeedFigure{.group = group_named(row.text("group")), .group_name = group_name(characteristics, row.text("group")), .indicator = indicator->id,
                    .indicator_version = indicator->version, .indicator_name = indicator->name, .learners = *learners, .value = *baseline, .unit = Unit::percent,
                    .year = year, .finding = {}};
}

}  // namespace history_figure

Result<std::vector<NeedFigure>> history_figures(const Home& home, std::span<const HistoryRow* const> rows, Date characteristics_on, AcademicYear year) {
  const auto characteristics = catalogue::characteristics_on(home.catalogue(), characteristics_on);
  if (!characteristics) return std::unexpected(characteristics.error());
  std::vector<NeedFigure> figures;
  for (const auto* row : rows) {
    auto figure = history_figure::figure_of(home, *characteristics, *row, year);
    if (!figure) return std::unexpected(figure.error());
    const bool known = std::ranges::any_of(figures, [&](const NeedFigure& each) { return each.group == figure->group && each.indicator == figure->indicator; });
    if (!known) figures.push_back(std::move(*figure));
  }
  return figures;
}

}  // namespace potensial::service
