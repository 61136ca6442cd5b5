#include "form/condition.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "form_example.hpp"

namespace potensial::form {
namespace condition_test {

using tests::asked;

// Whether a question with the condition is shown beside the answers.
bool shows(const std::string& condition, const Answers& answers) {
  const auto form = tests::form_with(
      asked("a", "whole-number") + "," + asked("b", "learner-count") + "," + asked("n", "number") + "," + asked("day", "date") + "," +
      asked("yes", "yes-no") + "," + asked("c", "choice", "options: [{code: x, name: {en: x, cy: x}}, {code: z, name: {en: z, cy: z}}]") + "," +
      asked("p", "part", "one: {en: P, cy: P}, most: 9, questions: [" + asked("m", "money") + "," + asked("k", "money") + "]") + "," +
      asked("asked", "text", "shown-when: " + condition)).value();
  const auto shown = shown_questions(form, answers);
  return std::ranges::find(shown, Path{}.to("asked")) != shown.end();
}

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

TEST(Condition, EqualsComparesChoicesNumbersDaysAndYesOrNo) {
  EXPECT_TRUE(shows("{equals: [{question: c}, x]}", {{{"c", "x"}}}));
  EXPECT_FALSE(shows("{equals: [{question: c}, x]}", {{{"c", "z"}}}));
  EXPECT_TRUE(shows("{equals: [{question: yes}, \"yes\"]}", {{{"yes", true}}}));
  EXPECT_FALSE(shows("{equals: [{question: yes}, \"yes\"]}", {{{"yes", false}}}));
  EXPECT_TRUE(shows("{equals: [2008-03-31, {question: day}]}", {{{"day", Date(2008, 3, 31)}}}));
  EXPECT_FALSE(shows("{equals: [2008-03-31, {question: day}]}", {{{"day", Date(2008, 3, 30)}}}));
  EXPECT_TRUE(shows("{equals: [{question: a}, {question: b}]}", {{{"a", 5}, {"b", 5}}}));
  EXPECT_FALSE(shows("{equals: [{question: a}, {question: b}]}", {{{"a", 5}, {"b", 6}}}));
}

TEST(Condition, AtLeastAndAtMostIncludeTheBound) {
  for (const auto& [a, least, at_most] : {std::tuple{4, false, true}, {5, true, true}, {6, true, false}}) {
    EXPECT_EQ(shows("{at-least: [{question: a}, 5]}", {{{"a", a}}}), least) << a;
    EXPECT_EQ(shows("{at-most: [{question: a}, 5]}", {{{"a", a}}}), at_most) << a;
  }
  EXPECT_TRUE(shows("{at-least: [{question: n}, {question: a}]}", {{{"a", 5}, {"n", 5.5}}}));
  EXPECT_FALSE(shows("{at-least: [{question: n}, {question: a}]}", {{{"a", 6}, {"n", 5.5}}}));
}

TEST(Condition, DoesNotHoldForWhatWasNotAnswered) {
  EXPECT_FALSE(shows("{equals: [{question: a}, {question: b}]}", {}));
  EXPECT_FALSE(shows("{at-most: [{question: a}, 5]}", {}));
  EXPECT_FALSE(shows("{answered: a}", {}));
  EXPECT_FALSE(shows("{answered: c}", {{{"c", "  "}}}));
  EXPECT_FALSE(shows("{answered: p}", {{{"p", Parts{}}}}));
  EXPECT_TRUE(shows("{answered: p}", {{{"p", Parts{{}}}}}));
  EXPECT_TRUE(shows("{answered: a}", {{{"a", 0}}}));
}

TEST(Condition, AllAnyAndNotJoinOthers) {
  const std::string a = "{equals: [{question: a}, 1]}", b = "{equals: [{question: b}, 1]}";
  for (const int first : {0, 1})
    for (const int second : {0, 1}) {
      const Answers answers{{{"a", first}, {"b", second}}};
      EXPECT_EQ(shows("{all: [" + a + "," + b + "]}", answers), first && second);
      EXPECT_EQ(shows("{any: [" + a + "," + b + "]}", answers), first || second);
      EXPECT_EQ(shows("{not: " + a + "}", answers), !first);
    }
}

TEST(Condition, SumsOverAllOfARepeatedPart) {
  const Answers answers{{{"p", Parts{{{{"m", 100}, {"k", 1}}}, {{{"m", 250}}}, {}}}}};
  EXPECT_TRUE(shows("{equals: [{sum-of: m}, 350]}", answers));
  EXPECT_TRUE(shows("{equals: [{sum-of: [m, k]}, 351]}", answers));
  EXPECT_FALSE(shows("{equals: [{sum-of: m}, 351]}", answers));
  EXPECT_TRUE(shows("{equals: [{sum-of: m}, 0]}", {}));
}

TEST(Condition, ASumThatIsTooLargeForANumberHoldsInNoComparison) {
  const Answers answers{{{"p", Parts{{{{"m", most}}}, {{{"m", 1}}}}}}};
  EXPECT_FALSE(shows("{at-least: [{sum-of: m}, 0]}", answers));
  EXPECT_FALSE(shows("{at-most: [{sum-of: m}, 0]}", answers));
}

TEST(OrderOf, LeavesValuesOfDifferentKindsUnordered) {
  EXPECT_EQ(order_of(Answer(std::int64_t{1}), Answer(std::string("1"))), std::partial_ordering::unordered);
  EXPECT_EQ(order_of(Answer(std::string("a")), Answer(std::string("b"))), std::partial_ordering::unordered);
  EXPECT_EQ(order_of(Answer(most), Answer(most - 1)), std::partial_ordering::greater);
  EXPECT_EQ(order_of(Answer(2.0), Answer(std::int64_t{2})), std::partial_ordering::equivalent);
}

}  // namespace condition_test
}  // namespace potensial::form
