#include "insight/described_figures.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace potensial::insight {
namespace described_figures_test {

const Table& table_in(const FigureTold& told, const std::string& id) {
  for (const auto& block : told.counts)
    if (const auto* table = std::get_if<Table>(&block); table && table->id == id) return *table;
  throw std::out_of_range("no table " + id);
}

double number(const Table& table, std::size_t row, std::size_t column) { return std::get<Quantity>(table.rows.at(row).cells.at(column).value).value; }

CharacteristicColumn free_meals() {
  CharacteristicColumn column;
  column.definition.id = "fsm";
  column.definition.levels = {{"yes", {"entitled", "â hawl"}}, {"no", {"not entitled", "heb hawl"}}};
  return column;
}

TEST(DescribedFigures, AnAbsenceIsToldInSessionsAndByReason) {
  AttendanceFigure figure{{2010}, {12, 10, 2}, {}, {}, nullptr};
  figure.rate.learners = 10, figure.rate.without_sessions = 2, figure.rate.possible = 3800;
  figure.rate.authorised = 0.06, figure.rate.unauthorised = 0.02, figure.rate.by_code = {{"I", 0.05}};
  const auto told = told_of_attendance(figure);
  EXPECT_NEAR(number(table_in(told, "counts"), 0, 1), 20, 1e-12);
  EXPECT_NEAR(number(table_in(told, "sessions"), 0, 1), 8, 1e-12);
  EXPECT_EQ(number(table_in(told, "sessions"), 0, 4), 3800);
  EXPECT_NEAR(number(table_in(told, "reasons"), 0, 2), 62.5, 1e-12);
}

TEST(DescribedFigures, NobodyWithSessionsHasNoRates) {
  const auto told = told_of_attendance({{2010}, {3, 0, 0}, {}, {}, nullptr});
  EXPECT_EQ(told.counts.size(), 1u);
  EXPECT_EQ(told.key.text.message, "figure.key-uncounted");
}

TEST(DescribedFigures, ExclusionsOfSeveralYearsStandOneByOneAndTogether) {
  ExclusionsFigure figure;
  ExclusionRates first, second;
  first.permanent = {1, 500}, first.fixed_up_to_five_days = {4, 500}, first.fixed_longer = {0, 500}, first.by_reason = {{"BU", 5}};
  second.permanent = {0, 500}, second.fixed_up_to_five_days = {0, 500}, second.fixed_longer = {5, 500}, second.by_reason = {{"TH", 5}};
  figure.years = {{{2009}, {500, 500, 4}, first}, {{2010}, {500, 500, 3}, second}};
  figure.together = {1000, 1000, 7};
  const ExclusionRates both[] = {first, second};
  figure.pooled = pooled_rates(both);
  const auto told = told_of_exclusions(figure);
  const auto& table = table_in(told, "exclusions");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(number(table, 0, 8), 5) << "of all kinds";
  EXPECT_EQ(number(table, 2, 8), 10);
  EXPECT_NEAR(number(table, 2, 4), 9, 1e-12) << "fixed-term, for every 1,000";
  EXPECT_NEAR(number(table_in(told, "reasons"), 0, 3), 50, 1e-12);
}

// Families take the mean of the years' shares, (20% + 60%) / 2, not the share of all learners together, 36%.
TEST(DescribedFigures, ACircumstanceIsTheMeanOfItsYears) {
  const CircumstanceFigure figure{{{{2009}, {60, 60, 12}}, {{2010}, {45, 40, 24}}}, {105, 100, 36}, {free_meals().definition, {}, {}}};
  const auto told = told_of_circumstance(figure);
  EXPECT_NEAR(number(table_in(told, "mean"), 0, 1), 40, 1e-12);
  EXPECT_EQ(number(table_in(told, "mean"), 0, 2), 52.5) << "on roll";
  EXPECT_NEAR(number(table_in(told, "counts"), 2, 1), 36, 1e-12);
}

TEST(DescribedFigures, AGapLeadsToBothItsGroups) {
  DescribedOutcomeFigure figure;
  figure.held.indicator.id = "ks2-csi";
  figure.years = {{{2010}, {10, 10, 4}}};
  figure.together = {10, 10, 4};
  figure.beside.emplace();
  figure.beside->first = {{"fsm", "yes", {"entitled", "â hawl"}}};
  figure.beside->second = {{"fsm", "no", {"not entitled", "heb hawl"}}};
  figure.beside->first_counts = {10, 10, 4};
  figure.beside->second_counts = {20, 20, 18};
  figure.beside->gap.gap = -0.5;
  figure.beside->address = {.of = "gaps", .place = "680", .since = {2010}, .year = {2010}, .indicator = "ks2-csi"};
  const auto told = told_of_described_outcome(figure);
  const auto& table = table_in(told, "beside");
  EXPECT_NEAR(number(table, 1, 1), 90, 1e-12);
  EXPECT_NEAR(number(table, 2, 1), -50, 1e-12);
  EXPECT_EQ(table.rows[1].cells[0].link->query[2].second, "fsm:no");
}

TEST(DescribedFigures, LevelsAreCountedWithThoseWhoHaveNone) {
  DescribedOutcomeFigure figure;
  figure.years = {{{2010}, {10, 10, 6}}};
  figure.together = {10, 10, 6};
  figure.levels = {3, 4};
  figure.at_levels = {{{2010}, 10, {3, 6}}};
  const auto told = told_of_described_outcome(figure);
  const auto& table = table_in(told, "levels-2010");
  EXPECT_EQ(number(table, 0, 1), 1) << "no level";
  EXPECT_NEAR(number(table, 2, 2), 60, 1e-12);
}

TEST(DescribedFigures, OneSubjectIsSaidWithThoseEnteredForIt) {
  CurriculumFigure figure;
  figure.years = {{{2010}, 40, 2, 1.5, 1.25, {{"MAT", 2, 30, 40, 0.75, 0.6, 0.86}, {"FRE", 1, 20, 40, 0.5, 0.35, 0.65}}}};
  figure.entered = {{{2010}, {40, 40, 20}}};
  figure.together = {40, 40, 20};
  figure.subject = verbatim(Text{"French", "Ffrangeg"});
  figure.code = "FRE";
  const auto told = told_of_curriculum(figure);
  EXPECT_NEAR(number(table_in(told, "counts"), 0, 1), 50, 1e-12);
  EXPECT_EQ(number(table_in(told, "breadth"), 0, 3), 50) << "entries in all subjects";
  EXPECT_EQ(number(table_in(told, "breadth"), 0, 6), 1) << "schools that offer it";
  figure.subject.reset();
  EXPECT_EQ(told_of_curriculum(figure).counts.size(), 1u);
}

TEST(DescribedFigures, WhoFellBackIsDefinedByTheRule) {
  const FallenBackFigure figure{{{{2010}, {30, 8, 3}}}, {30, 8, 3}, 1, {}, {}};
  const auto told = told_of_fallen_back(figure);
  EXPECT_NEAR(number(table_in(told, "counts"), 0, 1), 37.5, 1e-12);
  EXPECT_EQ(std::get<Summary>(told.definition.at(1)).facts.front().description.message, "figure.fallen-back");
  for (std::size_t at = 1; at < told.definition.size(); ++at) EXPECT_FALSE(std::holds_alternative<Heading>(told.definition[at]));
}

}  // namespace described_figures_test
}  // namespace potensial::insight
