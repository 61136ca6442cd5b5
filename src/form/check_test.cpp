#include "form/check.hpp"

#include <gtest/gtest.h>

#include "form_example.hpp"

namespace potensial::form {
namespace check_test {

using tests::asked;
using Codes = std::vector<std::string>;

std::string checked(const std::string& check) { return "checks: [{" + check + ", sentence: {en: no, cy: na}}]"; }

Codes problems(const std::string& questions, const Answers& answers) {
  return tests::codes_of(problems_of(tests::form_with(questions).value(), answers));
}

const Codes none, at_a{"a answer.check"};

TEST(Check, AtLeastAndAtMostTakeConstantsAndOtherAnswers) {
  const auto least = asked("a", "number", checked("at-least: 5.5"));
  EXPECT_EQ(problems(least, {{{"a", 5.5}}}), none);
  EXPECT_EQ(problems(least, {{{"a", 5.4}}}), at_a);
  const auto most = asked("a", "date", checked("at-most: {question: b}")) + "," + asked("b", "date");
  EXPECT_EQ(problems(most, {{{"a", Date(2008, 1, 1)}, {"b", Date(2008, 1, 1)}}}), none);
  EXPECT_EQ(problems(most, {{{"a", Date(2008, 1, 2)}, {"b", Date(2008, 1, 1)}}}), at_a);
  EXPECT_EQ(problems(most, {{{"a", Date(2008, 1, 2)}}}), none);  // b is not there to compare with
}

TEST(Check, EqualsSumOfAddsUpToThePenny) {
  const auto form = asked("a", "money", checked("equals-sum-of: m")) + "," +
                    asked("p", "part", "one: {en: P, cy: P}, most: 9, questions: [" + asked("m", "money") + "]");
  const auto total = [](std::int64_t a) { return Answers{{{"a", a}, {"p", Parts{{{{"m", 3'333'334}}}, {{{"m", 1}}}}}}}; };
  EXPECT_EQ(problems(form, total(3'333'335)), none);
  EXPECT_EQ(problems(form, total(3'333'334)), at_a);
  EXPECT_EQ(problems(form, total(3'333'336)), at_a);
}

TEST(Check, OneOfMatchesAnAnswerOfAnotherPart) {
  const auto form = asked("a", "whole-number", checked("one-of: rank")) + "," +
                    asked("p", "part", "one: {en: P, cy: P}, most: 9, questions: [" + asked("rank", "whole-number") + "]");
  const auto chosen = [](std::int64_t a) { return Answers{{{"a", a}, {"p", Parts{{{{"rank", 1}}}, {{{"rank", 3}}}}}}}; };
  EXPECT_EQ(problems(form, chosen(3)), none);
  EXPECT_EQ(problems(form, chosen(2)), at_a);
}

TEST(Check, AllDifferentNamesEachThatRepeatsAnEarlierOne) {
  const auto form = asked("p", "part", "one: {en: P, cy: P}, most: 9, questions: [" + asked("rank", "whole-number", checked("all-different: true")) + "]");
  const auto ranks = [](std::int64_t a, std::int64_t b, std::int64_t c) {
    return Answers{{{"p", Parts{{{{"rank", a}}}, {{{"rank", b}}}, {{{"rank", c}}}}}}};
  };
  EXPECT_EQ(problems(form, ranks(1, 2, 3)), none);
  EXPECT_EQ(problems(form, ranks(1, 2, 1)), Codes{"p/3/rank answer.check"});
  EXPECT_EQ(problems(form, ranks(1, 1, 1)), (Codes{"p/2/rank answer.check", "p/3/rank answer.check"}));
}

TEST(Check, AllDifferentCountsWithinTheNearestPartOnly) {
  const auto form = asked("p", "part", "one: {en: P, cy: P}, most: 9, questions: [" +
                    asked("q", "part", "one: {en: Q, cy: Q}, most: 9, questions: [" + asked("n", "text", checked("all-different: true")) + "]") + "]");
  const Answers apart{{{"p", Parts{{{{"q", Parts{{{{"n", "x"}}}}}}}, {{{"q", Parts{{{{"n", "x"}}}}}}}}}}};
  const Answers together{{{"p", Parts{{{{"q", Parts{{{{"n", "x"}}}, {{{"n", "x"}}}}}}}}}}};
  EXPECT_EQ(problems(form, apart), none);
  EXPECT_EQ(problems(form, together), Codes{"p/1/q/2/n answer.check"});
}

TEST(Check, DiffersFromSeesThroughCaseAndSpaces) {
  const auto form = asked("a", "text", checked("differs-from: b")) + "," + asked("b", "long-text", "most-words: 9");
  EXPECT_EQ(problems(form, {{{"a", "Darllen da"}, {"b", "Darllen yn dda"}}}), none);
  EXPECT_EQ(problems(form, {{{"a", "Darllen  DA "}, {"b", "darllen\nda"}}}), at_a);
}

TEST(Check, HoldsWaitsUntilWhatItComparesWasAnswered) {
  const auto form = asked("a", "number", checked("holds: {not: {at-most: [{question: a}, {question: b}]}}")) + "," + asked("b", "number");
  EXPECT_EQ(problems(form, {{{"a", 2.0}, {"b", 1.0}}}), none);
  EXPECT_EQ(problems(form, {{{"a", 1.0}, {"b", 1.0}}}), at_a);
  const auto at_least = asked("a", "number", checked("holds: {at-least: [{question: a}, {question: b}]}")) + "," + asked("b", "number");
  EXPECT_EQ(problems(at_least, {{{"a", 1.0}, {"b", 2.0}}}), at_a);
  EXPECT_EQ(problems(at_least, {{{"a", 1.0}}}), none);
}

TEST(Check, CountsOnlyWhenItsConditionHolds) {
  const auto form = asked("a", "whole-number", checked("at-least: 5, when: {equals: [{question: b}, \"yes\"]}")) + "," + asked("b", "yes-no");
  EXPECT_EQ(problems(form, {{{"a", 1}, {"b", false}}}), none);
  EXPECT_EQ(problems(form, {{{"a", 1}, {"b", true}}}), at_a);
}

TEST(Check, SaysItsOwnSentenceInBothLanguages) {
  const auto form = tests::form_with(asked("a", "whole-number", checked("at-least: 5"))).value();
  const auto problem = problems_of(form, {{{"a", 1}}}).at(0);
  EXPECT_EQ(tests::said(problem.objection, Language::en), "a: no");
  EXPECT_EQ(tests::said(problem.objection, Language::cy), "a-cy: na");
}

}  // namespace check_test
}  // namespace potensial::form
