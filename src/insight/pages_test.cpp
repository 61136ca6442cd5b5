#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "family_example.hpp"
#include "insight/area_page.hpp"
#include "insight/family_page.hpp"
#include "insight/finding_page.hpp"
#include "insight/groups_page.hpp"
#include "insight/learner_page.hpp"
#include "insight/school_page.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {
namespace {

namespace pages_test {

using ::testing::IsEmpty;

Indicator maths() {
  Indicator made;
  made.id = "maths-6";
  made.name = {"Mathematics, Year 6", "Mathemateg, Blwyddyn 6"};
  made.numerator = {"level 4 or higher", "lefel 4 neu uwch"};
  made.denominator = {"all learners on roll", "pob dysgwr ar y gofrestr"};
  made.scale = Scale::yes_no;
  made.delta = 0.05;
  return made;
}

Judgement judged(Verdict verdict, double estimate, double half, Reason reason = Reason::none) {
  Judgement made;
  made.verdict = verdict;
  made.reason = reason;
  made.attained = 0.6;
  made.reference = 0.6 - estimate;
  made.estimate = estimate;
  made.low = estimate - half;
  made.high = estimate + half;
  made.learners = 32;
  made.schools = 9;
  made.years = {AcademicYear{2008}};
  return made;
}

Standing standing() {
  Standing made;
  made.organisation = "6600001";
  made.year = AcademicYear{2008};
  made.learners = 62;
  StandingRow all;
  all.indicator = "maths-6";
  all.learners = all.counted = 62;
  all.with_result = 60;
  all.attained = 42;
  all.judged.expected = judged(Verdict::not_low, 0.02, 0.06);
  all.judged.previous = judged(Verdict::cannot_be_judged, -0.1, 0.2, Reason::depends_on_reliability);
  all.judged.previous.move = -0.2;
  all.judged.comparable = judged(Verdict::cannot_be_judged, -0.1, 0.2, Reason::too_few_comparators);
  all.judged.comparable.depends_on_choice = true;
  all.same_start = judged(Verdict::low, -0.2, 0.1);
  all.low_from_start_only = true;
  StandingRow boys = all;
  boys.conditions = {{"sex", "M", {"boys", "bechgyn"}}};
  boys.judged.expected = judged(Verdict::low, -0.24, 0.15);
  boys.judged.expected.lasting = true;
  boys.judged.expected.years = {AcademicYear{2006}, AcademicYear{2008}};
  boys.low_from_start_only = false;
  boys.better = {"6600002"};
  made.rows = {all, boys};
  made.not_analysed = {{{"eal", "new", {"new to English", "newydd i’r Saesneg"}}, Reason::too_few_learners, 3, 0},
                       {{"home", "", {"home language", "iaith y cartref"}}, Reason::characteristic_missing, 0, 23},
                       {{"looked-after", "yes", {"looked after", "yn derbyn gofal"}}, Reason::no_learners, 0, 0}};
  return made;
}

FindingRecord finding(FindingKind kind) {
  FindingRecord made;
  made.id = "2008-0001";
  made.kind = kind;
  made.conditions = {{"sex", "M", {"boys", "bechgyn"}}, {"fsm", "yes", {"entitled to free school meals", "â hawl i brydau ysgol am ddim"}}};
  made.indicator = "maths-6";
  made.indicator_name = maths().name;
  made.scale = Scale::yes_no;
  made.delta = 0.05;
  made.scope = "660";
  made.years = {AcademicYear{2008}};
  made.learners = 412;
  made.schools = 38;
  made.gap = -0.082, made.low = -0.126, made.high = -0.038;
  made.own = -0.06, made.own_low = -0.1, made.own_high = -0.02;
  made.total_gap = -0.1, made.carried_by_schools = -0.018;
  made.q = 0.004;
  made.attained_share = 0.58, made.expected_share = 0.662;
  made.judged.expected = judged(Verdict::low, -0.082, 0.044);
  made.by_year = {{AcademicYear{2007}, 396, 37, -0.066, -0.11, -0.022, false},
                  {AcademicYear{2008}, 412, 38, -0.082, -0.126, -0.038, true}};
  made.lasting = true;
  made.replication = made.by_year.front();
  made.furthest = {{"6600001", 10, -0.36, -0.65, -0.07}};
  made.schools_listed_from = 17;
  made.explains = {{made.conditions, 300, no_figure}};
  made.counts.searched = 1284;
  made.counts.large_enough = 611;
  made.counts.probably_missed_below = 148;
  made.loads = {12};
  return made;
}

SchoolPageInput school_input() {
  SchoolPageInput input;
  input.school.id = "6600001";
  input.school.name = {"Ysgol Bryn Eithin", "Ysgol Bryn Eithin"};
  input.school.authority = "660";
  input.authority = {"Glanaber", "Glanaber"};
  input.stage = {"Key Stage 2", "Cyfnod Allweddol 2"};
  input.population = {"Wales", "Cymru"};
  input.standing = standing();
  input.indicators = {maths()};
  input.names = {{"6600002", {"Harbour Road", "Heol yr Harbwr"}}};
  input.loads = {3, 4};
  return input;
}

void expect_sound(const Page& page) {
  EXPECT_THAT(tests::PagePhrases(page).faults(tests::messages()), IsEmpty());
  EXPECT_THAT(tests::shape_faults(page), IsEmpty());
}

}  // namespace pages_test

TEST(SchoolPage, SaysEverythingInBothLanguages) {
  auto input = pages_test::school_input();
  input.family = "primary-english-01";
  input.findings = {pages_test::finding(FindingKind::separate)};
  input.within = {{WithinKind::subject, "maths-6", {}, AcademicYear{2008}, 30, 30, -0.2, -0.3, -0.1, 0.001, 0.004},
                  {WithinKind::cohort, "maths-6", {}, AcademicYear{2007}, 30, 90, 0.1, -0.1, 0.3, 0.3, 0.4}};
  input.ahead = HighAttainers{};
  input.ahead->learners = {{LearnerId(7), 0, 1, -1, 0.5, true}};
  TrendYear first{AcademicYear{2007}, 60, 1, 0.7, 0.6, 0.8, 1, {}}, second{AcademicYear{2008}, 62, 1, 0.6, 0.5, 0.7, 1, {}};
  TrendChange change;
  change.from = AcademicYear{2007};
  change.to = AcademicYear{2008};
  change.kind = ChangeKind::within_chance;
  change.difference = -0.1;
  change.could_be_seen = 0.2;
  input.trends = {{"maths-6", {{}, {first, second}, {change}}, std::nullopt, {{}, {first, second}, {}}}};
  pages_test::expect_sound(school_page(input));
}

TEST(SchoolPage, KeepsTheVerdictSecondAndTheThreeComparisonsApart) {
  const Page page = school_page(pages_test::school_input());
  const Table* table = tests::table_of(page, "comparisons");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->columns[1].title.message, "insight.column.verdict");
  EXPECT_EQ(std::get<Verdict>(table->rows[0].cells[1].value), Verdict::not_low);
  EXPECT_EQ(std::get<Verdict>(table->rows[1].cells[1].value), Verdict::cannot_be_judged);
  EXPECT_NEAR(std::get<Quantity>(table->rows[0].cells[4].value).value, 60, 1e-9);
}

TEST(SchoolPage, OpensWithTheClearestShortfallAndTheFixedSentence) {
  const Page page = school_page(pages_test::school_input());
  const auto& first = std::get<Sentence>(page.blocks[0]);
  EXPECT_EQ(first.text.message, "insight.difference.one-sided-points");
  EXPECT_EQ(first.weight, Weight::key);
  const tests::PagePhrases phrases(page);
  EXPECT_TRUE(phrases.says("insight.key.low-from-start-only"));
  EXPECT_TRUE(phrases.says("insight.does-not-show.school"));
  EXPECT_TRUE(phrases.says("insight.not-analysed.characteristic-missing"));
  EXPECT_TRUE(phrases.says("insight.empty.within"));
}

TEST(SchoolPage, SaysWhyThereIsNothingToShow) {
  auto input = pages_test::school_input();
  input.standing = Standing{};
  const Page page = school_page(input);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.empty.school"));
  pages_test::expect_sound(page);
}

TEST(AreaPage, SaysEverythingInBothLanguages) {
  AreaPageInput input;
  input.standing = pages_test::standing();
  input.indicators = {pages_test::maths()};
  input.partitions = {{"maths-6", {AcademicYear{2008}}, {0.02, 0.08, 0.01, 0.89}, {0.02, 0.06, 0.01, 0.91}}};
  input.school_ids = {"6600001"};
  input.schools = {{0, "maths-6", pages_test::judged(Verdict::low, -0.2, 0.1), pages_test::judged(Verdict::low, -0.3, 0.1)}};
  input.parts = {pages_test::standing()};
  input.findings = {pages_test::finding(FindingKind::main)};
  input.reported = {"660"};
  input.not_reported = {"661"};
  const Page page = area_page(input);
  pages_test::expect_sound(page);
  EXPECT_NE(tests::table_of(page, "schools-maths-6"), nullptr);
  EXPECT_NE(tests::table_of(page, "variation"), nullptr);
}

TEST(AreaPage, OfAClusterHasItsGroupsAndWhatWasNotAnalysed) {
  AreaPageInput input;
  input.noun = "body";
  input.kind = OrganisationKind::cluster;
  input.standing = pages_test::standing();
  input.indicators = {pages_test::maths()};
  input.not_searched = NotSearched{4, 20};
  input.related = {{"660", OrganisationKind::authority}, {"cynnal", OrganisationKind::consortium}};
  const Page page = area_page(input);
  pages_test::expect_sound(page);
  EXPECT_EQ(page.address.noun, "body");
  EXPECT_EQ(page.title.message, "insight.area.cluster");
  EXPECT_NE(tests::table_of(page, "groups-maths-6"), nullptr);
  EXPECT_EQ(tests::table_of(page, "findings"), nullptr);
  const tests::PagePhrases phrases(page);
  EXPECT_TRUE(phrases.says("insight.not-analysed.characteristic-missing"));
  EXPECT_TRUE(phrases.says("insight.area.not-searched"));
  EXPECT_TRUE(phrases.says("insight.area.related"));
}

TEST(FindingPage, SaysEverythingInBothLanguages) {
  FindingPageInput input;
  input.finding = pages_test::finding(FindingKind::separate);
  input.indicator = pages_test::maths();
  input.findings_of_search = 7;
  input.circumstances = pages_test::judged(Verdict::not_low, -0.02, 0.04);
  const Page page = finding_page(input);
  pages_test::expect_sound(page);
  const Table* years = tests::table_of(page, "years");
  ASSERT_NE(years, nullptr);
  EXPECT_EQ(std::get<Verdict>(years->rows[1].cells[1].value), Verdict::low);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.finding.replication"));
}

TEST(FindingPage, SaysThatOneYearIsNotEnough) {
  FindingPageInput input;
  input.finding = pages_test::finding(FindingKind::main);
  input.finding.by_year.resize(1);
  input.finding.replication.reset();
  input.finding.explains.clear();
  input.indicator = pages_test::maths();
  const Page page = finding_page(input);
  pages_test::expect_sound(page);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.finding.one-year"));
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.finding.told-nothing"));
}

TEST(GroupsPage, KeepsMainGapsAndSeparateStoriesApart) {
  GroupsPageInput input;
  input.scope = "660";
  input.indicator = pages_test::maths();
  input.years = {AcademicYear{2008}};
  input.found.findings = {pages_test::finding(FindingKind::main), pages_test::finding(FindingKind::separate)};
  input.found.small = {pages_test::finding(FindingKind::small)};
  input.found.counts.searched = 1284;
  const Page page = groups_page(input);
  pages_test::expect_sound(page);
  EXPECT_EQ(tests::table_of(page, "main")->rows.size(), 1u);
  EXPECT_EQ(tests::table_of(page, "separate")->rows.size(), 1u);
  EXPECT_EQ(tests::table_of(page, "better"), nullptr);
}

TEST(GroupsPage, SaysThatSilenceIsAResult) {
  GroupsPageInput input;
  input.indicator = pages_test::maths();
  const Page page = groups_page(input);
  pages_test::expect_sound(page);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.groups.none"));
}

TEST(FamilyPage, ShowsMembersWithTheirDistanceAndBalance) {
  FamilyPageInput input;
  input.contexts = example::schools();
  input.rule = example::rule();
  input.nearest_rule.variables = input.rule.variables;
  input.from = AcademicYear{2008};
  input.family = families_of_schools(input.contexts, input.rule, input.from).families[1];
  input.school = "S03";
  input.indicator = pages_test::maths();
  input.results = {{"S03", 40, 0.6, 0.5, 0.7}};
  input.better = {"S06"};
  input.overlap = FamilyOverlap{"S03", 0.5, 0.7};
  const Page page = family_page(input);
  pages_test::expect_sound(page);
  EXPECT_EQ(tests::table_of(page, "members")->rows.size(), 4u);
  EXPECT_EQ(tests::table_of(page, "balance")->rows.size(), 5u);
}

TEST(FamilyPage, HasTheGroupsOfAllItsLearnersAndWhatWasNotAnalysed) {
  FamilyPageInput input;
  input.contexts = example::schools();
  input.rule = example::rule();
  input.family = families_of_schools(input.contexts, input.rule, AcademicYear{2008}).families[1];
  input.standing = pages_test::standing();
  input.indicators = {pages_test::maths()};
  const Page page = family_page(input);
  pages_test::expect_sound(page);
  EXPECT_NE(tests::table_of(page, "groups-maths-6"), nullptr);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.not-analysed.characteristic-missing"));
}

TEST(FamilyPage, ShowsNearestSchoolsWhereThereIsNoFamily) {
  FamilyPageInput input;
  input.contexts = example::schools();
  input.rule = example::rule();
  input.nearest_rule.variables = input.rule.variables;
  input.school = "S03";
  const Page page = family_page(input);
  pages_test::expect_sound(page);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.family.none"));
  EXPECT_EQ(tests::table_of(page, "members"), nullptr);
}

TEST(LearnerPage, GivesARangeAndNoVerdict) {
  LearnerPageInput input;
  input.learner = LearnerId(42);
  input.school = "6600001";
  LearnerOutcome outcome{pages_test::maths(), AcademicYear{2008}, "6600001", {}, -0.2, -0.1, true, 4};
  outcome.indicator.scale = Scale::ordered;
  outcome.standing = {-1.0, 0.0, -0.8, 0.8, RangeWord::below, Verdict::low, Reason::none};
  input.outcomes = {outcome};
  input.characteristics = {{"sex", "M", "2004-09-01", "", "census", ""}, {"youth-offending", "yes", "2006-03-01", "2006-11-30", "agency", "660"}};
  input.attendance = {{AcademicYear{2008}, 0.93}};
  input.schools = {{"6600001", "2001-09-01", ""}};
  const Page page = learner_page(input);
  pages_test::expect_sound(page);
  EXPECT_EQ(std::get<Sentence>(page.blocks[0]).text.message, "insight.learner.below");
  const Table* spells = tests::table_of(page, "characteristics");
  ASSERT_EQ(spells->rows.size(), 2u);
  EXPECT_EQ(std::get<Phrase>(spells->rows[1].cells[4].value).message, "insight.learner.source");
  const Table* path = tests::table_of(page, "path");
  for (const auto& cell : path->rows[0].cells) EXPECT_FALSE(std::holds_alternative<Verdict>(cell.value));
}

TEST(LearnerPage, ListsDatedMeasuresWithTheirNumberOrWord) {
  LearnerPageInput input;
  input.measures = {{{"wellbeing score", "sgôr lles"}, "2007-11-20", AcademicYear{2008}, 27.5, {}, "6600001"},
                    {{"destination", "cyrchfan"}, "", AcademicYear{2008}, no_figure, {"in training", "mewn hyfforddiant"}, "6600001"}};
  const Page page = learner_page(input);
  pages_test::expect_sound(page);
  const Table* measures = tests::table_of(page, "measures");
  ASSERT_EQ(measures->rows.size(), 2u);
  EXPECT_EQ(std::get<Quantity>(measures->rows[0].cells[2].value).value, 27.5);
  EXPECT_EQ(std::get<Phrase>(measures->rows[1].cells[1].value).message, "insight.years.one");
  EXPECT_TRUE(std::holds_alternative<Phrase>(measures->rows[1].cells[2].value));
  EXPECT_EQ(tests::table_of(learner_page({}), "measures"), nullptr) << "most learners have none";
}

TEST(LearnerPage, SaysThatNothingIsLoaded) {
  const Page page = learner_page({});
  pages_test::expect_sound(page);
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.learner.nothing"));
}

}  // namespace
}  // namespace potensial::insight
