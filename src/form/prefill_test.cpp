#include "form/prefill.hpp"

#include <gtest/gtest.h>

#include "form_example.hpp"

namespace potensial::form {
namespace prefill_test {

using tests::asked;

const std::string questions =
    asked("lead", "organisation", "filled-by: applicant, locked: true") + "," + asked("note", "text", "filled-by: last-note") + "," +
    asked("p", "part", "one: {en: P, cy: P}, most: 9, filled-by: past, questions: [" + asked("group", "group") + "," +
          asked("baseline", "number", "filled-by: baseline, locked: true") + "]");

// A baseline is known of one group only.
std::optional<Answer> source(std::string_view name, const Path&, const Answers& part) {
  if (name == "applicant") return Answer(std::string("681"));
  if (name == "last-note") return Answer(std::string("as last year"));
  if (name == "past") return Answer(Parts{{{{"group", "boys"}}}, {{{"group", "nobody"}}}});
  const auto* group = part.answered("group");
  return group && *group == Answer(std::string("boys")) ? std::optional(Answer(58.0)) : std::nullopt;
}

TEST(Prefilled, FillsWhatIsEmptyAndThenWhatIsWithin) {
  const auto form = tests::form_with(questions).value();
  const Answers expected{{{"lead", "681"}, {"note", "as last year"}, {"p", Parts{{{{"group", "boys"}, {"baseline", 58.0}}}, {{{"group", "nobody"}}}}}}};
  EXPECT_EQ(prefilled(form, {}, source), expected);
}

TEST(Prefilled, KeepsWhatAPersonAnsweredExceptWhereItIsLocked) {
  const auto form = tests::form_with(questions).value();
  const Answers typed{{{"lead", "680"}, {"note", "mine"}, {"p", Parts{{{{"group", "girls"}, {"baseline", 99.0}}}}}}};
  const Answers expected{{{"lead", "681"}, {"note", "mine"}, {"p", Parts{{{{"group", "girls"}}}}}}};
  EXPECT_EQ(prefilled(form, typed, source), expected);
}

TEST(Prefilled, LeavesWhatIsNotShownAndTellsTheSourceWhere) {
  const auto form = tests::form_with(asked("ask", "yes-no") + "," +
                                     asked("a", "text", "filled-by: x, shown-when: {equals: [{question: ask}, \"yes\"]}") + "," +
                                     asked("p", "part", "one: {en: P, cy: P}, most: 9, questions: [" + asked("b", "text", "filled-by: x") + "]")).value();
  const auto where = [](std::string_view, const Path& path, const Answers&) { return std::optional(Answer(path.text())); };
  const Answers given{{{"ask", false}, {"p", Parts{{}, {{{"b", "kept"}}}}}}};
  const Answers expected{{{"ask", false}, {"p", Parts{{{{"b", "p/1/b"}}}, {{{"b", "kept"}}}}}}};
  EXPECT_EQ(prefilled(form, given, where), expected);
}

}  // namespace prefill_test
}  // namespace potensial::form
