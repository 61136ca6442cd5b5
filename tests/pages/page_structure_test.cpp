// What must hold of every page, whatever stands on it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "pages/sample_page.hpp"
#include "report/chart.hpp"

namespace potensial::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const catalogue::Messages& messages() {
  static const auto loaded = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return loaded;
}

std::string served(const Page& page, Language language) {
  static const auto html = report::Html::load(messages(), POTENSIAL_ROOT "/web").value();
  return html.document(page, language, sample_surroundings(), report::ServedLinks()).value();
}

std::vector<std::string> all(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator each(text.begin(), text.end(), expression), end; each != end; ++each) found.push_back((*each)[1]);
  return found;
}

Phrase hostile() { return verbatim(std::string("<script>alert('x')</script>\" onload=\"y")); }

Page page_of(std::vector<Block> blocks) {
  Page page;
  page.address = {"school", "1", ""};
  page.title = verbatim(std::string("T"));
  page.blocks = std::move(blocks);
  return page;
}

Table numbers(const char* id) {
  return {id, verbatim(std::string("N")), {{verbatim(std::string("a")), Align::text}, {verbatim(std::string("b")), Align::number}},
          {{{{verbatim(std::string("r")), {}}, {Quantity{5, Unit::count}, {}}}}}, {}};
}

Chart bar_of(const char* table) {
  Chart chart;
  chart.kind = ChartKind::bar;
  chart.table = table;
  chart.values = {1};
  return chart;
}

}  // namespace

TEST(PageStructure, WhateverIsTextIsEscapedEverywhere) {
  Table table{"t", hostile(), {{hostile(), Align::text}}, {{{{hostile(), Target{"school", "\"><b>", "\"><b>"}}}}}, hostile()};
  Chart chart = bar_of("n");
  chart.finding = chart.description = chart.note = hostile();
  Table named = numbers("n");
  named.rows[0].cells[0].value = hostile();
  Page page = page_of({Heading{hostile(), "\"><b>"}, Sentence{hostile(), Weight::key}, Sentence{hostile()}, table, named, chart,
                       List{{{hostile(), {}}}}, Summary{{{hostile(), hostile()}}}, Details{hostile(), {Sentence{hostile()}}}});
  page.caption = page.title = hostile();
  page.trail = {{hostile(), {}}};
  const std::string html = served(page, Language::en);
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, Not(HasSubstr("\" onload")));
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
}

TEST(PageStructure, NothingIsInlineAndNothingIsForeign) {
  constexpr std::string_view own_script = "<script src=\"/assets/language.js\" defer></script>";
  std::string html = served(sample_school(), Language::cy);
  ASSERT_THAT(html, HasSubstr(std::string(own_script)));
  html.erase(html.find(own_script), own_script.size());
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<style")));
  EXPECT_THAT(html, Not(HasSubstr(" style=")));
  EXPECT_THAT(html, Not(HasSubstr("://")));
}

TEST(PageStructure, HeadingsDescendOneByOne) {
  const auto levels = all(served(sample_school(), Language::en), "<h([1-6])");
  ASSERT_FALSE(levels.empty());
  EXPECT_EQ(levels.front(), "1");
  for (std::size_t i = 1; i < levels.size(); ++i) {
    EXPECT_NE(levels[i], "1");
    EXPECT_LE(std::stoi(levels[i]), std::stoi(levels[i - 1]) + 1);
  }
}

TEST(PageStructure, IdsAreUniqueAndReferencesResolve) {
  const std::string html = served(sample_school(), Language::en);
  const auto ids = all(html, " id=\"([^\"]*)\"");
  const std::set<std::string> known(ids.begin(), ids.end());
  EXPECT_EQ(known.size(), ids.size());
  for (const auto& label : all(html, "aria-labelledby=\"([^\"]*)\"")) EXPECT_TRUE(known.contains(label)) << label;
  for (const auto& fill : all(html, "url\\(#([^)]*)\\)")) EXPECT_TRUE(known.contains(fill)) << fill;
}

TEST(PageStructure, EachLanguageNamesItselfAndLeadsToTheOther) {
  const std::string welsh = served(sample_school(), Language::cy);
  EXPECT_THAT(welsh, HasSubstr("<html lang=\"cy\""));
  EXPECT_THAT(welsh, HasSubstr("hreflang=\"en\" href=\"/en/school/9991017\""));
  EXPECT_THAT(welsh, HasSubstr("hreflang=\"cy\" href=\"/cy/ysgol/9991017\""));
  EXPECT_THAT(welsh, HasSubstr("<a class=\"govuk-language-navigation__link\" href=\"/en/school/9991017\" lang=\"en\""));
  EXPECT_THAT(welsh, HasSubstr("Data dychmygol. Nid i’w gyhoeddi"));
  EXPECT_THAT(welsh, HasSubstr("ni ellir barnu</strong>"));
}

TEST(PageStructure, NoSentenceIsWithoutItsMessage) {
  EXPECT_THAT(served(sample_school(), Language::en), Not(HasSubstr("⟦")));
  EXPECT_THAT(served(sample_school(), Language::cy), Not(HasSubstr("⟦")));
}

TEST(PageStructure, AnUnknownSentenceIsSeenOnThePage) {
  EXPECT_THAT(served(page_of({Sentence{phrase("no.such")}}), Language::en), HasSubstr("⟦no.such⟧"));
}

TEST(PageStructure, AChartIsDrawnOnlyFromATableBeforeIt) {
  EXPECT_THAT(served(page_of({numbers("n"), bar_of("n")}), Language::en), HasSubstr("<figure"));
  EXPECT_THAT(served(page_of({bar_of("n"), numbers("n")}), Language::en), Not(HasSubstr("<figure")));
  EXPECT_THAT(served(page_of({numbers("n"), bar_of("other")}), Language::en), Not(HasSubstr("<figure")));
}

TEST(PageStructure, AnEmptyTableSaysWhy) {
  Table empty = numbers("n");
  empty.rows.clear();
  empty.when_empty = verbatim(std::string("Nothing has been loaded."));
  const std::string html = served(page_of({empty, bar_of("n")}), Language::en);
  EXPECT_THAT(html, HasSubstr("Nothing has been loaded."));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
  EXPECT_THAT(html, Not(HasSubstr("<figure")));
}

TEST(PageStructure, MarksAreExplainedUnderTheirTable) {
  const std::string html = served(sample_school(), Language::en);
  EXPECT_THAT(html, HasSubstr("[c] not shown, so that no pupil can be recognised."));
  EXPECT_THAT(html, HasSubstr("[z] not applicable. [x] not collected or not recorded."));
}

TEST(PageStructure, KeySentencesShareOneFrame) {
  EXPECT_EQ(all(served(sample_school(), Language::en), "(class=\"pt-key\")").size(), 1u);
}

TEST(PageStructure, OnlyGivenSectionsStandInTheNavigation) {
  const std::string html = served(sample_school(), Language::en);
  EXPECT_THAT(html, HasSubstr("aria-current=\"true\">Find</a>"));
  EXPECT_THAT(html, Not(HasSubstr(">Target</a>")));
}

}  // namespace potensial::tests
