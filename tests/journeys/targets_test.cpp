// Targets of a school and the support of its authority: written by both, signed by both, followed to their date (PLN-08).
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/submission_steps.hpp"

namespace potensial::tests {
namespace target_journey {

using ::testing::HasSubstr;

SiteHome& home() { return SiteHome::get(); }
std::string school() { return home().schools().at(home().schools().size() / 3); }

struct People {
  std::string head = home().signed_in("headteacher", school(), "improvement");
  std::string adviser = home().signed_in("school-adviser", school(), "improvement");
  std::string officer = home().signed_in("authority-grants-officer", school().substr(0, 3), "");
};

SubmissionAsked begun_targets(const People& people, const std::string& year) {
  const auto reply = home().post("/en/begin-targets/" + school(), "year=" + year, people.adviser);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  return {home(), "targets", begun(reply)};
}

void fill(const SubmissionAsked& targets, const People& people) {
  EXPECT_EQ(home().post("/en/freeze-need/" + school(), "of=" + targets.id, people.head).status, 303u);
  const auto analysis = store::need_analyses_of(home().ledger(), school()).front();
  EXPECT_EQ(targets.save("need", {{"need-analysis", analysis.id}, {"strengths", "Reading."}, {"to-improve", "Writing of boys."}}, people.head).status, 303u);
  const auto low = std::ranges::find_if(analysis.figures, [](const NeedFigure& each) { return each.unit == Unit::percent && each.value < 90; });
  ASSERT_NE(low, analysis.figures.end());
  EXPECT_EQ(targets.save("targets/new", {{"target-name", "More of them"}, {"target-group", low->group}, {"target-indicator", low->indicator}, {"target-value", "99.9"}, {"target-date", "2011-08-31"}},
                         people.head).status, 303u);
  EXPECT_EQ(targets.save("supports/new", {{"support-what", "Two days a term beside teachers"}, {"support-who", "Adviser for literacy"}, {"support-days", "6"}, {"support-by", "2011-03-31"},
                                          {"support-shown", "Books of ten learners."}}, people.adviser).status, 303u) << "the adviser writes what the authority does";
}

TEST(Targets, AreWrittenAndSignedByTwoPeopleAndFollowed) {
  const People people;
  const auto targets = begun_targets(people, "2010-11");
  fill(targets, people);
  EXPECT_EQ(home().get_page("/en/targets/" + targets.id, people.officer).status, 404u) << "a draft is for those who write it";
  ASSERT_EQ(targets.step("submit", {}, people.head).status, 303u);
  EXPECT_EQ(targets.step("sign-authority", {}, people.adviser).status, 422u) << "the school has not signed";
  EXPECT_EQ(targets.step("sign-school", {}, people.adviser).status, 403u) << "the school signs for itself";
  ASSERT_EQ(targets.step("sign-school", {}, people.head).status, 303u);
  ASSERT_EQ(targets.step("sign-authority", {}, people.adviser).status, 303u);
  EXPECT_EQ(targets.state(), "agreed");
  const auto page = home().get_page("/en/targets/" + targets.id, people.officer).body;
  EXPECT_THAT(page, HasSubstr("Sign for the school"));
  EXPECT_THAT(page, HasSubstr("Sign for the authority"));
  EXPECT_THAT(page, HasSubstr("no results of that year yet"));
  EXPECT_THAT(home().get_page("/cy/deilliannau/" + school(), people.head).body, HasSubstr("More of them"));
  ASSERT_EQ(targets.step("change", {{"reason", "A new class came."}}, people.adviser).status, 303u);
  EXPECT_EQ(targets.state(), "draft") << "what is changed is signed by both again";
  EXPECT_EQ(targets.step("sign-authority", {}, people.adviser).status, 422u);
}

TEST(Targets, WithoutTheSchoolsEvaluationCannotBeProposed) {
  const People people;
  const auto targets = begun_targets(people, "2009-10");
  const auto refused = targets.step("submit", {}, people.adviser);
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, HasSubstr("What the school does well, by its own evaluation"));
}

}  // namespace target_journey
}  // namespace potensial::tests
