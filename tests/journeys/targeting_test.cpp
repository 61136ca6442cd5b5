// Targeting decisions as people meet them (TGT-02): a criterion is published, waits for its day, is applied as the need index
// page orders the schools, and is changed by hand with a reason; schools read it.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "base/sha256.hpp"
#include "journeys/site_home.hpp"
#include "store/audit_log.hpp"
#include "store/targeting_store.hpp"

namespace potensial::tests {
namespace targeting_journey {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
namespace json = boost::json;

SiteHome& home() { return SiteHome::get(); }
std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }

Targeting newest() { return store::targetings(home().ledger(), "680").front(); }

// Gives its id.
std::string published(const std::string& cookies, const std::string& more) {
  const auto answer = home().post("/en/publish-targeting/680", "page=targetings%2F680&name=Reading+support&reason=Two+teachers+are+there+for+it&" + more, cookies);
  EXPECT_EQ(answer.status, 303u) << answer.body.substr(0, 2000);
  return std::to_string(newest().id);
}

struct Ranked {
  std::string school;
  double index = 0;
  int place = 0;
};

std::vector<Ranked> order_of_need() {
  const auto shown = json::parse(home().get_ready("/en/need-index/680.json?year=2010", officer()).body);
  std::vector<Ranked> order;
  for (const auto& block : shown.at("blocks").as_array()) {
    if (block.at("kind").as_string() != "table" || block.at("id").as_string() != "ranked") continue;
    for (const auto& row : block.at("rows").as_array())
      order.push_back({std::string(row.at(0).at("link").at("id").as_string()), row.at(1).at("value").to_number<double>(), static_cast<int>(row.at(2).at("value").to_number<double>())});
  }
  return order;
}

TEST(Targeting, ACriterionWaitsForItsDay) {
  const auto cookies = officer();
  const auto id = published(cookies, "most=3&least=&day=2010-12-01");
  const auto early = home().post("/en/apply-targeting/" + id, "page=targeting%2F" + id, cookies);
  EXPECT_THAT(early.body, AllOf(HasSubstr("so that schools can read it first"), HasSubstr("2010-12-01")));
  EXPECT_FALSE(newest().is_applied());
  EXPECT_THAT(home().post("/en/change-targeting/" + id, "page=targeting%2F" + id + "&school=6802801&change=added&reason=Because", cookies).body, HasSubstr("has not been applied"));
}

TEST(Targeting, TheNeediestSchoolsAreChosenAndFrozen) {
  const auto cookies = officer();
  const auto order = order_of_need();
  ASSERT_GT(order.size(), 6u);
  const auto id = published(cookies, "most=4&least=&day=2010-11-22");
  EXPECT_EQ(home().post("/en/apply-targeting/" + id, "page=targeting%2F" + id, cookies).status, 303u);
  const auto found = newest();
  ASSERT_TRUE(found.is_applied());
  ASSERT_EQ(found.schools.size(), order.size());
  std::string text = "school-need 2 2010 4 -\n";
  for (const auto& each : found.schools) {
    const auto shown = std::ranges::find(order, each.school, &Ranked::school);
    ASSERT_NE(shown, order.end());
    EXPECT_EQ(each.place, shown->place);
    EXPECT_NEAR(static_cast<double>(each.index) / 10'000, shown->index, 1e-9);
    EXPECT_EQ(each.chosen, shown->place <= 4);
    text += each.school + " " + std::to_string(each.index) + " " + std::to_string(each.place) + (each.chosen ? " 1\n" : " 0\n");
  }
  EXPECT_EQ(found.hash, sha256(text));
  EXPECT_THAT(home().post("/en/apply-targeting/" + id, "page=targeting%2F" + id, cookies).body, HasSubstr("has applied this criterion already"));
}

TEST(Targeting, AChangeByHandNeedsAReasonAndCarriesTheName) {
  const auto cookies = officer();
  const auto id = published(cookies, "most=2&least=&day=2010-11-22");
  ASSERT_EQ(home().post("/en/apply-targeting/" + id, "page=targeting%2F" + id, cookies).status, 303u);
  const auto order = order_of_need();
  const auto first = order.front().school, last = order.back().school, change = "/en/change-targeting/" + id, here = "page=targeting%2F" + id;
  EXPECT_NE(home().post(change, here + "&school=" + last + "&change=added&reason=", cookies).status, 303u);
  EXPECT_THAT(home().post(change, here + "&school=" + first + "&change=added&reason=Because", cookies).body, HasSubstr("is in already"));
  EXPECT_THAT(home().post(change, here + "&school=" + last + "&change=taken-out&reason=Because", cookies).body, HasSubstr("is not in"));
  EXPECT_THAT(home().post(change, here + "&school=6812001&change=added&reason=Because", cookies).body, HasSubstr("is not among the schools"));
  EXPECT_TRUE(newest().changes.empty());
  ASSERT_EQ(home().post(change, here + "&school=" + last + "&change=added&reason=It+takes+the+learners+of+a+school+that+closes", cookies).status, 303u);
  ASSERT_EQ(home().post(change, here + "&school=" + first + "&change=taken-out&reason=It+has+its+own+teacher", cookies).status, 303u);
  const auto found = newest();
  ASSERT_EQ(found.changes.size(), 2u);
  EXPECT_FALSE(found.changes.front().actor.empty());
  for (const auto& each : found.schools) EXPECT_EQ(found.holds(each), each.school == last || each.school == order[1].school) << each.school;
  EXPECT_THAT(home().get_ready("/en/targeting/" + id, cookies).body,
              AllOf(HasSubstr("It takes the learners of a school that closes"), HasSubstr("It has its own teacher"), HasSubstr("There were 2 changes by hand"), HasSubstr(found.hash)));
  EXPECT_THAT(home().get_ready("/cy/penderfyniad-targedu/" + id, cookies).body, HasSubstr("Newidiadau â llaw: 2"));
}

TEST(Targeting, SchoolsReadTheCriterionAndOfTheListTheirOwnPlace) {
  const auto cookies = officer();
  const auto id = published(cookies, "most=&least=50&day=2010-11-22");
  ASSERT_EQ(home().post("/en/apply-targeting/" + id, "page=targeting%2F" + id, cookies).status, 303u);
  const auto found = newest();
  for (const auto& each : found.schools) EXPECT_EQ(each.chosen, each.index >= 500'000);
  const auto own = found.schools.front().school, other = found.schools.back().school;
  const auto head = home().signed_in("headteacher", own, "improvement");
  EXPECT_THAT(home().get_ready("/en/targetings/680", head).body, AllOf(HasSubstr("Every school whose need index of"), Not(HasSubstr("Publish a criterion"))));
  const auto shown = json::parse(home().get_ready("/en/targeting/" + id + ".json", head).body);
  std::vector<std::string> seen;
  for (const auto& block : shown.at("blocks").as_array())
    if (block.at("kind").as_string() == "table" && block.at("id").as_string() == "targeted")
      for (const auto& row : block.at("rows").as_array()) seen.emplace_back(row.at(0).at("link").at("id").as_string());
  EXPECT_EQ(seen, std::vector<std::string>{own});
  EXPECT_EQ(home().post("/en/apply-targeting/" + id, "", head).status, 404u);
  EXPECT_EQ(home().get_ready("/en/targeting/" + id, "").status, home().get_ready("/en/school/" + own, "").status);
}

TEST(Targeting, SaysWhatIsWrongWithACriterion) {
  const auto cookies = officer();
  const auto said = [&](const std::string& more) { return home().post("/en/publish-targeting/680", "page=targetings%2F680&name=Reading&reason=Because&" + more, cookies).body; };
  EXPECT_THAT(said("most=&least=&day=2010-12-01"), HasSubstr("one of the two"));
  EXPECT_THAT(said("most=3&least=50&day=2010-12-01"), HasSubstr("one of the two"));
  EXPECT_THAT(said("most=0&least=&day=2010-12-01"), HasSubstr("is not a whole number from 1 to"));
  EXPECT_THAT(said("most=&least=101&day=2010-12-01"), HasSubstr("is not a whole number from 0 to 100"));
  EXPECT_THAT(said("most=3&least=&day=2010-11-21"), HasSubstr("Choose today or a later day"));
  EXPECT_EQ(home().post("/en/publish-targeting/681", "name=A&reason=A&most=3&least=&day=2010-12-01", cookies).status, 404u);
}

}  // namespace targeting_journey
}  // namespace potensial::tests
