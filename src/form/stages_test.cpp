#include "form/stages.hpp"

#include <gtest/gtest.h>

#include "form_example.hpp"

namespace potensial::form {
namespace stages_test {

const Text submit_name{"Submit", "Cyflwyno"}, approve_name{"Approve", "Cymeradwyo"};

Stages paper() {
  const Transition submit{.id = "submit", .name = submit_name, .from = {"draft"}, .to = "sent", .roles = {"writer", "head"}, .deadline = "last-day",
                          .needs = {{"complete", {"It has problems.", "Mae problemau ynddo."}}}, .not_after = {}, .asks = {}};
  const Transition approve{.id = "approve", .name = approve_name, .from = {"sent"}, .to = "done", .roles = {"officer"}, .deadline = "", .needs = {},
                           .not_after = {"submit", "write"}, .asks = {{"reason", {"Reason", "Rheswm"}, true, 3}, {"note", {"Note", "Nodyn"}, false, 3}}};
  return {"paper", 1, {"Paper", "Papur"}, "", "draft", {"write"},
          {{"draft", {"Draft", "Drafft"}, false}, {"sent", {"Sent", "Wedi’i anfon"}, false}, {"done", {"Done", "Wedi’i wneud"}, true}}, {submit, approve}};
}

Attempt submitting() {
  return {.state = "draft", .transition = "submit", .person = "ann", .roles = {"writer"}, .today = Date(2008, 3, 31), .history = {},
          .holding = {"complete"}, .deadlines = {{"last-day", Date(2008, 3, 31)}}, .said = {}};
}

Attempt approving() {
  return {.state = "sent", .transition = "approve", .person = "ben", .roles = {"officer"}, .today = Date(2008, 4, 1),
          .history = {{"write", "ann"}, {"submit", "cai"}}, .holding = {}, .deadlines = {}, .said = {{"reason", "mae’n dda"}}};
}

std::string refused(const Attempt& attempt) {
  const auto stepped = paper().step(attempt);
  return stepped ? "to " + *stepped : stepped.error().code;
}

TEST(Step, LeadsToTheNextState) {
  EXPECT_EQ(refused(submitting()), "to sent");
  EXPECT_EQ(refused(approving()), "to done");
}

TEST(Step, RefusesWhatTheDefinitionDoesNotHave) {
  auto attempt = submitting();
  attempt.state = "lost";
  EXPECT_EQ(refused(attempt), "step.no-such-state");
  attempt = submitting();
  attempt.transition = "skip";
  EXPECT_EQ(refused(attempt), "step.no-such-transition");
}

TEST(Step, Sec9StepsCannotBeSkippedOrReplayed) {
  auto attempt = approving();
  attempt.state = "draft";
  EXPECT_EQ(refused(attempt), "step.not-from-here");
  attempt = submitting();
  attempt.state = "sent";
  EXPECT_EQ(refused(attempt), "step.not-from-here");
  attempt = approving();
  attempt.state = "done";
  EXPECT_EQ(refused(attempt), "step.not-from-here");
}

TEST(Step, IsForOneOfItsRoles) {
  auto attempt = submitting();
  attempt.roles = {"officer", "head"};
  EXPECT_EQ(refused(attempt), "to sent");
  attempt.roles = {"officer"};
  EXPECT_EQ(refused(attempt), "step.role");
  attempt.roles = {};
  EXPECT_EQ(refused(attempt), "step.role");
}

TEST(Step, Sec8NobodyApprovesTheirOwn) {
  auto attempt = approving();
  attempt.person = "cai";
  EXPECT_EQ(refused(attempt), "step.same-person");
  attempt.person = "ann";
  EXPECT_EQ(refused(attempt), "step.own");
  attempt.roles = {"officer", "writer", "head"};  // more roles make no other person
  EXPECT_EQ(refused(attempt), "step.own");
}

TEST(Step, IsPossibleUntilItsLastDay) {
  auto attempt = submitting();
  attempt.today = Date(2008, 4, 1);
  EXPECT_EQ(refused(attempt), "step.too-late");
  attempt.deadlines.clear();
  EXPECT_EQ(refused(attempt), "step.no-deadline");
}

TEST(Step, WaitsForWhatMustHold) {
  auto attempt = submitting();
  attempt.holding = {"something-else"};
  EXPECT_EQ(refused(attempt), "step.need");
}

TEST(Step, AsksForWhatMustBeSaidAndNothingElse) {
  auto attempt = approving();
  attempt.said = {};
  EXPECT_EQ(refused(attempt), "step.not-said");
  attempt.said = {{"reason", " "}};
  EXPECT_EQ(refused(attempt), "step.not-said");
  attempt.said = {{"reason", "un dau tri pedwar"}};
  EXPECT_EQ(refused(attempt), "step.too-many-words");
  attempt.said = {{"reason", "da"}, {"note", "un dau tri pedwar"}};
  EXPECT_EQ(refused(attempt), "step.too-many-words");
  attempt.said = {{"reason", "da"}, {"amount", "1"}};
  EXPECT_EQ(refused(attempt), "step.not-asked");
}

TEST(Step, SaysWhyInBothLanguagesAndWhoseMoveItIs) {
  auto attempt = approving();
  attempt.person = "cai";
  const auto own = paper().step(attempt).error();
  EXPECT_EQ(own.blame, Blame::permission);
  EXPECT_EQ(tests::said(own, Language::en), "“Approve” needs another person: you did “Submit”, and nobody does both. Ask a colleague.");
  EXPECT_EQ(tests::said(own, Language::cy),
            "Mae angen person arall ar gyfer “Cymeradwyo”: chi a wnaeth “Cyflwyno”, ac nid oes neb yn gwneud y ddau. Gofynnwch i gydweithiwr.");
  attempt = submitting();
  attempt.holding.clear();
  EXPECT_EQ(tests::said(paper().step(attempt).error(), Language::cy), "Nid yw “Cyflwyno” yn bosibl eto. Mae problemau ynddo.");
  EXPECT_EQ(paper().step(attempt).error().blame, Blame::input);
}

TEST(Leaving, NamesTheTransitionsOfAState) {
  const auto stages = paper();
  EXPECT_EQ(stages.leaving("sent").front()->id, "approve");
  EXPECT_TRUE(stages.leaving("done").empty());
}

}  // namespace stages_test
}  // namespace potensial::form
