// Returns of schools and authorities, sound and faulty, read by the catalogue's profiles.
#include "catalogue_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>

#include "exchange/ctf_incoming.hpp"
#include "exchange/upn.hpp"

namespace potensial::tests {
namespace {

using exchange::upn_check_letter;

std::string upn(int serial, int school = 2800) {
  const auto body = fmt::format("681{:04}05{:03}", school, serial);
  return *upn_check_letter(body) + body;
}

const std::string kHeader =
    "upn,former_upn,surname,forename,dob,sex,school,enrolment_status,nc_year,class,entry_date,leaving_date,"
    "leaving_reason,ethnic_background,ethnic_source,national_identity,first_language,speaks_welsh,home_welsh,"
    "study_welsh,eal_stage,sen_provision,sen_type_1,sen_type_2,fsm_eligible,looked_after,caring_authority,"
    "young_carer,service_child,traveller,migrant_worker,arrival_date,small_area\n";

std::string census_row(int serial, const std::string& dob = "1999-03-04", const std::string& forename = "Siân",
                       const std::string& school = "6812800") {
  return fmt::format("{},,Pryce,{},{},F,{},C,6,6A,2003-09-03,,,WBRI,P,WAL,ENG,3,3,2,N,N,,,N,N,,N,N,N,N,,W01000001\n",
                     upn(serial), forename, dob, school);
}

std::string census_of(int learners) {
  auto text = kHeader;
  for (int i = 500; i < 500 + learners; ++i) text += census_row(i);
  return text;
}

Result<IncomingFile> read_census(const std::string& text, const std::string& path = "out/census/2010/681.csv") {
  return catalogue_rules().read("demo-census", path, text);
}

std::vector<std::string> rules_of(const IncomingFile& file) {
  std::vector<std::string> rules;
  for (const auto& each : file.problems) rules.push_back(fmt::format("{} {}", each.row, each.rule));
  return rules;
}

using Rules = std::vector<std::string>;

TEST(Census, TellsHowFarItIsReadAndEndsWhenNobodyWantsItAnyMore) {
  auto text = kHeader;
  for (int i = 0; i < 10'000; ++i) text += census_row(500);
  std::vector<double> shares;
  const auto read = [&](std::size_t calls) {
    shares.clear();
    const auto goes_on = [&shares, calls](double share) { return shares.push_back(share), shares.size() < calls; };
    const auto& rules = catalogue_rules();
    return exchange::read_csv(rules.profile("demo-census"), rules.rules(), {"census/2010/681.csv", text, {}, {}, goes_on});
  };
  ASSERT_TRUE(read(100));
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_NEAR(shares[0], 0.4096, 0.01);
  EXPECT_NEAR(shares[1], 0.8192, 0.01);
  EXPECT_EQ(read(1).error().code, "exchange.stopped");
  EXPECT_EQ(shares.size(), 1u);
}

TEST(Census, IsReadWholeWithItsYearAndAuthority) {
  const auto file = read_census(census_of(10));
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->read, 10u);
  EXPECT_TRUE(file->problems.empty());
  EXPECT_EQ(file->organisation, "681");
  EXPECT_EQ(file->year.summer, 2010);
  EXPECT_EQ(file->sha256.size(), 64u);
  const auto& census = file->tables.front();
  EXPECT_EQ(census.rows(), 10u);
  EXPECT_EQ(census.find("forename")->texts()[0], "Siân");
  EXPECT_EQ(census.find("month_of_birth")->integers()[0], 6);  // March
  EXPECT_EQ(census.find("year")->integers()[0], 2010);
  EXPECT_FALSE(census.find("former_upn")->has(0));
  expect_every_row_accounted(*file);
}

TEST(Census, ReadsEveryShapeThatSpreadsheetsGiveIt) {
  const auto plain = census_of(3);
  const auto sound = read_census(plain)->tables.front().find("upn")->texts();
  auto semicolons = plain;
  std::ranges::replace(semicolons, ',', ';');
  auto carriage_returns = plain;
  std::ranges::replace(carriage_returns, '\n', '\r');
  auto latin = plain;
  for (auto at = latin.find("â"); at != std::string::npos; at = latin.find("â")) latin.replace(at, 2, "\xE2");
  auto bilingual = plain;
  bilingual.replace(0, 3, "\"upn/\nRhif unigryw disgybl\"");
  const std::string preamble = "Census / Cyfrifiad,,\n,,\n\"A note,\nof two lines\",,\n,,\n";
  for (const auto& text : {semicolons, carriage_returns, latin, bilingual, "\xEF\xBB\xBF" + plain, preamble + plain}) {
    const auto file = read_census(text);
    ASSERT_TRUE(file) << file.error().code << text.substr(0, 60);
    EXPECT_EQ(file->tables.front().find("upn")->texts(), sound);
    EXPECT_EQ(file->tables.front().find("forename")->texts()[0], "Siân");
  }
}

TEST(Census, RejectsRowsByRuleAndKeepsTheRest) {
  auto wrong_letter = census_row(520);
  wrong_letter[0] = wrong_letter[0] == 'A' ? 'B' : 'A';
  auto unknown_code = census_row(521);
  unknown_code.replace(unknown_code.find("WBRI"), 4, "ZZZZ");
  auto impossible_day = census_row(522, "1999-02-30");
  auto wrong_order = census_row(523);
  wrong_order.replace(wrong_order.find("2003-09-03"), 10, "1998-09-03");
  auto no_school = census_row(524);
  no_school.replace(no_school.find(",6812800,"), 9, ",,");
  const auto file = read_census(census_of(6) + wrong_letter + unknown_code + impossible_day + wrong_order + no_school +
                                census_row(525, "1999-03-04", "Non", "6742800") + "A,B\n");
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(rules_of(*file),
            (Rules{"7 rule.upn-check-letter", "8 rule.code", "9 rule.date", "10 rule.days-in-order", "11 rule.required",
                   "12 rule.school-elsewhere", "13 rule.cells-missing"}));
  EXPECT_EQ(file->rejected, (std::vector<std::uint64_t>{7, 8, 9, 10, 11, 12, 13}));
  expect_every_row_accounted(*file);
}

TEST(Census, KeepsTheFirstOfARepeatedRowAndNoneOfASharedUpn) {
  const auto file = read_census(census_of(5) + census_row(500) + census_row(530, "1999-01-01", "Elin") +
                                census_row(530, "1999-06-01", "Aled"));
  ASSERT_TRUE(file);
  EXPECT_EQ(rules_of(*file), (Rules{"6 rule.duplicate-row", "7 rule.upn-shared", "8 rule.upn-shared"}));
  EXPECT_EQ(file->tables.front().rows(), 5u);
  expect_every_row_accounted(*file);
}

TEST(Census, LoadsATemporaryUpnAndSaysSo) {
  const std::string body = "681280005" + std::string("50Q");
  auto row = census_row(500);
  row.replace(0, 13, *upn_check_letter(body) + body);
  const auto file = read_census(kHeader + row);
  ASSERT_TRUE(file);
  EXPECT_EQ(rules_of(*file), (Rules{"1 rule.upn-temporary"}));
  EXPECT_EQ(file->tables.front().rows(), 1u);
}

TEST(Census, RefusesFilesThatAreNotWhatTheySay) {
  const auto code = [](const Result<IncomingFile>& file) { return file ? std::string("read") : file.error().code; };
  const auto text = census_of(30);
  EXPECT_EQ(code(read_census("")), "exchange.empty");
  EXPECT_EQ(code(read_census(kHeader)), "exchange.no-rows");
  EXPECT_EQ(code(read_census("a,b\n1,2\n")), "exchange.no-header");
  EXPECT_EQ(code(read_census(text, "census/2009/681.csv")), "exchange.other-year");
  EXPECT_EQ(code(read_census(text, "census/2010/674.csv")), "exchange.other-organisation");
  EXPECT_EQ(code(read_census(text.substr(0, text.size() - 40))), "exchange.truncated");
  EXPECT_EQ(code(read_census(text.substr(0, text.size() - 4))), "exchange.truncated");  // within the last cell
  EXPECT_EQ(code(read_census(text.substr(0, text.size() - 1))), "read");                // only the last break lacks
  EXPECT_EQ(code(read_census(text + "\"A681")), "exchange.unclosed-quote");
  EXPECT_EQ(code(read_census(std::string("\xFF\xFE", 2) + text)), "exchange.encoding-utf16");
  const auto& catalogue = catalogue_rules();
  auto small = catalogue.rules();
  small.largest_bytes = 100;
  EXPECT_EQ(code(exchange::read_csv(catalogue.profile("demo-census"), small, {"681.csv", text, {}, {}})),
            "exchange.too-large");
  EXPECT_EQ(code(exchange::read_csv(catalogue.profile("demo-census"), catalogue.rules(),
                                    {"census/2010/681.csv", text, "674", {}})),
            "exchange.other-organisation");
}

TEST(Census, AccountsForEveryRowOfDamagedFiles) {
  std::mt19937 random(5);
  const auto sound = census_of(30);
  int read = 0;
  for (int round = 0; round < 1500; ++round) {
    auto damaged = sound;
    for (int flips = 0; flips < 8; ++flips) {
      const auto at = kHeader.size() + random() % (damaged.size() - kHeader.size());
      damaged[at] = "\",\n\r;Z0 "[random() % 8];
    }
    if (round % 3 == 0) damaged.resize(kHeader.size() + random() % (damaged.size() - kHeader.size()));
    const auto file = read_census(damaged);
    if (!file) continue;
    ++read;
    expect_every_row_accounted(*file);
  }
  EXPECT_GT(read, 100);
}

TEST(Attendance, SumsAbsenceByClassAndChecksThatItAddsUp) {
  const std::string text = "upn,school,period,possible,present,L,I,M,U,#\n" + upn(500) + ",6812800,year,380,360,3,12,4,4,10\n" +
                           upn(501) + ",6812800,year,380,360,3,12,4,5,10\n";
  const auto file = catalogue_rules().read("demo-attendance", "attendance/2010/681.csv", text);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(rules_of(*file), (Rules{"2 rule.sessions"}));
  const auto& table = file->tables.front();
  EXPECT_EQ(table.find("authorised")->integers()[0], 16);
  EXPECT_EQ(table.find("unauthorised")->integers()[0], 4);
  EXPECT_EQ(table.find("code_i")->integers()[0], 12);
  EXPECT_EQ(table.find("code_closed")->integers()[0], 10);
  EXPECT_FALSE(table.find("code_h")->has(0));
}

TEST(PublishedFigures, KeepMarksThatAreNeverZero) {
  const auto file = catalogue_rules().read("demo-published", "published/exclusions.csv",
                                           "authority,year,measure,value\n680,2006,excluded,NA\n680,2007,excluded,131\n"
                                           "680,2008,excluded,[c]\n681,2008,excluded,.\n");
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_TRUE(file->problems.empty());
  const auto& table = file->tables.front();
  EXPECT_EQ(table.find("value")->present, (std::vector<std::uint8_t>{0, 1, 0, 0}));
  EXPECT_EQ(table.find("mark")->texts(), (std::vector<std::string>{"[z]", "", "[c]", "[x]"}));
}

TEST(Agency, FilesEachSpellUnderTheSchoolYearItBegins) {
  const std::string text = "upn,authority,agency,from,to,hours\n" + upn(500) + ",681,youth offending,2008-11-03,2009-02-01,17.5\n";
  const auto file = catalogue_rules().read("demo-agencies", "agency/youth_offending.csv", text);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_TRUE(file->problems.empty());
  EXPECT_EQ(file->tables.front().find("year")->integers()[0], 2009);
}

TEST(Assessment, KeepsTheCodesThatAreNoLevels) {
  std::string text = "upn,school,subject,component,level,newbes\n";
  int serial = 500;
  for (const auto* level : {"4", "W", "NCO1", "N", "D", "A", "9"})
    text += fmt::format("{},6812800,MAT,,{},N\n", upn(serial++), level);
  const auto file = catalogue_rules().read("demo-assessment-ks2", "assessment/2010/681_ks2.csv", text);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->read, 7u);
  EXPECT_EQ(file->tables.front().find("stage")->texts()[0], "ks2");
  EXPECT_EQ(rules_of(*file), (Rules{"7 rule.code"}));
}

TEST(ProfileChoice, TellsReturnsApartByPathAndHeadings) {
  const auto& profiles = catalogue_rules().profiles;
  const std::string assessment = "upn,school,subject,component,level,newbes\nA,6812800,MAT,,4,N\n";
  EXPECT_EQ((*exchange::choose_profile("d/assessment/2010/681_ks2.csv", assessment, profiles))->id, "demo-assessment-ks2");
  EXPECT_EQ((*exchange::choose_profile("d/assessment/2010/681_ks3.csv", assessment, profiles))->id, "demo-assessment-ks3");
  EXPECT_EQ(exchange::choose_profile("somewhere.csv", assessment, profiles).error().code, "exchange.several-profiles");
  EXPECT_EQ((*exchange::choose_profile("anything.csv", census_of(2), profiles))->id, "demo-census");
  EXPECT_EQ(exchange::choose_profile("x.csv", "a,b\n1,2\n", profiles).error().code, "exchange.no-profile");
}

TEST(TransferFile, BecomesCensusResultsAttendanceAndHistory) {
  const std::string path = "ctf/2010/6742990_CTF_6744990_001.xml";
  const auto bytes = bytes_of(POTENSIAL_ROOT "/tests/reference/ctf/6742990_CTF_6744990_001.xml");
  const auto file = exchange::ctf_incoming(catalogue_rules().rules(), {path, bytes, {}, {}});
  ASSERT_TRUE(file) << file.error().code;
  for (const auto& each : file->problems)
    if (each.rejects) ADD_FAILURE() << each.row << " " << each.column << " " << each.rule << " " << each.value;
  EXPECT_EQ(file->read, 12u);
  EXPECT_EQ(file->organisation, "6742990");
  EXPECT_EQ(file->year.summer, 2010);
  EXPECT_TRUE(file->partial);  // it goes to another school
  expect_every_row_accounted(*file);
  ASSERT_EQ(file->tables.size(), 4u);
  const auto& census = file->tables[0];
  EXPECT_EQ(std::ranges::count(census.find("fsm_eligible")->texts(), "Y"), 3);
  EXPECT_EQ(std::ranges::count(census.find("looked_after")->texts(), "Y"), 1);
  EXPECT_EQ(file->tables[1].rows(), 84u);  // 96 results less 12 indicators, which are computed
  std::int64_t possible = 0, present = 0;
  for (const auto each : file->tables[2].find("possible")->integers()) possible += each;
  for (const auto each : file->tables[2].find("present")->integers()) present += each;
  EXPECT_EQ(possible, 8872);
  EXPECT_EQ(present, 8202);
}

TEST(TransferFile, CarriesOnlyItsSectionsWhenPartial) {
  const auto bytes = bytes_of(POTENSIAL_ROOT "/tests/reference/ctf/681LLLL_CTF_6814991_001.xml");
  const auto file = exchange::ctf_incoming(catalogue_rules().rules(), {"681LLLL_CTF_6814991_001.xml", bytes, {}, {}});
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_TRUE(file->partial);
  EXPECT_EQ(file->collection, "assessment");
  EXPECT_EQ(file->organisation, "681");
  for (const auto& table : file->tables) EXPECT_NE(table.collection, "census");
}

TEST(TransferFile, OfAnotherSchoolOrYearIsRefused) {
  const auto bytes = bytes_of(POTENSIAL_ROOT "/tests/reference/ctf/6742990_CTF_6744990_001.xml");
  const auto rules = catalogue_rules().rules();
  EXPECT_EQ(exchange::ctf_incoming(rules, {"6742991_CTF_6744990_001.xml", bytes, {}, {}}).error().code,
            "exchange.other-organisation");
  EXPECT_EQ(exchange::ctf_incoming(rules, {"ctf/2011/6742990_CTF_6744990_001.xml", bytes, {}, {}}).error().code,
            "exchange.other-year");
  EXPECT_EQ(exchange::ctf_incoming(rules, {"a.xml", bytes, "681", {}}).error().code, "exchange.other-organisation");
}

TEST(TransferFile, FromEnglandKeepsItsPupils) {
  const auto bytes = bytes_of(POTENSIAL_ROOT "/tests/reference/ctf/8912992_CTF_6684992_001.xml");
  const auto file = exchange::ctf_incoming(catalogue_rules().rules(), {"8912992_CTF_6684992_001.xml", bytes, {}, {}});
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->rejected.size(), 0u);
  EXPECT_EQ(file->year.summer, 2025);  // England names the year 2024/25 by its autumn
}

TEST(ReadingSpeed, IsPrintedForTheRecord) {
  auto text = kHeader;
  for (int school = 2800; school < 2860; ++school)
    for (int i = 500; i < 1000; ++i) text += upn(i, school) + census_row(500).substr(13);
  const auto begin = std::chrono::steady_clock::now();
  const auto file = read_census(text);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  ASSERT_TRUE(file);
  EXPECT_EQ(file->tables.front().rows(), 30000u);
  RecordProperty("megabytes_per_second", fmt::format("{:.0f}", static_cast<double>(text.size()) / 1e6 / seconds.count()));
  std::cout << fmt::format("census: {:.1f} MB, {:.0f} MB/s\n", static_cast<double>(text.size()) / 1e6,
                           static_cast<double>(text.size()) / 1e6 / seconds.count());
}

}  // namespace
}  // namespace potensial::tests
