#include "form/problems.hpp"

#include <gtest/gtest.h>

#include "form_example.hpp"

namespace potensial::form {
namespace problems_test {

using tests::asked;
using Codes = std::vector<std::string>;

Codes codes(const std::string& questions, const Answers& answers, const Context& context = {}) {
  return tests::codes_of(problems_of(tests::form_with(questions).value(), answers, context));
}

const Codes none;

TEST(Problems, NameEveryKindOfWrongAnswer) {
  const std::pair<const char*, const char*> kinds[] = {
      {"text", "answer.no-text"}, {"whole-number", "answer.no-whole-number"}, {"number", "answer.no-number"}, {"money", "answer.no-money"},
      {"date", "answer.no-day"}, {"yes-no", "answer.no-yes-no"}, {"organisation", "answer.no-text"}, {"indicator", "answer.no-text"},
      {"group", "answer.no-text"}, {"learner-count", "answer.no-learner-count"}, {"attachment", "answer.no-text"}};
  for (const auto& [kind, code] : kinds)
    EXPECT_EQ(codes(asked("a", kind), {{{"a", Parts{{}}}}}), Codes{std::string("a ") + code}) << kind;
  EXPECT_EQ(codes(asked("a", "part", "one: {en: P, cy: P}, most: 1, questions: [" + asked("b", "text") + "]"), {{{"a", 1}}}), Codes{"a answer.no-part"});
}

TEST(Problems, AskForWhatIsRequiredAlwaysOrOnACondition) {
  EXPECT_EQ(codes(asked("a", "text", "required: true"), {}), Codes{"a answer.required"});
  EXPECT_EQ(codes(asked("a", "text", "required: true"), {{{"a", " "}}}), Codes{"a answer.required"});
  EXPECT_EQ(codes(asked("a", "text", "required: true"), {{{"a", "x"}}}), none);
  const auto form = asked("a", "text", "required-when: {equals: [{question: b}, \"yes\"]}") + "," + asked("b", "yes-no");
  EXPECT_EQ(codes(form, {{{"b", true}}}), Codes{"a answer.required"});
  EXPECT_EQ(codes(form, {{{"b", false}}}), none);
}

// SEC-7: what is unknown or not asked is refused, not passed over.
TEST(Problems, Sec7AnswersThatAreNotAskedForAreRefused) {
  const auto form = asked("a", "text", "required: true, shown-when: {equals: [{question: b}, \"yes\"]}") + "," + asked("b", "yes-no") + "," +
                    asked("p", "part", "one: {en: P, cy: P}, most: 2, questions: [" + asked("q", "text") + "]");
  EXPECT_EQ(codes(form, {{{"b", false}}}), none);
  EXPECT_EQ(codes(form, {{{"b", false}, {"a", "x"}}}), Codes{"a answer.not-asked"});
  EXPECT_EQ(codes(form, {{{"owner", "x"}}}), Codes{"owner answer.unknown"});
  EXPECT_EQ(codes(form, {{{"p", Parts{{}, {{{"owner", "x"}}}}}}}), Codes{"p/2/owner answer.unknown"});
}

TEST(Problems, HoldTextsToTheirLimitInWordsOrCharacters) {
  EXPECT_EQ(codes(asked("a", "long-text", "most-words: 3"), {{{"a", "un dau tri"}}}), none);
  EXPECT_EQ(codes(asked("a", "long-text", "most-words: 3"), {{{"a", "un dau tri pedwar"}}}), Codes{"a answer.too-many-words"});
  EXPECT_EQ(codes(asked("a", "text", "most-characters: 2"), {{{"a", "tŷ"}}}), none);
  EXPECT_EQ(codes(asked("a", "text", "most-characters: 2"), {{{"a", "tŷs"}}}), Codes{"a answer.too-many-characters"});
  EXPECT_EQ(codes(asked("a", "text"), {{{"a", std::string(200, 'x')}}}), none);
  EXPECT_EQ(codes(asked("a", "text"), {{{"a", std::string(201, 'x')}}}), Codes{"a answer.too-many-characters"});
}

TEST(Problems, CountPartsAndLookIntoThoseThatMayBeGiven) {
  const auto form = asked("p", "part", "one: {en: P, cy: P}, least: 2, most: 3, questions: [" + asked("q", "text", "required: true") + "]");
  const Answers one{{{"q", "x"}}};
  EXPECT_EQ(codes(form, {}), Codes{"p answer.too-few"});
  EXPECT_EQ(codes(form, {{{"p", Parts{one}}}}), Codes{"p answer.too-few"});
  EXPECT_EQ(codes(form, {{{"p", Parts{one, {}}}}}), Codes{"p/2/q answer.required"});
  EXPECT_EQ(codes(form, {{{"p", Parts{one, one, one, {}}}}}), Codes{"p answer.too-many"});
}

TEST(Problems, ChoicesAreOfTheOptionsListed) {
  const auto form = asked("a", "choice", "options: [{code: x, name: {en: x, cy: x}}]");
  EXPECT_EQ(codes(form, {{{"a", "x"}}}), none);
  EXPECT_EQ(codes(form, {{{"a", "y"}}}), Codes{"a answer.no-option"});
}

TEST(Problems, WhatIsNamedElsewhereIsAskedForThereWithItsGroup) {
  const auto form = asked("area", "choice", "code-set: areas") + "," + asked("a", "choice", "code-set: s, within: area") + "," + asked("o", "organisation");
  Codes seen;
  const Context context{.exists = [&](const Named& named) {
    seen.push_back(named.question.id + "=" + named.value + " in " + named.within);
    return named.question.id != "o";
  }, .source = {}};
  EXPECT_EQ(codes(form, {{{"area", "1C"}, {"a", "x"}, {"o", "681"}}}, context), Codes{"o answer.does-not-exist"});
  EXPECT_EQ(seen, (Codes{"area=1C in ", "a=x in 1C", "o=681 in "}));
}

TEST(Problems, LockedAnswersAreThoseOfTheirSource) {
  const auto form = asked("a", "money", "required: true, filled-by: grant, locked: true");
  const auto with = [](std::optional<Answer> value) { return Context{.exists = {}, .source = [value](auto, const auto&, const auto&) { return value; }}; };
  EXPECT_EQ(codes(form, {}), Codes{"a answer.not-filled"});
  EXPECT_EQ(codes(form, {{{"a", 5}}}, with(Answer(std::int64_t{5}))), none);
  EXPECT_EQ(codes(form, {{{"a", 6}}}, with(Answer(std::int64_t{5}))), Codes{"a answer.not-as-filled"});
  EXPECT_EQ(codes(form, {{{"a", 6}}}, with(std::nullopt)), Codes{"a answer.not-as-filled"});
  EXPECT_EQ(codes(form, {{{"a", 6}}}), none);
}

TEST(Problems, ALockedPartIsGivenWholeByItsSource) {
  const auto form = asked("p", "part", "one: {en: P, cy: P}, most: 3, filled-by: shared, locked: true, questions: [" + asked("a", "text") + "]");
  const auto with = [](std::optional<Answer> value) { return Context{.exists = {}, .source = [value](auto, const auto&, const auto&) { return value; }}; };
  const Answer one(Parts{{{{"a", "x"}}}}), two(Parts{{{{"a", "x"}}}, {{{"a", "y"}}}});
  EXPECT_EQ(codes(form, {{{"p", one}}}, with(one)), none);
  EXPECT_EQ(codes(form, {}, with(std::nullopt)), none);
  EXPECT_EQ(codes(form, {{{"p", one}}}, with(two)), Codes{"p answer.part-not-as-filled"});
  EXPECT_EQ(codes(form, {{{"p", one}}}, with(std::nullopt)), Codes{"p answer.part-not-as-filled"});
  EXPECT_EQ(codes(form, {}, with(one)), Codes{"p answer.part-not-as-filled"});
}

TEST(Problems, AnOrganisationIsOfTheKindThatIsAskedFor) {
  const auto form = asked("o", "organisation", "checks: [{of-kind: [authority, cluster], sentence: {en: Name an authority., cy: Enwch awdurdod.}}]");
  const Context context{.exists = {}, .source = {}, .kind_of = [](const std::string& id) {
    return id == "681" ? std::optional(OrganisationKind::authority) : id == "c1" ? std::optional(OrganisationKind::cluster) : id == "6812001" ? std::optional(OrganisationKind::school) : std::nullopt;
  }};
  for (const auto* right : {"681", "c1", "nobody"}) EXPECT_EQ(codes(form, {{{"o", right}}}, context), none) << right;
  EXPECT_EQ(codes(form, {{{"o", "6812001"}}}, context), Codes{"o answer.check"});
  EXPECT_EQ(codes(form, {{{"o", "6812001"}}}), none) << "nobody to ask";
  EXPECT_FALSE(tests::form_with(asked("t", "text", "checks: [{of-kind: school, sentence: {en: E., cy: C.}}]")));
  EXPECT_FALSE(tests::form_with(asked("o", "organisation", "checks: [{of-kind: [scool], sentence: {en: E., cy: C.}}]")));
}

TEST(Problems, ComeInTheOrderOfTheForm) {
  const auto form = asked("z", "text", "required: true") + "," +
                    asked("m", "part", "one: {en: M, cy: M}, most: 2, questions: [" + asked("y", "text", "required: true") + "]") + "," +
                    asked("a", "text", "required: true");
  EXPECT_EQ(codes(form, {{{"m", Parts{{}, {}}}, {"b", 1}}}),
            (Codes{"z answer.required", "m/1/y answer.required", "m/2/y answer.required", "a answer.required", "b answer.unknown"}));
}

TEST(Problems, SayWhereInBothLanguages) {
  const auto form = tests::form_with(asked("p", "part", "one: {en: Line, cy: Llinell}, most: 2, questions: [" +
                                     asked("t", "long-text", "most-words: 1") + "]")).value();
  const auto problem = problems_of(form, {{{"p", Parts{{}, {{{"t", "un dau tri"}}}}}}}).at(0);
  EXPECT_EQ(tests::said(problem.objection, Language::en), "Line 2: t: the limit in words is 1, and this text has 3. Shorten it by 2.");
  EXPECT_EQ(tests::said(problem.objection, Language::cy), "Llinell 2: t-cy: y terfyn mewn geiriau yw 1, ac mae 3 yn y testun hwn. Byrhewch ef, gan dynnu 2.");
  EXPECT_EQ(problem.objection.said().message, "answer.too-many-words");
}

TEST(ShownQuestions, FollowTheAnswers) {
  const auto form = tests::form_with(asked("b", "yes-no") + "," + asked("a", "text", "shown-when: {equals: [{question: b}, \"yes\"]}") + "," +
                                     asked("p", "part", "one: {en: P, cy: P}, most: 2, questions: [" + asked("q", "text") + "]")).value();
  const auto texts = [&](const Answers& answers) {
    Codes found;
    for (const auto& each : shown_questions(form, answers)) found.push_back(each.text());
    return found;
  };
  EXPECT_EQ(texts({}), (Codes{"b", "p"}));
  EXPECT_EQ(texts({{{"b", true}, {"p", Parts{{}, {}}}}}), (Codes{"b", "a", "p", "p/1/q", "p/2/q"}));
}

TEST(OnlyShown, DropsWhatIsHiddenAndWhatThatHides) {
  const auto form = tests::form_with(asked("a", "yes-no") + "," + asked("b", "yes-no", "shown-when: {equals: [{question: a}, \"yes\"]}") + "," +
                                     asked("p", "part", "one: {en: P, cy: P}, most: 2, questions: [" +
                                           asked("c", "text", "shown-when: {answered: b}") + "," + asked("d", "text") + "]")).value();
  const Answers answers{{{"a", false}, {"b", true}, {"p", Parts{{{{"c", "x"}, {"d", "y"}}}}}}};
  const Answers left{{{"a", false}, {"p", Parts{{{{"d", "y"}}}}}}};
  EXPECT_EQ(only_shown(form, answers), left);
  EXPECT_EQ(only_shown(form, left), left);
}

}  // namespace problems_test
}  // namespace potensial::form
