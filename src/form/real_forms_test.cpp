// The forms of the catalogue: their examples, what a bid must say (FND-08 to FND-13, PLN-03), and answers drawn at random.
#include <gtest/gtest.h>

#include <limits>

#include "base/counter_random.hpp"
#include "form/catalogue_names.hpp"
#include "form/example_answers.hpp"
#include "form/scope.hpp"
#include "form_example.hpp"

namespace potensial::form {
namespace real_forms {

using Codes = std::vector<std::string>;

const catalogue::Catalogue& real() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  return loaded;
}

struct Filled {
  Form form;
  Answers answers;

  std::vector<Problem> problems() const { return problems_of(form, answers, {.exists = named_in(real(), Date(2007, 4, 1)), .source = {}}); }
  Answers& item(const char* part, std::size_t number) { return std::get<Parts>(answers.values.at(part)).at(number - 1); }
};

Filled filled(const char* id) {
  const auto& definition = *real().newest("form", id);
  auto form = read_form(definition).value();
  auto answers = example_answers(form, definition).value();
  return {std::move(form), std::move(answers)};
}

Answers& outcome(Filled& bid, std::size_t line, std::size_t number) {
  return std::get<Parts>(bid.item("lines", line).values.at("outcomes")).at(number - 1);
}

// The one problem, in both languages.
void expect_said(const Filled& filled, const std::string& path, const std::string& en, const std::string& cy) {
  const auto problems = filled.problems();
  ASSERT_EQ(problems.size(), 1u) << testing::PrintToString(tests::codes_of(problems));
  EXPECT_EQ(problems.front().path.text(), path);
  EXPECT_EQ(tests::said(problems.front().objection, Language::en), en);
  EXPECT_EQ(tests::said(problems.front().objection, Language::cy), cy);
}

std::string many_words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "gair" + std::to_string(i) + " ";
  return text;
}

TEST(RealForms, ExamplesAreAnswersWithoutProblems) {
  const auto all = real().of_kind("form");
  EXPECT_GE(all.size(), 3u);
  for (const auto* each : all) {
    const auto form = read_form(*each);
    ASSERT_TRUE(form) << each->file << " " << tests::sentences().text(form.error(), Language::en);
    const auto answers = example_answers(*form, *each);
    ASSERT_TRUE(answers) << each->file << " " << tests::sentences().text(answers.error(), Language::en);
    const auto problems = problems_of(*form, *answers, {.exists = named_in(real(), Date(2007, 4, 1)), .source = {}});
    EXPECT_EQ(tests::codes_of(problems), Codes{}) << each->file;
  }
}

TEST(RealForms, NameCodeSetsThatExistAndSayEverythingInBothLanguages) {
  for (const auto* each : real().of_kind("form")) {
    const auto form = read_form(*each).value();
    const QuestionIndex index(form);
    for (const auto& [id, place] : index.all()) {
      EXPECT_TRUE(place.question->code_set.empty() || real().newest("code-set", place.question->code_set)) << id;
      for (const auto& check : place.question->checks) EXPECT_NE(check.sentence.en, check.sentence.cy) << id;
    }
  }
}

TEST(RealForms, EveryRequiredQuestionIsMissedWhenItsAnswerIsTakenAway) {
  for (const auto* each : real().of_kind("form")) {
    const auto whole = filled(each->id.c_str());
    for (const auto& section : whole.form.sections)
      for (const auto& question : section.questions) {
        auto without = whole;
        if (without.answers.values.erase(question.id) == 0 || (!question.required && question.least == 0)) continue;
        const auto paths = tests::codes_of(without.problems());
        EXPECT_TRUE(std::ranges::any_of(paths, [&](const auto& problem) { return problem.starts_with(question.id + " answer."); })) << question.id;
      }
  }
}

TEST(Fnd09Bid, WithoutANeedAnalysisIsIncomplete) {
  auto bid = filled("bsf-bid");
  bid.answers.values.erase("need-analysis");
  expect_said(bid, "need-analysis", "Need analysis: this has not been answered. Answer it.", "Dadansoddiad o anghenion: nid yw hwn wedi’i ateb. Atebwch ef.");
}

TEST(Fnd10Bid, ALineWithoutABaselineIsNamedWithItsOutcome) {
  auto bid = filled("bsf-bid");
  outcome(bid, 2, 1).values.erase("baseline");
  expect_said(bid, "lines/2/outcomes/1/baseline",
              "Line 2, Outcome 1: Baseline: the system fills this in, and has nothing to put here. Check what it is worked out from, such as the group "
              "and the indicator, and that their figures are loaded.",
              "Llinell 2, Canlyniad 1: Gwaelodlin: y system sy’n llenwi hwn, ac nid oes ganddi ddim i’w roi yma. Gwiriwch yr hyn y cyfrifir ef ohono, fel "
              "y grŵp a’r dangosydd, a bod eu ffigurau wedi’u llwytho.");
}

TEST(Fnd10Bid, ALineNeedsAnOutcomeWithATargetAboveItsBaselineAfterTheActivityEnds) {
  auto bid = filled("bsf-bid");
  bid.item("lines", 1).values.erase("outcomes");
  expect_said(bid, "lines/1/outcomes", "Line 1: Expected learner outcomes: at least 1 must be given. Add what is missing.",
              "Llinell 1: Canlyniadau disgwyliedig i ddysgwyr: rhaid rhoi o leiaf 1. Ychwanegwch yr hyn sydd ar goll.");
  bid = filled("bsf-bid");
  outcome(bid, 1, 1).values["target"] = 58.0;
  expect_said(bid, "lines/1/outcomes/1/target", "Line 1, Outcome 1: Target: The target must be higher than the baseline. Correct it.",
              "Llinell 1, Canlyniad 1: Targed: Rhaid i’r targed fod yn uwch na’r waelodlin. Cywirwch ef.");
  bid = filled("bsf-bid");
  outcome(bid, 1, 1).values["outcome-date"] = Date(2007, 6, 30);
  EXPECT_EQ(tests::codes_of(bid.problems()), Codes{"lines/1/outcomes/1/outcome-date answer.check"});
}

TEST(Fnd11Bid, WithEqualPrioritiesIsToldWhichAndWhy) {
  auto bid = filled("bsf-bid");
  bid.item("priorities", 2).values["priority-rank"] = 1;
  bid.item("lines", 2).values["line-priority"] = 1;
  expect_said(bid, "priorities/2/priority-rank", "Priority 2: Rank: Another priority has the same rank. Say which of the two comes first.",
              "Blaenoriaeth 2: Trefn: Mae blaenoriaeth arall â’r un safle yn y drefn. Dywedwch pa un o’r ddwy sy’n dod gyntaf.");
}

TEST(Fnd11Bid, SaysWhatIsLeftOutAndNamesPrioritiesThatItHas) {
  auto bid = filled("bsf-bid");
  bid.answers.values.erase("left-out");
  bid.item("lines", 2).values["line-priority"] = 3;
  EXPECT_EQ(tests::codes_of(bid.problems()), (Codes{"left-out answer.required", "lines/2/line-priority answer.check"}));
}

TEST(Fnd08Bid, ATextOverItsLimitIsNamedWithItsLineAndByHowMuch) {
  auto bid = filled("bsf-bid");
  bid.item("lines", 2).values["activity"] = many_words(113);
  expect_said(bid, "lines/2/activity", "Line 2: What will be done: the limit in words is 100, and this text has 113. Shorten it by 13.",
              "Llinell 2: Yr hyn a wneir: y terfyn mewn geiriau yw 100, ac mae 113 yn y testun hwn. Byrhewch ef, gan dynnu 13.");
}

TEST(Fnd02Bid, ALineCitesOneInitiativeOfItsActivityArea) {
  auto bid = filled("bsf-bid");
  bid.item("lines", 1).values.erase("initiative");
  bid.item("lines", 2).values["activity-area"] = "inclusion";
  EXPECT_EQ(tests::codes_of(bid.problems()), (Codes{"lines/1/initiative answer.required", "lines/2/initiative answer.does-not-exist"}));
}

TEST(Fnd07Bid, GrantAndContributionAddUpToThePenny) {
  auto bid = filled("bsf-bid");
  bid.item("lines", 1).values["grant"] = 5'039'999;
  EXPECT_EQ(tests::codes_of(bid.problems()), (Codes{"lines/1/contribution answer.check", "total-grant answer.check"}));
}

TEST(Tgt03Bid, ALineForAllSchoolsGivesAReasonAndNamesNone) {
  auto bid = filled("bsf-bid");
  bid.item("lines", 1).values["serves"] = "all-schools";
  EXPECT_EQ(tests::codes_of(bid.problems()), (Codes{"lines/1/schools answer.not-asked", "lines/1/all-schools-reason answer.required"}));
}

TEST(Fnd15Bid, SharesOfAJointBidAddUpToTheWhole) {
  auto bid = filled("bsf-bid");
  bid.answers.values["joint"] = true;
  bid.answers.values["lead-share"] = 60;
  bid.answers.values["partners"] = Parts{{{{"partner", "680"}, {"partner-share", 30}}}, {{{"partner", "679"}, {"partner-share", 10}}}};
  EXPECT_EQ(tests::codes_of(bid.problems()), Codes{});
  bid.item("partners", 2).values["partner-share"] = 9;
  EXPECT_EQ(tests::codes_of(bid.problems()), Codes{"lead-share answer.check"});
  bid.item("partners", 2).values = {{"partner", "681"}, {"partner-share", 10}};
  EXPECT_EQ(tests::codes_of(bid.problems()), Codes{"partners/2/partner answer.check"});
}

TEST(Fnd13Assessment, ACriterionBelowItsStandardAsksForAnImprovementWithOwnerAndDay) {
  auto assessment = filled("bsf-assessment");
  for (const auto* each : {"outcomes-improvement", "outcomes-owner", "outcomes-by"}) assessment.answers.values.erase(each);
  EXPECT_EQ(tests::codes_of(assessment.problems()),
            (Codes{"outcomes-improvement answer.required", "outcomes-owner answer.required", "outcomes-by answer.required"}));
  assessment.answers.values["outcomes-grade"] = "meets";
  EXPECT_EQ(tests::codes_of(assessment.problems()), Codes{});
}

TEST(Fnd13Assessment, AnAwardBelowAStandardIsConditional) {
  auto assessment = filled("bsf-assessment");
  assessment.answers.values["recommendation"] = "award";
  EXPECT_EQ(tests::codes_of(assessment.problems()), Codes{"recommendation answer.check"});
  assessment.answers.values["outcomes-grade"] = "meets";
  assessment.answers.values["evaluation-grade"] = "exceeds";
  assessment.answers = only_shown(assessment.form, assessment.answers);
  EXPECT_EQ(tests::codes_of(assessment.problems()), Codes{});
  assessment.answers.values["recommendation"] = "conditional";
  EXPECT_EQ(tests::codes_of(assessment.problems()), Codes{"recommendation answer.check"});
}

TEST(Fnd12Assessment, JudgesEachOfTheFiveCriteriaAgainstItsStandard) {
  const auto form = filled("bsf-assessment").form;
  for (const auto* criterion : {"need", "outcomes", "priorities", "collaboration", "evaluation"}) {
    const auto section = std::ranges::find(form.sections, std::string(criterion), &Section::id);
    ASSERT_NE(section, form.sections.end()) << criterion;
    EXPECT_FALSE(section->hint.en.empty() || section->hint.cy.empty()) << criterion;
    EXPECT_EQ(section->questions.front().id, std::string(criterion) + "-grade");
  }
}

TEST(Pln03SpendingPlan, AnActivityThatHasOnlyAnAmountIsNamed) {
  auto plan = filled("school-spending-plan");
  plan.item("activities", 1).values = {{"activity-cost", 380'000}, {"activity-own-cost", 228'000}};
  const auto problems = plan.problems();
  EXPECT_EQ(problems.size(), 9u) << testing::PrintToString(tests::codes_of(problems));
  for (const auto& each : problems) EXPECT_TRUE(each.path.text().starts_with("activities/1/") && each.objection.code == "answer.required");
}

TEST(Pln04SpendingPlan, AnActivityLinksToAPriorityOrSaysWhyNot) {
  auto plan = filled("school-spending-plan");
  plan.item("activities", 1).values["activity-priority"] = 7;
  EXPECT_EQ(tests::codes_of(plan.problems()), Codes{"activities/1/activity-priority answer.check"});
  plan.item("activities", 1).values.erase("activity-priority");
  EXPECT_EQ(tests::codes_of(plan.problems()), Codes{"activities/1/no-link-reason answer.required"});
}

TEST(Col02SpendingPlan, SharesOfAJointActivityAddUpAndItsPartnersAreOthers) {
  auto plan = filled("school-spending-plan");
  auto& partner = std::get<Parts>(plan.item("activities", 1).values.at("activity-partners")).front();
  partner.values["activity-partner-share"] = 39;
  expect_said(plan, "activities/1/activity-lead-share", "Activity 1: Our share of the cost, per cent: The shares of all schools must add up to 100 per cent. Correct them.",
              "Gweithgaredd 1: Ein cyfran ni o’r gost, y cant: Rhaid i gyfrannau’r holl ysgolion ddod i 100 y cant. Cywirwch nhw.");
  partner.values["activity-partner-share"] = 40;
  partner.values["activity-partner"] = "6812001";
  EXPECT_EQ(tests::codes_of(plan.problems()), Codes{"activities/1/activity-partners/1/activity-partner answer.check"}) << "the school itself";
  partner.values["activity-partner"] = "6812002";
  plan.answers.values["total"] = 389'000;
  EXPECT_EQ(tests::codes_of(plan.problems()), Codes{"total answer.check"}) << "costs of others are not its own";
}

TEST(ExampleAnswers, RefuseUnknownQuestionsAndValuesOfAnotherKind) {
  const auto form = filled("bsf-bid").form;
  const auto fault = [&](const std::string& example) {
    const auto yaml = "- {kind: form, id: f, version: 1, name: {en: n, cy: e}, source: s, example: " + example + "}";
    return example_answers(form, catalogue::definitions_in(yaml, "f.yaml").value().front()).error().code;
  };
  EXPECT_EQ(fault("{owner: x}"), "catalogue.form-question-unknown");
  EXPECT_EQ(fault("{joint: perhaps}"), "catalogue.form-answer-bad");
  EXPECT_EQ(fault("{lines: [{cost: 1.5}]}"), "catalogue.form-answer-bad");
  EXPECT_EQ(fault("{lines: none}"), "catalogue.form-answer-bad");
  EXPECT_EQ(fault("[x]"), "catalogue.member-bad");
}

// Draws answers that are mostly of the right kind, sometimes not, sometimes absent, and sometimes to no question.
class RandomAnswers {
 public:
  explicit RandomAnswers(Draws draws) : draws_(draws) {}

  Answers of(const std::vector<Question>& questions, int depth = 0) {
    Answers answers;
    for (const auto& each : questions)
      if (draws_.happens(0.8)) answers.values.emplace(each.id, draws_.happens(0.1) ? any(depth) : fitting(each, depth));
    if (draws_.happens(0.1)) answers.values.emplace("stray-" + std::to_string(draws_.below(3)), any(depth));
    return answers;
  }

 private:
  Answer any(int depth) {
    switch (draws_.below(7)) {
      case 0: return std::string("\xff\xc3");
      case 1: return std::numeric_limits<std::int64_t>::min();
      case 2: return std::numeric_limits<std::int64_t>::max();
      case 3: return std::numeric_limits<double>::quiet_NaN();
      case 4: return draws_.happens(0.5);
      case 5: return Date::from_days(static_cast<std::int32_t>(draws_.below(20000)));
      default: return depth > 3 ? Answer(Parts{}) : Answer(Parts(draws_.below(3)));
    }
  }
  Answer fitting(const Question& question, int depth) {
    switch (question.kind) {
      case QuestionKind::whole_number:
      case QuestionKind::learner_count: return static_cast<std::int64_t>(draws_.below(4));
      case QuestionKind::money: return draws_.happens(0.2) ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(draws_.below(500));
      case QuestionKind::number: return draws_.uniform() * 100;
      case QuestionKind::date: return Date::from_days(static_cast<std::int32_t>(13000 + draws_.below(1000)));
      case QuestionKind::yes_no: return draws_.happens(0.5);
      case QuestionKind::choice:
        return question.options.empty() ? std::string("2C") : question.options[draws_.below(static_cast<std::uint32_t>(question.options.size()))].code;
      case QuestionKind::part: return items(question, depth);
      default: return many_words(draws_.below(200));
    }
  }
  Parts items(const Question& part, int depth) {
    Parts items;
    for (auto left = draws_.below(4); left > 0; --left) items.push_back(of(part.questions, depth + 1));
    return items;
  }

  Draws draws_;
};

// Whatever is answered: each problem has a place and a sentence in both languages, what the form shows has no problem
// of not being asked, and shown answers are a part of what was given.
TEST(RealForms, RandomAnswersHaveProblemsThatCanBeSaid) {
  const RandomStream stream(1, "answers");
  std::size_t seen = 0;
  for (const auto* definition : real().of_kind("form")) {
    const auto form = read_form(*definition).value();
    std::vector<Question> questions;
    for (const auto& section : form.sections) questions.insert(questions.end(), section.questions.begin(), section.questions.end());
    for (std::uint64_t draw = 0; draw < 300; ++draw) {
      const auto answers = RandomAnswers(stream.at(draw)).of(questions);
      for (const auto& problem : problems_of(form, answers)) {
        ++seen;
        EXPECT_FALSE(problem.path.steps.empty());
        for (const auto language : {Language::en, Language::cy})
          EXPECT_EQ(tests::said(problem.objection, language).find("⟦"), std::string::npos) << problem.objection.code;
      }
      for (const auto& problem : problems_of(form, only_shown(form, answers))) EXPECT_NE(problem.objection.code, "answer.not-asked");
    }
  }
  EXPECT_GT(seen, 1000u);
}

}  // namespace real_forms
}  // namespace potensial::form
