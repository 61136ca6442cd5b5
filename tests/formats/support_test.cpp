// The support register as schools send it, read by the catalogue's profiles.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "exchange/upn.hpp"
#include "formats/catalogue_rules.hpp"

namespace potensial::tests {
namespace support_files {

std::string upn(int serial) {
  const auto body = fmt::format("6812800095{:02}", serial);
  return *exchange::upn_check_letter(body) + body;
}

TEST(Support, ReadsWhoTakesPartInWhichRunAndRejectsWhatCannotBe) {
  const auto text = "run,upn,school,sessions,fidelity,from,to,mode\n"
                    "S13-6812001-2009," + upn(30) + ",6812001,41,0.85,2008-10-01,2009-03-31,small-group\n"
                    "S01-6812001-2009," + upn(31) + ",6812001,12,1.00,2008-10-01,,one-to-one\n"
                    "S13-6812001-2009," + upn(32) + ",6812001,41,1.50,2008-10-01,2009-03-31,small-group\n"
                    "S13-6812001-2009," + upn(33) + ",6812001,41,0.50,2009-04-01,2009-03-31,small-group\n"
                    "S13-6812001-2009," + upn(34) + ",6812001,41,0.50,2008-10-01,2009-03-31,by-magic\n";
  const auto file = catalogue_rules().read("support", "strategy/participation.csv", text);
  ASSERT_TRUE(file) << file.error().code;
  const auto& table = file->tables.front();
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(file->rejected, (std::vector<std::uint64_t>{3, 4, 5})) << "more than the whole, ended before it began, no such way";
  EXPECT_EQ(table.find("year")->integers()[0], 2009);
  EXPECT_EQ(table.find("sessions")->integers()[0], 41);
  EXPECT_FALSE(table.find("to")->has(1)) << "it goes on";
  expect_every_row_accounted(*file);
}

TEST(Support, RunsNameTheirStrategyAndTheFundThatPays) {
  const auto file = catalogue_rules().read("strategy-runs", "strategy/runs.csv",
                                           "run,strategy,school,fund,cost,from,to,mode,stage\n"
                                           "S13-6812001-2009,S13,6812001,raise,1200.00,2008-10-01,2009-03-31,small-group,ended\n"
                                           "S01-6812001-2009,S01,6812001,,300.50,2008-10-01,2009-07-09,one-to-one,ended\n");
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_TRUE(file->problems.empty());
  const auto& table = file->tables.front();
  EXPECT_EQ(table.find("fund")->texts()[0], "raise");
  EXPECT_FALSE(table.find("fund")->has(1)) << "of no fund of the catalogue";
}

}  // namespace support_files
}  // namespace potensial::tests
