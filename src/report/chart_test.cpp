#include "report/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace potensial::report::chart_tests {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Words& words() {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  static const Words english(messages, Language::en);
  return english;
}

Phrase named(const char* name) { return verbatim(std::string(name)); }
Column column(const char* name) { return {named(name), Align::number}; }
Value gap(double value) { return Quantity{value, Unit::points, true}; }

// name, estimate, interval, verdict
Table gaps() {
  Table table{"g", named("Gaps"), {column("Group"), column("Gap"), column("Interval"), column("Verdict")}, {}, {}};
  const auto add = [&](const char* name, Value estimate, Value interval, Value verdict) {
    table.rows.push_back({{{named(name), {}}, {estimate, {}}, {interval, {}}, {verdict, {}}}});
  };
  add("Boys", gap(-20), Interval{-30, -10, Unit::points}, Verdict::low);
  add("Girls", gap(0), Interval{-10, 10, Unit::points}, Verdict::cannot_be_judged);
  add("Others", gap(5), Interval{1, 9, Unit::points}, Verdict::not_low);
  return table;
}

Chart chart_of(ChartKind kind, std::vector<std::size_t> values, std::optional<std::size_t> verdict = {}) {
  Chart chart;
  for (std::size_t row = 0; row < 3; ++row) chart.tiles.push_back({row, int(row), int(row), {"T" + std::to_string(row), "T"}});
  chart.kind = kind;
  chart.table = "g";
  chart.description = named("What it shows");
  chart.values = std::move(values);
  chart.verdict = verdict;
  return chart;
}

std::size_t count(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  return static_cast<std::size_t>(std::distance(std::sregex_iterator(text.begin(), text.end(), expression), std::sregex_iterator()));
}

const std::vector<ChartKind> kinds{ChartKind::interval, ChartKind::line, ChartKind::bar, ChartKind::scatter, ChartKind::distribution,
                                   ChartKind::caterpillar, ChartKind::heat, ChartKind::tiles};

TEST(Charts, AVerdictIsAShape) {
  const std::string svg = svg_of(chart_of(ChartKind::interval, {1, 2}, 3), gaps(), words());
  EXPECT_EQ(count(svg, "<rect [^>]*width=\"14\""), 1u);
  EXPECT_EQ(count(svg, "<circle class=\"pt-s1 pt-hollow\""), 1u);
  EXPECT_EQ(count(svg, "<circle class=\"pt-s1\""), 1u);
}

TEST(Charts, ZeroIsDrawnAndLabelled) {
  Table table = gaps();
  table.rows.resize(1);  // wholly below zero
  const std::string svg = svg_of(chart_of(ChartKind::interval, {1, 2}), table, words());
  EXPECT_EQ(count(svg, "pt-rule-zero"), 1u);
  EXPECT_THAT(svg, HasSubstr(">0</text>"));
}

// A share of a whole that is fixed: without it the largest bar fills the width, however little it is.
TEST(Charts, ABarIsAsWideAsItsShareOfTheFullAmount) {
  Table table = gaps();
  table.rows.resize(1);
  table.rows[0].cells[1].value = Quantity{25, Unit::percent};
  Chart chart = chart_of(ChartKind::bar, {1});
  EXPECT_THAT(svg_of(chart, table, words()), HasSubstr("width=\"98%\""));
  chart.full = 100;
  EXPECT_THAT(svg_of(chart, table, words()), HasSubstr("width=\"24.5%\""));
}

TEST(Charts, IntervalsStandWhereTheirNumbersAre) {
  // Axis from −30 to +10 over 4% to 96%: −20 lies a quarter along.
  const std::string svg = svg_of(chart_of(ChartKind::interval, {1, 2}, 3), gaps(), words());
  EXPECT_THAT(svg, HasSubstr("x1=\"4%\" x2=\"50%\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"pt-s1\" x=\"27%\""));
}

TEST(Charts, AHiddenRowLeavesNoMarkGapOrName) {
  Table hidden = gaps(), without = gaps();
  hidden.rows.insert(hidden.rows.begin() + 1, {{{named("Few"), {}}, {Mark::suppressed, {}}, {Mark::suppressed, {}}, {Mark::suppressed, {}}}});
  for (const auto kind : {ChartKind::interval, ChartKind::caterpillar, ChartKind::bar}) {
    const Chart chart = chart_of(kind, kind == ChartKind::bar ? std::vector<std::size_t>{1} : std::vector<std::size_t>{1, 2});
    EXPECT_EQ(svg_of(chart, hidden, words()), svg_of(chart, without, words()));
    EXPECT_THAT(figure_of(chart, hidden, words()), HasSubstr("1 row without a figure is not drawn."));
  }
}

TEST(Charts, ARowOfSharesWithAHiddenOneIsNotDrawn) {
  Table table = gaps();
  table.rows[0].cells[1].value = Mark::suppressed;
  EXPECT_THAT(svg_of(chart_of(ChartKind::distribution, {1}), table, words()), Not(HasSubstr("Boys")));
}

TEST(Charts, ALineIsCutWhereTheDefinitionChanged) {
  Chart chart = chart_of(ChartKind::line, {1});
  EXPECT_EQ(count(svg_of(chart, gaps(), words()), "<line class=\"pt-s1\""), 2u);
  chart.breaks = {2};
  const std::string cut = svg_of(chart, gaps(), words());
  EXPECT_EQ(count(cut, "<line class=\"pt-s1\""), 1u);
  EXPECT_THAT(cut, HasSubstr("definition changed"));
}

TEST(Charts, ALineHasNoMarkWhereAValueIsMissing) {
  Table table = gaps();
  table.rows[1].cells[1].value = Mark::not_collected;
  const std::string svg = svg_of(chart_of(ChartKind::line, {1}), table, words());
  EXPECT_EQ(count(svg, "<rect class=\"pt-s1\""), 2u);
  EXPECT_EQ(count(svg, "<line class=\"pt-s1\""), 0u);
}

TEST(Charts, ACaterpillarIsSortedByEstimate) {
  Table table = gaps();
  std::swap(table.rows[0], table.rows[2]);
  EXPECT_EQ(svg_of(chart_of(ChartKind::caterpillar, {1, 2}, 3), table, words()),
            svg_of(chart_of(ChartKind::caterpillar, {1, 2}, 3), gaps(), words()));
}

TEST(Charts, NothingToDrawIsNoChart) {
  Table empty = gaps();
  empty.rows.clear();
  for (const auto kind : kinds) {
    EXPECT_THAT(figure_of(chart_of(kind, {1, 2}), empty, words()), IsEmpty());
    EXPECT_THAT(figure_of(chart_of(kind, {}), gaps(), words()), IsEmpty());
    EXPECT_THAT(figure_of(chart_of(kind, {8, 9}), gaps(), words()), IsEmpty());
  }
}

TEST(Charts, EveryKindHasADescriptionAndNoStyleOfItsOwn) {
  for (const auto kind : kinds) {
    const std::string svg = svg_of(chart_of(kind, {1, 1}, 3), gaps(), words());
    EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-label=\"What it shows\""));
    EXPECT_THAT(svg, Not(HasSubstr(" style=")));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("inf")));
  }
}

TEST(Charts, AHeatChartPrintsEachFigureAndStripesWhatIsAboveTheThreshold) {
  Table table = gaps();
  for (auto& row : table.rows) row.cells[2].value = Quantity{12.3, Unit::percent};
  Chart chart = chart_of(ChartKind::heat, {1, 2});
  chart.threshold = 3;
  const std::string svg = svg_of(chart, table, words());
  EXPECT_EQ(count(svg, ">12.3%</text>"), 3u);
  EXPECT_EQ(count(svg, "fill=\"url\\(#g-h-1\\)\""), 4u);  // three of 12.3 and one of 5
  EXPECT_THAT(svg, HasSubstr(">A</text>"));
}

TEST(Charts, AHiddenFigureLeavesNoSquare) {
  Table table = gaps();
  const auto whole = count(svg_of(chart_of(ChartKind::heat, {1}), table, words()), "<rect class=\"pt-s1\"");
  table.rows[0].cells[1].value = Mark::suppressed;
  const std::string svg = svg_of(chart_of(ChartKind::heat, {1}), table, words());
  EXPECT_EQ(count(svg, "<rect class=\"pt-s1\""), whole - 2);
  EXPECT_THAT(svg, Not(HasSubstr("Boys")));
}

TEST(Charts, ATileStandsAtItsPlaceWithItsFigureAndTheShapeOfItsVerdict) {
  const std::string svg = svg_of(chart_of(ChartKind::tiles, {1}, 3), gaps(), words());
  EXPECT_THAT(svg, HasSubstr(">T0</text>"));
  EXPECT_THAT(svg, HasSubstr(words().say(gap(-20))));
  EXPECT_EQ(count(svg, "<rect [^>]*width=\"12\""), 1u);
  EXPECT_EQ(count(svg, "<circle class=\"pt-s1 pt-hollow\""), 1u);
  EXPECT_EQ(count(svg, "fill=\"url\\(#g-t-1\\)\""), 1u);
}

TEST(Charts, LongNamesFoldIntoLines) {
  Table table = gaps();
  table.rows[0].cells[0].value = named("Ysgol Gynradd Gymunedol Llanfihangel-y-Creuddyn a’r Cylch a’r Fro");
  const std::string svg = svg_of(chart_of(ChartKind::interval, {1, 2}), table, words());
  EXPECT_THAT(svg, HasSubstr(">Ysgol Gynradd Gymunedol</text>"));
  EXPECT_THAT(svg, HasSubstr(">Llanfihangel-y-Creuddyn a’r</text>"));
}

}  // namespace potensial::report::chart_tests
