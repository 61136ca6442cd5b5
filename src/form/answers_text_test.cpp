#include "form/answers_text.hpp"

#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"
#include "form/example_answers.hpp"
#include "form/form_reader.hpp"

namespace potensial::form {
namespace answers_text_test {

const catalogue::Catalogue& real() {
  static const auto loaded = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  return loaded;
}

TEST(AnswersText, GivesBackTheExampleOfEveryFormAsItWas) {
  for (const auto* definition : real().of_kind("form")) {
    const auto form = read_form(*definition).value();
    const auto answers = example_answers(form, *definition).value();
    const auto again = answers_of_text(form, answers_text(answers));
    ASSERT_TRUE(again) << definition->id;
    EXPECT_EQ(*again, answers) << definition->id;
  }
}

TEST(AnswersText, KeepsWhatIsNoneOfItsQuestionsKind) {
  const auto form = read_form(*real().newest("form", "bsf-bid")).value();
  const Answers odd{.values = {{"total-cost", std::string("about \"ten\" pounds\n\u00e2")}, {"nonsense", std::string("x")}, {"schools-asked", std::string("soon")}}};
  EXPECT_EQ(answers_of_text(form, answers_text(odd)).value(), odd);
}

TEST(AnswersText, RefusesWhatIsNoObject) {
  const auto form = read_form(*real().newest("form", "bsf-bid")).value();
  for (const auto* text : {"", "[]", "{", "7"}) EXPECT_EQ(answers_of_text(form, text).error().code, "answers.unreadable") << text;
}

}  // namespace answers_text_test
}  // namespace potensial::form
