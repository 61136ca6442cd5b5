// Need against what is given for groups of learners (TGT-04): places against the register and the census as their files tell them,
// money against the lines of a plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <set>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "journeys/submission_steps.hpp"

namespace potensial::tests {
namespace group_alignment_journey {

namespace json = boost::json;
using ::testing::HasSubstr;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }

json::object row_of(const std::string& group) {
  const auto answer = home().get_ready("/en/group-alignment/680.json", officer());
  EXPECT_EQ(answer.status, 200u) << answer.body.substr(0, 400);
  const auto page = json::parse(answer.body);
  for (const auto& block : page.at("blocks").as_array())
    if (block.at("kind").as_string() == "table" && block.at("id").as_string() == "groups")
      for (const auto& row : block.at("rows").as_array())
        if (row.at(0).at("text").as_string() == group) return {{"cells", row}};
  throw std::runtime_error("no group " + group);
}

double number(const json::object& row, std::size_t column) { return row.at("cells").at(column).at("value").to_number<double>(); }

std::set<std::string> on_register_at(const std::string& authority) {
  const auto text = read_file(home().nation() / "strategy/participation.csv").value();
  CsvCells cells(text);
  cells.next();
  std::set<std::string> learners;
  while (cells.next()) {
    const auto row = cells.cells();   // run, upn, school, sessions, fidelity, from, to
    if (row[2].starts_with(authority) && row[5] <= "2010-08-31" && (row[6].empty() || row[6] >= "2009-09-01")) learners.insert(std::string(row[1]));
  }
  return learners;
}

// A few learners of the register have left Years 1 to 11 or the authority by the census.
TEST(GroupAlignment, Tgt04PlacesOfAllLearnersAreThoseOfTheRegister) {
  const auto all = row_of("all learners");
  const auto expected = double(on_register_at("680").size());
  ASSERT_GT(expected, 20);
  EXPECT_NEAR(number(all, 7), expected, 0.05 * expected);
  EXPECT_NEAR(number(all, 8), 100 * number(all, 7) / number(all, 3), 1e-6);
}

TEST(GroupAlignment, Tgt04ALineOfAPlanThatNamesAGroupCountsAtThatGroup) {
  const auto before = number(row_of("entitled to free school meals"), 6), others = number(row_of("all learners"), 6);
  const json::object outcome{{"plan-group", "fsm:yes"}, {"plan-indicator", "ks2-points"}, {"plan-baseline", "20"}, {"plan-target", "22"}, {"plan-date", "2011-07-20"}};
  const json::object priority{{"priority-number", "7"}, {"plan-priority", "Points"}, {"plan-outcomes", json::array{outcome}}};
  const json::object served{{"activity", "Small groups"}, {"activity-priority", "7"}, {"activity-cost", "123456"}}, other{{"activity", "Courses"}, {"activity-cost", "999"}};
  const auto answers = json::serialize(json::object{{"plan-priorities", json::array{priority}}, {"activities", json::array{served, other}}});
  auto& ledger = home().ledger();
  store::Transaction transaction(ledger);
  const auto id = store::add_submission(ledger, {.form = "school-spending-plan", .form_version = 1, .stages = "school-spending-plan", .stages_version = 1, .organisation = home().schools().at(2),
                                                 .about = "2010-11", .at = home().now});
  EXPECT_TRUE(store::add_version(ledger, id, {.place = 0, .answers = answers, .person = "1", .actor = "Somebody", .at = home().now}));
  EXPECT_TRUE(store::add_deed(ledger, id, {.place = 0, .name = "submit", .person = "1", .actor = "Somebody", .state = "submitted", .version = 1, .said = {}, .at = home().now}));
  transaction.commit();
  EXPECT_NEAR(number(row_of("entitled to free school meals"), 6) - before, 123456, 1e-6);
  EXPECT_NEAR(number(row_of("all learners"), 6), others, 1e-6) << "it names another group";
  store::Transaction again(ledger);
  EXPECT_TRUE(store::add_deed(ledger, id, {.place = 1, .name = "withdraw", .person = "1", .actor = "Somebody", .state = "withdrawn", .version = 1, .said = {}, .at = home().now}));
  again.commit();
  EXPECT_NEAR(number(row_of("entitled to free school meals"), 6), before, 1e-6);
}

TEST(GroupAlignment, BothLanguagesNameTheGroups) {
  EXPECT_THAT(home().get_ready("/en/group-alignment/680", officer()).body, HasSubstr("Groups most under-served with places"));
  EXPECT_THAT(home().get_ready("/cy/aliniad-grwpiau/680", officer()).body, HasSubstr("Grwpiau sy’n cael llawer llai na’u rhan o leoedd"));
  EXPECT_EQ(home().get_ready("/en/group-alignment/681", officer()).status, 404u);
}

}  // namespace group_alignment_journey
}  // namespace potensial::tests
