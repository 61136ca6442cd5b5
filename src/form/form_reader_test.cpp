#include "form/form_reader.hpp"

#include <gtest/gtest.h>

#include "form_example.hpp"

namespace potensial::form {
namespace form_reader_test {

using tests::asked;

std::string fault(const std::string& questions) {
  const auto form = tests::form_with(questions);
  return form ? "read" : form.error().code;
}

std::string shown(const std::string& id, const std::string& condition) { return asked(id, "whole-number", "shown-when: " + condition); }

std::string checked(const std::string& check) { return "checks: [{" + check + ", sentence: {en: no, cy: na}}]"; }

std::string part(const std::string& id, const std::string& questions) {
  return asked(id, "part", "one: {en: P, cy: P}, most: 9, questions: [" + questions + "]");
}

TEST(ReadForm, ReadsMembersOfEachKind) {
  const auto form = tests::form_with(
      asked("t", "long-text", "most-words: 50, required: true, hint: {en: h, cy: a}") + "," +
      asked("c", "choice", "options: [{code: x, name: {en: ex, cy: ecs}}]") + "," +
      asked("p", "part", "one: {en: Line, cy: Llinell}, least: 1, most: 4, questions: [" + asked("b", "money", "filled-by: grant, locked: true") + "]")).value();
  const auto& questions = form.sections.front().questions;
  EXPECT_EQ(questions[0].most_words, 50u);
  EXPECT_TRUE(questions[0].required);
  EXPECT_EQ(questions[0].hint.cy, "a");
  EXPECT_EQ(questions[1].options.front().name.cy, "ecs");
  EXPECT_EQ(questions[2].one.cy, "Llinell");
  EXPECT_EQ(questions[2].least, 1u);
  EXPECT_EQ(questions[2].most, 4u);
  EXPECT_EQ(questions[2].questions.front().filled_by, "grant");
}

TEST(ReadForm, RefusesMembersThatAreMissingUnknownOrOfTheWrongForm) {
  EXPECT_EQ(fault(""), "catalogue.member-missing");
  EXPECT_EQ(fault("{id: a, kind: text, label: {en: a}}"), "catalogue.language-missing");
  EXPECT_EQ(fault(asked("a", "essay")), "catalogue.member-bad");
  EXPECT_EQ(fault(asked("a", "text", "colour: red")), "catalogue.member-unknown");
  EXPECT_EQ(fault(asked("a", "money", "most-words: 5")), "catalogue.member-unknown");
  EXPECT_EQ(fault(asked("a", "long-text")), "catalogue.member-missing");
  EXPECT_EQ(fault(asked("a", "long-text", "most-words: 0")), "catalogue.member-bad");
  EXPECT_EQ(fault(asked("a", "choice")), "catalogue.member-bad");
  EXPECT_EQ(fault(asked("a", "choice", "code-set: s, options: [{code: x, name: {en: x, cy: x}}]")), "catalogue.member-bad");
  EXPECT_EQ(fault(asked("a", "choice", "options: [{code: x, name: {en: x, cy: x}}, {code: x, name: {en: y, cy: y}}]")), "catalogue.code-twice");
  EXPECT_EQ(fault(asked("a", "text", "locked: true")), "catalogue.member-missing");
  EXPECT_EQ(fault(asked("p", "part", "one: {en: P, cy: P}, least: 2, most: 1, questions: [" + asked("a", "text") + "]")), "catalogue.member-bad");
  EXPECT_EQ(fault(asked("a", "text", "checks: [{at-least: 1, at-most: 2, sentence: {en: n, cy: n}}]")), "catalogue.member-bad");
  EXPECT_EQ(fault(asked("a", "whole-number", "checks: [{at-least: 1}]")), "catalogue.language-missing");
}

TEST(ReadForm, RefusesConditionsThatAreNoTreeOfTheWordsKnown) {
  EXPECT_EQ(fault(shown("a", "{between: [1, 2]}")), "catalogue.form-condition-word");
  EXPECT_EQ(fault(shown("a", "always")), "catalogue.member-bad");
  EXPECT_EQ(fault(shown("a", "{all: []}")), "catalogue.member-bad");
  EXPECT_EQ(fault(shown("a", "{equals: [{question: b}]}") + "," + asked("b", "whole-number")), "catalogue.member-bad");
  EXPECT_EQ(fault(shown("a", "{equals: [{product-of: b}, 1]}") + "," + asked("b", "whole-number")), "catalogue.member-bad");
}

TEST(ReadForm, RefusesAnIdThatStandsTwiceAlsoInAnotherPart) {
  EXPECT_EQ(fault(asked("a", "text") + "," + asked("a", "date")), "catalogue.code-twice");
  EXPECT_EQ(fault(asked("a", "text") + "," + part("p", asked("a", "text"))), "catalogue.code-twice");
}

TEST(ReadForm, RefusesQuestionsThatDoNotExistWhereverTheyAreNamed) {
  for (const auto* condition : {"{answered: b}", "{equals: [{question: b}, 1]}", "{equals: [1, {sum-of: b}]}", "{not: {any: [{answered: b}]}}"})
    EXPECT_EQ(fault(shown("a", condition)), "catalogue.form-question-unknown") << condition;
  for (const auto* check : {"at-least: {question: b}", "equals-sum-of: b", "one-of: b", "differs-from: b", "holds: {answered: b}"})
    EXPECT_EQ(fault(asked("a", "whole-number", checked(check))), "catalogue.form-question-unknown") << check;
  EXPECT_EQ(fault(asked("a", "choice", "code-set: s, within: b")), "catalogue.form-question-unknown");
}

TEST(ReadForm, RefusesAQuestionThatMayHaveSeveralAnswersWhereOneIsNeeded) {
  const auto inner = part("p", asked("b", "whole-number"));
  EXPECT_EQ(fault(shown("a", "{equals: [{question: b}, 1]}") + "," + inner), "catalogue.form-question-elsewhere");
  EXPECT_EQ(fault(shown("a", "{equals: [{sum-of: b}, 1]}") + "," + inner), "read");
  EXPECT_EQ(fault(part("q", shown("a", "{answered: b}")) + "," + inner), "catalogue.form-question-elsewhere");
  EXPECT_EQ(fault(asked("b", "whole-number") + "," + part("q", shown("a", "{answered: b}"))), "read");
}

TEST(ReadForm, RefusesComparisonsOfWhatCannotBeCompared) {
  const std::string fault_code = "catalogue.form-not-comparable";
  const auto others = "," + asked("day", "date") + "," + asked("t", "text") + "," + asked("m", "money") + "," +
                      asked("c", "choice", "options: [{code: x, name: {en: x, cy: x}}]") + "," + part("p", asked("n", "number"));
  for (const auto* condition : {"{equals: [{question: day}, 5]}", "{at-least: [{question: t}, b]}", "{equals: [{question: m}, {question: day}]}",
                                "{equals: [{question: c}, y]}", "{equals: [1, 1]}", "{equals: [{sum-of: n}, 1]}", "{equals: [{question: p}, 1]}",
                                "{at-least: [{sum-of: m}, -1]}", "{equals: [{question: day}, \"\"]}"})
    EXPECT_EQ(fault(shown("a", condition) + others), fault_code) << condition;
  for (const auto* check : {"at-least: soon", "at-most: {question: day}", "equals-sum-of: m", "one-of: t", "differs-from: t", "all-different: true"})
    EXPECT_EQ(fault(asked("a", "whole-number", checked(check)) + others), fault_code) << check;
}

TEST(ReadForm, RefusesQuestionsThatAreShownOrRequiredBecauseOfThemselves) {
  const std::string cycle = "catalogue.form-condition-cycle";
  EXPECT_EQ(fault(shown("a", "{answered: a}")), cycle);
  EXPECT_EQ(fault(shown("a", "{answered: b}") + "," + shown("b", "{not: {equals: [{question: c}, 1]}}") + "," +
                  shown("c", "{at-most: [{question: a}, 1]}")), cycle);
  EXPECT_EQ(fault(asked("p", "part", "one: {en: P, cy: P}, most: 9, shown-when: {equals: [{sum-of: m}, 1]}, questions: [" +
                        asked("m", "whole-number") + "]")), cycle);
  EXPECT_EQ(fault(asked("a", "text", "required-when: {answered: a}")), cycle);
  EXPECT_EQ(fault(asked("a", "text", "required-when: {answered: b}") + "," + asked("b", "text", "required-when: {answered: a}")), "read");  // both or none
}

TEST(ReadForm, NamesFileAndLineOfTheFormInBothLanguages) {
  const auto refusal = tests::form_with(shown("a", "{answered: b}")).error();
  EXPECT_EQ(tests::sentences().text(refusal, Language::en),
            "The form “f” at f.yaml:1 names the question “b”, which it does not have there. Add it or correct the name.");
  EXPECT_NE(tests::sentences().text(refusal, Language::cy).find("f.yaml:1"), std::string::npos);
}

TEST(FormOn, RefusesADayWithoutAVersion) {
  EXPECT_EQ(form_on(*catalogue::Catalogue::of({}), "f", Date(2008, 1, 1)).error().code, "catalogue.no-form");
}

}  // namespace form_reader_test
}  // namespace potensial::form
