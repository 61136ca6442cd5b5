#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "insight/attendance_page.hpp"
#include "insight/completeness_page.hpp"
#include "insight/definition_page.hpp"
#include "insight/exclusions_page.hpp"
#include "insight/gaps_page.hpp"
#include "insight/small_cohort_test.hpp"
#include "insight/trends_page.hpp"

namespace potensial::insight {
namespace {

using testing::ElementsAre;

DescribedScope described_newport() {
  DescribedScope scope;
  scope.noun = "authority";
  scope.organisation = "680";
  scope.name = {"Newport", "Casnewydd"};
  scope.population = {"Wales", "Cymru"};
  scope.year = {2010};
  return scope;
}

const Table& described_table(const Page& page, const std::string& id) {
  for (const auto& block : page.blocks)
    if (const auto* table = std::get_if<Table>(&block); table && table->id == id) return *table;
  throw std::out_of_range("no table " + id);
}

double described_number(const Table& table, std::size_t row, std::size_t column) {
  return std::get<Quantity>(table.rows.at(row).cells.at(column).value).value;
}

std::vector<std::string> described_keys(const Page& page) {
  std::vector<std::string> keys;
  for (const auto& block : page.blocks)
    if (const auto* sentence = std::get_if<Sentence>(&block); sentence && sentence->weight == Weight::key)
      keys.push_back(sentence->text.message);
  return keys;
}

std::vector<std::string> said_together(std::initializer_list<std::int64_t> numbers) {
  std::vector<std::string> said;
  for (const auto& each : numbers_said(std::vector<std::int64_t>(numbers))) said.push_back(std::get<std::string>(each.arguments.front().second));
  return said;
}

}  // namespace

TEST(DescribedSources, SayNumbersThatFollowEachOtherAsOne) {
  EXPECT_THAT(said_together({3, 4, 5, 9, 11, 12}), ElementsAre("3–5", "9", "11–12"));
  EXPECT_THAT(said_together({7}), ElementsAre("7"));
  EXPECT_THAT(said_together({}), testing::IsEmpty());
}

// Three learners of 100 half-days with 20, 10 and 0 missed, and one without sessions.
TEST(Descriptions, PersistentAbsenceFollowsTheDefinitionGiven) {
  const Sessions sessions{{100, 100, 100, 0}, {15, 10, 0, 0}, {5, 0, 0, 0}, {}};
  const std::vector<std::size_t> rows{0, 1, 2, 3};
  OutcomeColumn more_than_a_tenth{"persistent-absence", {}, {1, 0, 0, 0}, {}};
  const auto rate = attendance_rate(sessions, rows, more_than_a_tenth);
  EXPECT_EQ(rate.learners, 3u);
  EXPECT_EQ(rate.without_sessions, 1u);
  EXPECT_NEAR(rate.persistent, 1.0 / 3, 1e-12);
  EXPECT_NEAR(attendance_rate(sessions, rows, 0.10).persistent, 2.0 / 3, 1e-12);
  EXPECT_NEAR(rate.absence(), 0.1, 1e-12);
}

// 2 of 1,000 and 4 of 500: 6 of 1,500 is 4 for every 1,000; the limits are those of a count of 6 (Byar).
TEST(Descriptions, YearsOfExclusionsArePooledByCountsAndNotByRates) {
  ExclusionRates first, second;
  first.permanent = {2, 1000};
  second.permanent = {4, 500};
  first.days_lost = 3;
  second.days_lost = 4.5;
  first.by_reason = {{"BU", 2}};
  second.by_reason = {{"BU", 1}, {"TH", 3}};
  const auto pooled = pooled_rates(std::vector{first, second});
  EXPECT_EQ(pooled.permanent.exclusions, 6u);
  EXPECT_NEAR(pooled.permanent.per_thousand, 4, 1e-12);
  EXPECT_NEAR(pooled.permanent.low * 1.5, 2.19, 0.02);
  EXPECT_NEAR(pooled.permanent.high * 1.5, 13.06, 0.02);
  EXPECT_NEAR(pooled.days_lost, 7.5, 1e-12);
  EXPECT_THAT(pooled.by_reason, ElementsAre(testing::Pair("BU", 3u), testing::Pair("TH", 3u)));
}

TEST(Descriptions, ACompletenessPageNamesTheWorstAndWhatItTouches) {
  CompletenessPageInput input;
  input.scope = described_newport();
  input.characteristics = {{"fsm", {"free school meals", "prydau ysgol am ddim"}, {"search"}}, {"sex", {"sex", "rhyw"}, {"groups"}}};
  input.whole = {{"", "fsm", 200, 40}, {"", "sex", 200, 1}};
  input.parts = {{"6802801", "fsm", 100, 40}, {"6802801", "sex", 100, 0}, {"6802802", "fsm", 100, 0}, {"6802802", "sex", 100, 1}};
  const auto page = completeness_page(input);
  EXPECT_THAT(described_keys(page), ElementsAre("describe.completeness.worst-with-part", "describe.completeness.worst-with-part"));
  EXPECT_NEAR(described_number(described_table(page, "completeness-characteristics"), 0, 1), 20.0, 1e-12);
  const auto& schools = described_table(page, "completeness-organisations");
  EXPECT_NEAR(described_number(schools, 0, 1), 40.0, 1e-12);
  EXPECT_NEAR(described_number(schools, 1, 2), 1.0, 1e-12);
}

TEST(Descriptions, AnAttendancePageShowsTheRatesItWasGivenAndBreaksWhereTheDefinitionChanged) {
  AttendancePageInput input;
  input.scope = described_newport();
  AttendanceRate before, now;
  before.learners = now.learners = 50;
  before.authorised = 0.06, before.unauthorised = 0.01, before.persistent = 0.05;
  now.authorised = 0.07, now.unauthorised = 0.02, now.persistent = 0.2, now.by_code = {{"I", 0.05}, {"O", 0.02}};
  input.years = {{{2009}, before, before, 1}, {{2010}, now, before, 2}};
  input.parts = {{"6802801", now}};
  const auto page = attendance_page(input);
  const auto& years = described_table(page, "attendance-years");
  EXPECT_NEAR(described_number(years, 1, 1), 9.0, 1e-12);
  EXPECT_NEAR(described_number(years, 1, 4), 20.0, 1e-12);
  EXPECT_NEAR(described_number(years, 1, 6), 7.0, 1e-12);
  EXPECT_NEAR(described_number(described_table(page, "attendance-reasons"), 0, 1), 5.0, 1e-12);
  for (const auto& block : page.blocks)
    if (const auto* chart = std::get_if<Chart>(&block); chart && chart->table == "attendance-years") {
      EXPECT_THAT(chart->breaks, ElementsAre(1u));
    }
}

TEST(Descriptions, APageWithoutDataSaysWhatIsMissing) {
  AttendancePageInput attendance;
  attendance.scope = described_newport();
  EXPECT_THAT(described_keys(attendance_page(attendance)), ElementsAre("describe.empty.attendance"));
  ExclusionsPageInput exclusions;
  exclusions.scope = described_newport();
  EXPECT_THAT(described_keys(exclusions_page(exclusions)), ElementsAre("describe.empty.exclusions"));
}

TEST(Descriptions, AGapWithTooFewLearnersIsSaidToBeUntold) {
  GapsPageInput input;
  input.scope = described_newport();
  input.indicator.id = "ks2-csi";
  SharesGap few{4, 100, 1, 0.5, 0.8, -0.3, -0.6, 0.1, Reason::too_few_learners};
  SharesGap told{60, 100, 1, 0.5, 0.8, -0.3, -0.4, -0.2, Reason::none};
  input.groups = {{{}, few}, {{}, told}};
  input.stories = {{{}, {}, {{{2010}, told, told}}, {}}};
  const auto page = gaps_page(input);
  const auto& table = described_table(page, "gaps-groups");
  EXPECT_EQ(std::get<Phrase>(table.rows[0].cells[1].value).message, "describe.gaps.cannot");
  EXPECT_TRUE(std::holds_alternative<Mark>(table.rows[0].cells[2].value));
  EXPECT_NEAR(described_number(table, 1, 1), -30.0, 1e-12);
  EXPECT_THAT(described_keys(page), ElementsAre("describe.gaps.less"));
}

TEST(Descriptions, TheSharesOfATrendMakeAWholeWithThoseWithoutALevel) {
  TrendsPageInput input;
  input.scope = described_newport();
  TrendOfIndicator trend;
  trend.indicator.id = "ks2-mathematics";
  trend.own.levels = {3, 4};
  trend.own.years = {{.year = {2010}, .learners = 10, .share = 0.5, .low = 0.2, .high = 0.8, .levels = {0.4, 0.5}}};
  input.trends = {trend};
  const auto page = trends_page(input);
  const auto& levels = described_table(page, "levels-ks2-mathematics");
  EXPECT_NEAR(described_number(levels, 0, 1) + described_number(levels, 0, 2) + described_number(levels, 0, 3), 100.0, 1e-9);
  EXPECT_NEAR(described_number(levels, 0, 1), 10.0, 1e-9);
}

}  // namespace potensial::insight
