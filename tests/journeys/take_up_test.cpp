// Who takes part in strategies by need (TGT-06): against the runs as their file tells them, and the order of the need index.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "journeys/site_home.hpp"

namespace potensial::tests {
namespace take_up_journey {

namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }

json::array rows(const std::string& address, std::string_view id) {
  const auto answer = home().get_ready(address, officer());
  EXPECT_EQ(answer.status, 200u) << answer.body.substr(0, 500);
  const auto page = json::parse(answer.body);
  for (const auto& block : page.at("blocks").as_array())
    if (block.at("kind").as_string() == "table" && block.at("id").as_string() == id) return block.at("rows").as_array();
  ADD_FAILURE() << "no table " << id;
  return {};
}

std::string text(const json::value& cell) { return std::string(cell.at("text").as_string()); }

std::vector<std::string> schools_in_order() {
  std::vector<std::string> order;
  for (const auto& row : rows("/en/need-index/680.json?year=2010", "ranked")) order.emplace_back(row.at(0).at("link").at("id").as_string());
  return order;
}

// Column of a file by its name, of each row.
struct File {
  std::map<std::string, std::size_t> columns;
  std::vector<std::vector<std::string>> rows;

  explicit File(const std::string& name) {
    const auto text = read_file(home().nation() / name).value();
    CsvCells cells(text);
    cells.next();
    for (std::size_t i = 0; i < cells.cells().size(); ++i) columns[std::string(cells.cells()[i])] = i;
    while (cells.next()) rows.emplace_back(cells.cells().begin(), cells.cells().end());
  }
  std::string at(const std::vector<std::string>& row, const std::string& column) const { return row[columns.at(column)]; }
};

// Schools of the authority that are in order of need, by the English name of the strategy, where a run falls in 2009/10.
std::map<std::string, std::set<std::string>> of_files(const std::vector<std::string>& order) {
  const File strategies("strategy/strategies.csv"), runs("strategy/runs.csv");
  std::map<std::string, std::string> names;
  for (const auto& row : strategies.rows) names[strategies.at(row, "strategy")] = strategies.at(row, "name_en");
  std::map<std::string, std::set<std::string>> schools;
  for (const auto& row : runs.rows) {
    const auto from = runs.at(row, "from"), to = runs.at(row, "to");
    if (from > "2010-08-31" || (!to.empty() && to < "2009-09-01")) continue;
    auto& found = schools[names.at(runs.at(row, "strategy"))];
    if (std::ranges::find(order, runs.at(row, "school")) != order.end()) found.insert(runs.at(row, "school"));
  }
  return schools;
}

TEST(TakeUp, FifthsOfNeedAgreeWithTheRunsOfTheFile) {
  const auto order = schools_in_order();
  const auto expected = of_files(order);
  const auto shown = rows("/en/take-up/680.json", "take-up");
  ASSERT_EQ(shown.size(), expected.size());
  ASSERT_FALSE(shown.empty());
  std::size_t taking = 0;
  for (const auto& row : shown) {
    const auto& schools = expected.at(text(row.at(0)));
    EXPECT_EQ(row.at(1).at("value").to_number<double>(), static_cast<double>(schools.size()));
    for (std::size_t k = 0; k < 5; ++k) {
      std::size_t all = 0, in = 0;
      for (std::size_t i = 0; i < order.size(); ++i)
        if (i >= k * order.size() / 5 && i < (k + 1) * order.size() / 5) ++all, in += schools.contains(order[i]);
      EXPECT_EQ(text(row.at(2 + k)), std::to_string(in) + " of " + std::to_string(all));
    }
    taking += schools.size();
  }
  EXPECT_GT(taking, 0u);
}

TEST(TakeUp, TheNeediestOutsideAreNamedAndInvited) {
  const auto order = schools_in_order();
  const auto expected = of_files(order);
  std::map<std::string, std::vector<std::string>> outside;
  for (const auto& row : rows("/en/take-up/680.json", "outside")) outside[text(row.at(1))].emplace_back(row.at(0).at("link").at("id").as_string());
  for (const auto& [strategy, schools] : expected) {
    std::vector<std::string> first;
    for (const auto& school : order)
      if (!schools.contains(school) && first.size() < 5) first.push_back(school);
    EXPECT_EQ(outside[strategy], first) << strategy;
  }
  const auto english = home().get_ready("/en/take-up/680", officer()).body, welsh = home().get_ready("/cy/cyfranogiad/680", officer()).body;
  EXPECT_THAT(english, ::testing::HasSubstr("Taking part is voluntary."));
  EXPECT_THAT(welsh, ::testing::HasSubstr("Annwyl Bennaeth,"));
}

// Places stand beside money and need (TGT-04): learners of the register, each once, in the school year of the census.
TEST(TakeUp, PlacesBesideMoneyAgreeWithTheRegister) {
  const File register_rows("strategy/participation.csv");
  std::map<std::string, std::set<std::string>> learners;
  for (const auto& row : register_rows.rows) {
    const auto from = register_rows.at(row, "from"), to = register_rows.at(row, "to");
    if (from <= "2009-08-31" && (to.empty() || to >= "2008-09-01")) learners[register_rows.at(row, "school")].insert(register_rows.at(row, "upn"));
  }
  std::size_t compared = 0;
  for (const auto& row : rows("/en/alignment/680.json?year=2009-10", "aligned")) {
    const auto& cells = row.as_array();
    ASSERT_EQ(cells.size(), 14u);
    const auto expected = learners[std::string(cells[0].at("link").at("id").as_string())].size();
    EXPECT_EQ(cells[8].at("value").to_number<double>(), static_cast<double>(expected)) << text(cells[0]);
    compared += expected > 0;
  }
  EXPECT_GT(compared, 0u);
}

// Days of advisers stand beside them: those of the file of the same school year, and each school is judged by the rule that the
// page prints: 1.5 and 0.67 times its part, at least two days and one for each 100 learners away from it.
TEST(TakeUp, Tgt04DaysOfAdvisersBesideNeedAgreeWithTheFile) {
  const File visits("advisers/2009/680.csv");
  std::map<std::string, double> days;
  for (const auto& row : visits.rows) days[visits.at(row, "school")] += std::strtod(visits.at(row, "days").c_str(), nullptr);
  const auto table = rows("/en/alignment/680.json?year=2009-10", "aligned");
  double all_days = 0, all_entitled = 0;
  const auto value = [](const json::value& cell) { return cell.at("value").to_number<double>(); };
  const auto school = [](const json::value& row) { return std::string(row.at(0).at("link").at("id").as_string()); };
  for (const auto& row : table) all_days += days[school(row)], all_entitled += value(row.at(7));
  std::map<std::string, int> words;
  for (const auto& row : table) {
    const double own = days[school(row)], part = all_days * value(row.at(7)) / all_entitled, least = std::max(200.0, value(row.at(6)));
    EXPECT_NEAR(value(row.at(10)), own, 1e-9) << school(row);
    const bool matters = std::round(100 * std::abs(own - part)) >= least;   // in hundredths of a day, to the nearest
    const std::string expected = matters && own > 1.5 * part ? "much more" : matters && own < 0.67 * part ? "much less" : "in line, or cannot be told";
    EXPECT_EQ(text(row.at(12)), expected) << school(row);
    ++words[expected];
  }
  EXPECT_GT(words["much more"], 0);
  EXPECT_GT(words["much less"], 0);
  const auto english = home().get_ready("/en/alignment/680?year=2009-10", officer()).body, welsh = home().get_ready("/cy/aliniad/680?year=2009-10", officer()).body;
  EXPECT_THAT(english, ::testing::AllOf(::testing::HasSubstr("Most under-served with adviser days"), ::testing::HasSubstr("Most over-served with places in strategies")));
  EXPECT_THAT(welsh, ::testing::HasSubstr("Yn cael llawer llai na’u rhan o ddiwrnodau cynghorwyr"));
  const auto nation = home().get_ready("/en/alignment/W92000004?year=2009-10", home().signed_in("government-statistician", "W92000004", "")).body;
  EXPECT_THAT(nation, ::testing::HasSubstr("Money, places and adviser days of each authority"));
}

TEST(TakeUp, Sec1AnOfficerOfOneAuthorityAsksNothingOfAnother) {
  EXPECT_EQ(home().get_ready("/en/take-up/681", officer()).status, 404u);
  EXPECT_EQ(home().get_ready("/en/take-up/680", home().signed_in("headteacher", home().schools().front(), "improvement")).status, 404u);
}

}  // namespace take_up_journey
}  // namespace potensial::tests
