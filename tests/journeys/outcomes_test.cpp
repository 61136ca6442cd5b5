// What plans were to reach and what became of it, as the school, its adviser and its authority see it (PLN-07).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "journeys/submission_steps.hpp"
#include "store/need_analysis_store.hpp"
#include "store/outcome_comment_store.hpp"

namespace potensial::tests {
namespace outcome_journey {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string school() { return home().schools().at(home().schools().size() / 2); }
std::string other_school() { return home().schools().front(); }

struct People {
  std::string head = home().signed_in("headteacher", school(), "improvement");
  std::string officer = home().signed_in("authority-grants-officer", school().substr(0, 3), "");
};

// One table of a page, by id.
json::object table_of(const std::string& page, const std::string& id) {
  const auto parsed = json::parse(page);
  for (const auto& block : parsed.at("blocks").as_array())
    if (block.at("kind") == "table" && block.at("id").as_string() == id) return block.as_object();
  throw std::runtime_error("no table " + id);
}

std::string text_of(const json::value& cell) { return std::string(cell.at("text").as_string()); }

// What the figure page behind a cell counts: reached, of all.
std::pair<double, double> counted_behind(const json::value& cell, const std::string& cookies) {
  const auto& link = cell.at("link");
  std::string address = "/en/figure/" + std::string(link.at("id").as_string()) + ".json";
  char sign = '?';
  for (const auto& [name, value] : link.at("query").as_object()) {
    address += sign + std::string(name) + "=" + form_encoded(std::string(value.as_string()));
    sign = '&';
  }
  const auto counts = table_of(home().get_page(address, cookies).body, "counts");
  const auto& row = counts.at("rows").as_array().back();
  std::pair<double, double> counted;
  for (std::size_t at = 0; at < counts.at("columns").as_array().size(); ++at) {
    const auto heading = counts.at("columns").as_array()[at].as_string();
    if (heading == "Numerator") counted.first = row.at(at).at("value").to_number<double>();
    if (heading == "Denominator") counted.second = row.at(at).at("value").to_number<double>();
  }
  return counted;
}

// The school's need as it is today, and two figures of our own: a baseline that anything surpasses, and a group of nobody.
struct Need {
  NeedFigure high, low, nobody;
};

NeedFigure figure(const std::string& group, const std::string& indicator, double value) {
  return {.group = group, .group_name = {group, group}, .indicator = indicator, .indicator_name = {indicator, indicator}, .learners = 40, .value = value, .unit = Unit::percent, .year = {2009}};
}

Need need_of_school(const People& people) {
  EXPECT_EQ(home().post("/en/freeze-need/" + school(), "", people.head).status, 303u);
  const auto today = store::need_analyses_of(home().ledger(), school()).front();
  std::vector<std::string> indicators;
  for (const auto& each : today.figures)
    if (each.group == "all" && each.unit == Unit::percent && each.value < 95 && each.value > 5) indicators.push_back(each.indicator);
  if (indicators.size() < 2) throw std::runtime_error("no two figures to plan for");
  const Need need{figure("all", indicators[0], 99.0), figure("all", indicators[1], 1.0), figure("sex:M,sex:F", indicators[0], 50.0)};
  store::Transaction transaction(home().ledger());
  store::add_need_analysis(home().ledger(), {.organisation = school(), .figures = {need.high, need.low, need.nobody}, .actor = "Somebody", .at = home().now});
  transaction.commit();
  return need;
}

FormValues priority(const std::string& number, const NeedFigure& of, const std::string& target, const std::string& day) {
  return {{"priority-number", number}, {"plan-priority", "Priority " + number}, {"plan-outcomes/1/plan-group", of.group}, {"plan-outcomes/1/plan-indicator", of.indicator},
          {"plan-outcomes/1/plan-target", target}, {"plan-outcomes/1/plan-date", day}};
}

std::string submitted_plan(const People& people, const std::string& year, const Need& need) {
  const SubmissionAsked plan{home(), "plan", begun(home().post("/en/begin-plan/" + school(), "year=" + year, people.head))};
  int number = 0;
  for (const auto& values : {priority("1", need.high, "99.5", "2010-08-31"), priority("2", need.low, "2.0", "2010-08-31"), priority("3", need.low, "2.5", "2011-07-20"),
                             priority("4", need.nobody, "60", "2010-08-31"), priority("5", need.low, "2.0", "1999-08-31")}) {
    EXPECT_EQ(plan.save("plan-priorities/new", values, people.head).status, 303u) << ++number;
  }
  // Handed on as it stands: money and activities are another journey's.
  const auto version = store::newest_version(home().ledger(), plan.id)->place;
  store::Transaction transaction(home().ledger());
  const auto deeds = store::deeds_of(home().ledger(), plan.id);
  EXPECT_TRUE(store::add_deed(home().ledger(), plan.id, {.place = static_cast<std::int64_t>(deeds.size()), .name = "submit", .person = "1", .actor = "Somebody", .state = "submitted",
                                                         .version = version, .said = {}, .at = home().now}));
  transaction.commit();
  return plan.id;
}

struct Planned {
  People people;
  Need need = need_of_school(people);
  std::string id = submitted_plan(people, "2009-10", need);
};

const Planned& planned() {
  static const Planned one;
  return one;
}

json::array rows_of(const std::string& id) {
  const auto page = home().get_page("/en/outcomes/" + school() + ".json", planned().people.head);
  EXPECT_EQ(page.status, 200u);
  return table_of(page.body, "outcomes-" + id).at("rows").as_array();
}

TEST(Outcomes, SayWhetherTheyAreMetByTheResultsOfTheirYear) {
  const auto rows = rows_of(planned().id);
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(text_of(rows[0].at(1)), "not met");
  EXPECT_EQ(text_of(rows[1].at(1)), "met");
  EXPECT_EQ(text_of(rows[2].at(1)), "no results of that year yet");
  EXPECT_EQ(text_of(rows[3].at(1)), "too few learners to say");
  EXPECT_EQ(text_of(rows[4].at(1)), "that year lies before those that are shown here");
  for (const auto place : {0, 1}) {
    const auto [reached, all] = counted_behind(rows[static_cast<std::size_t>(place)].at(2), planned().people.head);
    ASSERT_GT(all, 0);
    EXPECT_NEAR(rows[static_cast<std::size_t>(place)].at(2).at("value").to_number<double>(), 100 * reached / all, 0.05) << "beside what the figure counts";
  }
  EXPECT_FALSE(rows[3].at(2).as_object().contains("value")) << "a group of nobody has no figure";
}

TEST(Outcomes, StandOnThePlanWithTheSentenceThatMetIsNoEffect) {
  const auto page = home().get_page("/en/plan/" + planned().id, planned().people.officer).body;
  EXPECT_THAT(page, HasSubstr("Of 2 outcomes with results, 1 is met."));
  EXPECT_THAT(page, HasSubstr("not that the plan brought it about"));
  const auto welsh = home().get_page("/cy/deilliannau/" + school(), planned().people.head).body;
  EXPECT_THAT(welsh, HasSubstr("wedi’i gyrraedd"));
  EXPECT_THAT(welsh, HasSubstr("nid mai’r cynllun a achosodd hynny"));
}

TEST(Outcomes, OfADraftAreNotFollowed) {
  const SubmissionAsked draft{home(), "plan", begun(home().post("/en/begin-plan/" + school(), "year=2010-11", planned().people.head))};
  EXPECT_EQ(draft.save("plan-priorities/new", priority("1", planned().need.low, "2.0", "2010-08-31"), planned().people.head).status, 303u);
  EXPECT_THAT(home().get_page("/en/outcomes/" + school(), planned().people.head).body, Not(HasSubstr("plan-" + draft.id)));
  EXPECT_EQ(draft.step("withdraw", {{"reason", "Only to see."}}, planned().people.head).status, 303u);
}

TEST(Outcomes, TheSchoolAddsItsCommentWhichStaysAsItIs) {
  const auto key = "all/" + planned().need.high.indicator + "/2010-08-31";
  const auto body = [&](const std::string& words) { return form_body({{"outcome", key}, {"words", words}}); };
  EXPECT_EQ(home().post("/en/comment-on-outcome/" + planned().id, body("Two left in May."), planned().people.head).status, 303u);
  EXPECT_EQ(home().post("/en/comment-on-outcome/" + planned().id, body("Checked again in June."), planned().people.head).status, 303u);
  const auto page = home().get_page("/en/outcomes/" + school(), planned().people.officer).body;
  EXPECT_THAT(page, HasSubstr("Two left in May."));
  EXPECT_THAT(page, HasSubstr("Checked again in June."));
  EXPECT_EQ(home().post("/en/comment-on-outcome/" + planned().id, body("Not mine."), planned().people.officer).status, 404u) << "the school's comment";
  EXPECT_EQ(home().post("/en/comment-on-outcome/" + planned().id, form_body({{"outcome", "all/other/2010-08-31"}, {"words", "x"}}), planned().people.head).status, 422u);
  EXPECT_EQ(store::outcome_comments(home().ledger(), planned().id).size(), 2u);
}

TEST(Outcomes, OfAnAuthorityAreCountedBySchool) {
  const auto page = home().get_page("/en/outcomes/" + school().substr(0, 3) + ".json", planned().people.officer);
  ASSERT_EQ(page.status, 200u);
  std::vector<double> counts;
  const auto schools = table_of(page.body, "schools");
  for (const auto& row : schools.at("rows").as_array())
    if (row.at(0).as_object().contains("link") && row.at(0).at("link").at("id").as_string() == school())
      for (const auto at : {1, 2, 3, 4}) counts.push_back(row.at(static_cast<std::size_t>(at)).at("value").to_number<double>());
  EXPECT_EQ(counts, (std::vector<double>{1, 1, 1, 2}));
  EXPECT_EQ(home().get_page("/en/outcomes/" + school(), home().signed_in("headteacher", other_school(), "improvement")).status, 404u);
}

}  // namespace outcome_journey
}  // namespace potensial::tests
