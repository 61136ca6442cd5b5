// Comments beside the steps of a bid: about one question or the whole, kept as they were said, answered and closed, and blind
// between assessors until both have signed (pages.md, P14 to P17; FND-12).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/bid_steps.hpp"
#include "store/comment_store.hpp"

namespace potensial::tests {
namespace comment_journey {

using namespace bid_steps;
using ::testing::HasSubstr;
using ::testing::Not;

app::HttpResponse comment(const std::string& id, Values values, const std::string& cookies, const std::string& noun = "bid") {
  values.emplace_back("page", noun + "/" + id);
  return home().post("/en/add-comment/" + id, form_body(values), cookies);
}

std::string page_of(const std::string& id, const std::string& cookies) { return home().get_page("/en/bid/" + id, cookies).body; }

TEST(Comments, StandBesideTheirQuestionAndAreAnsweredAndClosed) {
  const People people;
  const auto id = drafted_bid(people.officer, "bsf-2006-07");
  ASSERT_EQ(step(id, "submit", {}, people.officer).status, 303u);
  EXPECT_EQ(comment(id, {{"words", "x"}}, home().signed_in("authority-grants-officer", "679", "")).status, 404u);
  EXPECT_EQ(comment(id, {{"words", "x"}}, home().signed_in("headteacher", home().schools().front(), "improvement")).status, 404u);
  EXPECT_THAT(comment(id, {{"words", "x"}, {"on", "lines/7/purpose"}}, people.first).body, HasSubstr("This form does not ask that question"));
  ASSERT_EQ(comment(id, {{"words", "Whose reading, and how far?"}, {"on", "lines/1/purpose"}}, people.first).status, 303u);
  ASSERT_EQ(comment(id, {{"words", "Thank you for the whole."}}, people.first).status, 303u);
  const auto seen = page_of(id, people.officer);
  EXPECT_THAT(seen, HasSubstr("Line 1: Purpose"));
  EXPECT_THAT(seen, HasSubstr("Whose reading, and how far?"));
  EXPECT_THAT(home().get_page("/cy/cais/" + id, people.officer).body, HasSubstr("Llinell 1: Diben"));
  EXPECT_THAT(comment(id, {{"words", "x"}, {"answers", "3"}}, people.officer).body, HasSubstr("There is no comment of that number"));
  EXPECT_THAT(comment(id, {{"words", "x"}, {"closes", "yes"}}, people.officer).body, HasSubstr("cannot close one"));
  ASSERT_EQ(comment(id, {{"words", "Those of the group, as the line says."}, {"answers", "1"}, {"closes", "yes"}}, people.officer).status, 303u);
  EXPECT_THAT(page_of(id, people.first), HasSubstr("Answer that closes it"));
  const auto kept = store::comments_of(ledger(), id);
  ASSERT_EQ(kept.size(), 3u);
  EXPECT_EQ(kept[2].on, "lines/1/purpose");
  EXPECT_TRUE(kept[2].closes);

  ASSERT_EQ(step(id, "return-to-authority", {{"reason", "Say whose reading."}}, people.first).status, 303u);
  EXPECT_THAT(home().get_page("/en/bid/" + id + "?part=lines%2F1", people.officer).body, HasSubstr("Whose reading, and how far?")) << "where it is filled in";
  EXPECT_THAT(home().get_page("/en/bid/" + id + "?part=need", people.officer).body, Not(HasSubstr("Whose reading, and how far?")));
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

TEST(Comments, Fnd12OfOneAssessorAreBlindToTheOtherUntilBothHaveSigned) {
  const People people;
  const auto id = drafted_bid(people.officer, "bsf-2006-07");
  ASSERT_EQ(step(id, "submit", {}, people.officer).status, 303u);
  ASSERT_EQ(comment(id, {{"words", "I would refuse line one."}, {"on", "lines/1/activity"}}, people.first).status, 303u);
  ASSERT_EQ(comment(id, {{"words", "The answer to it."}, {"answers", "1"}}, people.officer).status, 303u);
  ASSERT_EQ(comment(id, {{"words", "From the authority."}}, people.officer).status, 303u);
  const auto blind = [&] {
    const auto page = page_of(id, people.second);
    EXPECT_THAT(page, Not(HasSubstr("I would refuse line one.")));
    EXPECT_THAT(page, Not(HasSubstr("The answer to it.")));
    EXPECT_THAT(page, HasSubstr("From the authority."));
    EXPECT_THAT(page_of(id, people.first), HasSubstr("I would refuse line one."));
    EXPECT_EQ(comment(id, {{"words", "x"}, {"answers", "1"}}, people.second).status, 422u);
  };
  blind();
  const auto one = assessed(id, people.first, false);
  EXPECT_EQ(comment(one, {{"words", "x"}}, people.second, "assessment").status, 404u) << "an assessment that may not be seen";
  ASSERT_EQ(comment(one, {{"words", "On my own assessment."}, {"on", "need-reason"}}, people.first, "assessment").status, 303u);
  ASSERT_EQ(step(one, "sign", {}, people.first, "assessment").status, 303u);
  blind();
  ASSERT_EQ(step(assessed(id, people.second, false), "sign", {}, people.second, "assessment").status, 303u);
  EXPECT_THAT(page_of(id, people.second), HasSubstr("I would refuse line one."));
  EXPECT_THAT(home().get_page("/en/assessment/" + one, people.second).body, HasSubstr("On my own assessment.")) << "nothing is lost by signing";
  EXPECT_EQ(store::comments_of(ledger(), id).size(), 3u);
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

}  // namespace comment_journey
}  // namespace potensial::tests
