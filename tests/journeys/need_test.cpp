// The need of schools as people see it: the order of the need index against counts that another page tells, what other
// weights change, and that nobody sees it beyond their own place (TGT-01).
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "journeys/site_home.hpp"
#include "store/organisations_store.hpp"

namespace potensial::tests {
namespace need_journey {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }

json::value page(const std::string& address, const std::string& cookies) {
  const auto answer = home().get_ready(address, cookies);
  EXPECT_EQ(answer.status, 200u) << address << answer.body.substr(0, 500);
  return json::parse(answer.body);
}

void find_table(const json::array& blocks, std::string_view id, const json::object*& found) {
  for (const auto& block : blocks) {
    const auto& each = block.as_object();
    if (each.at("kind").as_string() == "table" && each.at("id").as_string() == id) found = &each;
    if (const auto* inner = each.if_contains("blocks")) find_table(inner->as_array(), id, found);
  }
}

const json::array& rows(const json::value& page, std::string_view id) {
  const json::object* found = nullptr;
  find_table(page.at("blocks").as_array(), id, found);
  if (!found) throw std::runtime_error("no table " + std::string(id));
  return found->at("rows").as_array();
}

const json::array& columns_of(const json::value& page, std::string_view id) {
  const json::object* found = nullptr;
  find_table(page.at("blocks").as_array(), id, found);
  return found->at("columns").as_array();
}

std::size_t place_of(const json::array& columns, std::string_view title) {
  for (std::size_t at = 0; at < columns.size(); ++at)
    if (columns[at].is_string() ? columns[at].as_string() == title : columns[at].at("text").as_string() == title) return at;
  throw std::runtime_error("no column " + std::string(title));
}

double number(const json::value& cell) { return cell.at("value").to_number<double>(); }
std::string school_of(const json::value& row) { return std::string(row.at(0).at("link").at("id").as_string()); }

struct Entitled {
  double learners = 0, entitled = 0;

  double share() const { return entitled / learners; }
};

// As the pages of delegation tell it, of three years together.
std::map<std::string, Entitled> of_three_years() {
  std::map<std::string, Entitled> sums;
  for (const auto* year : {"2008-09", "2009-10", "2010-11"}) {
    const auto shown = page("/en/allocation/680.json?total=1000&year=" + std::string(year), officer());
    const auto& columns = columns_of(shown, "schools");
    const auto learners = place_of(columns, "Learners"), entitled = place_of(columns, "Entitled to free meals");
    for (const auto& row : rows(shown, "schools")) {
      if (!row.at(0).as_object().contains("link") || row.at(0).at("link").is_null()) continue;
      sums[school_of(row)].learners += number(row.at(learners));
      sums[school_of(row)].entitled += number(row.at(entitled));
    }
  }
  return sums;
}

TEST(Need, ByFreeMealsAloneSchoolsOfAPhaseStandInTheOrderOfTheirSharesInThreeYears) {
  const auto shown = page("/en/need-index/680.json?year=2010&weight.fsm=1", officer());
  const auto counted = of_three_years();
  std::map<std::string, std::string> phases;
  for (const auto& each : store::organisations(home().ledger())) phases[each.id] = each.phase;
  const auto& ranked = rows(shown, "ranked");
  std::size_t compared = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i)
    for (std::size_t j = i + 1; j < ranked.size(); ++j) {
      const auto one = school_of(ranked[i]), other = school_of(ranked[j]);
      EXPECT_GE(number(ranked[i].at(1)), number(ranked[j].at(1)));
      if (phases.at(one) != phases.at(other)) continue;
      EXPECT_GE(counted.at(one).share(), counted.at(other).share()) << one << " before " << other;
      ++compared;
    }
  EXPECT_GT(compared, 20u);
}

TEST(Need, SaysWhichYearsAreCounted) {
  EXPECT_THAT(home().get_ready("/en/need-index/680?year=2010", officer()).body, HasSubstr("the school years 2007/08 to 2009/10 are counted together"));
  EXPECT_THAT(home().get_ready("/cy/mynegai-angen/680?year=2010", officer()).body, HasSubstr("blynyddoedd ysgol 2007/08 i 2009/10"));
  EXPECT_THAT(home().get_ready("/en/need-index/680?year=2006", officer()).body, HasSubstr("Counted are the census of 2005/06"));
}

TEST(Need, OtherWeightsStandBesideThePublishedPlaces) {
  const auto usual = home().get_ready("/en/need-index/680", officer()).body;
  EXPECT_THAT(usual, AllOf(HasSubstr("By the published weights, version 2"), Not(HasSubstr("Place by published weights"))));
  const auto moved = home().get_ready("/en/need-index/680?weight.fsm=1&weight.below-expected=1", officer()).body;
  EXPECT_THAT(moved, AllOf(HasSubstr("With the weights typed here"), HasSubstr("Place by published weights")));
  // Twice the published weights are the published weights.
  EXPECT_THAT(home().get_ready("/en/need-index/680?weight.fsm=60&weight.looked-after=20&weight.eal=30&weight.sen-any=30&weight.below-expected=60", officer()).body,
              HasSubstr("By the published weights, version 2"));
  EXPECT_THAT(home().get_ready("/cy/mynegai-angen/680?weight.fsm=1", officer()).body, HasSubstr("Gyda’r pwysiadau a deipiwyd yma"));
}

TEST(Need, AWrongWeightIsSaidAtItsField) {
  EXPECT_THAT(home().get_ready("/en/need-index/680?weight.eal=much", officer()).body,
              AllOf(HasSubstr("“much” is no weight"), HasSubstr("weights-weight-eal-fault"), Not(HasSubstr("Schools in order of need"))));
  EXPECT_THAT(home().get_ready("/cy/mynegai-angen/680?weight.eal=0", officer()).body, HasSubstr("0 yw pob pwysiad"));
  EXPECT_THAT(home().get_ready("/en/need-index/680?year=1981", officer()).body, HasSubstr("No census is loaded"));
}

TEST(Need, EveryWeightNamesThePlacesThatDependOnIt) {
  const auto shown = page("/en/need-index/680.json?year=2010", officer());
  std::size_t counted = 0;
  for (const auto& row : rows(shown, "depends")) counted += static_cast<std::size_t>(number(row.at(1)));
  const auto& dependent = rows(shown, "dependent");
  EXPECT_EQ(dependent.size(), counted);
  EXPECT_GT(counted, 0u);
  const auto quarter = (rows(shown, "ranked").size() + 3) / 4;
  for (const auto& row : dependent) {
    const auto now = number(row.at(2));
    const auto matters = [&](const json::value& cell) {
      const auto then = number(cell);
      return std::abs(now - then) >= 5 || (now <= static_cast<double>(quarter)) != (then <= static_cast<double>(quarter));
    };
    EXPECT_TRUE(matters(row.at(3)) || matters(row.at(4))) << school_of(row);
  }
}

TEST(Need, GroupsOfTheSameLearnersAreCounted) {
  const auto shown = page("/en/need-index/680.json?year=2010", officer());
  const auto& schools = rows(shown, "ranked");
  double learners = 0;
  for (const auto& row : schools) learners += number(row.as_array().back());
  double all = 0;
  for (const auto& row : rows(shown, "groups"))
    if (row.at(0).at("text").as_string() == "all learners") all = number(row.at(3));
  EXPECT_EQ(all, learners);
  for (const auto& row : rows(shown, "groups")) EXPECT_GE(number(row.at(3)), 30);
}

// Each school's part of the money is its learners times its index, in proportion; to the penny in sum.
TEST(Need, MoneyFollowsTheIndexWhereTheFormulaSaysSo) {
  std::map<std::string, double> index;
  const auto need = page("/en/need-index/680.json?year=2010", officer());
  for (const auto& row : rows(need, "ranked")) index[school_of(row)] = number(row.at(1));
  const auto shown = page("/en/allocation/680.json?year=2010-11&total=1000000.01&learners=0&lump=0&need=0&index=1", officer());
  const auto& schools = rows(shown, "schools");
  const auto& columns = columns_of(shown, "schools");
  const auto learners_at = place_of(columns, "Learners"), points_at = place_of(columns, "Need points"), amount_at = place_of(columns, "This option");
  const auto all = number(schools.back().at(points_at));
  double sum = 0;
  std::size_t compared = 0;
  for (std::size_t i = 0; i + 1 < schools.size(); ++i) {
    const auto& row = schools[i];
    const auto points = number(row.at(points_at)), amount = number(row.at(amount_at));
    EXPECT_LE(std::abs(points - number(row.at(learners_at)) * index.at(school_of(row)) / 100), 0.5 + 1e-6);
    EXPECT_LT(std::abs(amount - 100000001 * points / all), 1) << school_of(row);
    sum += amount;
    ++compared;
  }
  EXPECT_EQ(sum, 100000001);
  EXPECT_GT(compared, 10u);
  EXPECT_EQ(rows(shown, "follows-index").size(), 4u);
  EXPECT_NEAR(number(rows(shown, "follows-index")[3].as_array().back()), 0, 0.001);  // nothing misplaced: it was shared by need
}

TEST(Need, Sec1AnOfficerOfOneAuthorityAsksNothingOfAnother) {
  EXPECT_EQ(home().get_ready("/en/need-index/681", officer()).status, 404u);
  EXPECT_EQ(home().get_ready("/en/need-index/W92000004", officer()).status, 404u);
  const auto statistician = home().signed_in("government-statistician", "W92000004", "");
  EXPECT_THAT(home().get_ready("/en/need-index/W92000004", statistician).body, HasSubstr("Authorities in order of need"));
}

}  // namespace need_journey
}  // namespace potensial::tests
